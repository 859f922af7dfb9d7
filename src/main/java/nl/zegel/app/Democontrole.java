package nl.zegel.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Uitkomst;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Opening;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.Element;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Waardetype;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.LoketId;
import nl.zegel.render.PdfTekst;
import nl.zegel.verify.Bevinding;
import nl.zegel.verify.Oordeel;
import nl.zegel.verify.Verifier;
import nl.zegel.verify.Verslag;
import nl.zegel.verify.Vraag;

/**
 * Checks what the parties got, from their files and keys alone, and prints each check. The offline verifier judges
 * signatures, provenance and register; the copy itself is then searched for everything that was withheld.
 */
final class Democontrole {
    private final PrintWriter scherm;
    private final Demomap demo;
    private final Woordenboek woordenboek = Woordenboek.laad();
    private final List<String> fouten = new ArrayList<>();
    private int aantal;

    Democontrole(PrintWriter scherm, Demomap demo) {
        this.scherm = scherm;
        this.demo = demo;
    }

    /** Prints one check and remembers how it went. */
    boolean toon(boolean goed, String wat) {
        scherm.println((goed ? "  ✓ " : "  ✗ ") + wat);
        scherm.flush();
        aantal++;
        if (!goed) {
            fouten.add(wat);
        }
        return goed;
    }

    int aantal() {
        return aantal;
    }

    List<String> fouten() {
        return List.copyOf(fouten);
    }

    /** Evidence of one loket, all together, so that each piece is held against the one before it. */
    void bewijzen(LoketId loket, Clock klok) throws IOException {
        Path map = demo.partijen().resolve(loket.waarde()).resolve("receipts");
        List<Path> bestanden = lijst(map);
        long stuks = bestanden.stream().filter(b -> b.toString().endsWith(".json")).count();
        Verslag verslag = Verifier.verifieer(vraag(bestanden, Optional.empty(), klok));
        long echt = verslag.bevindingen().stream().filter(b -> b.code().equals("HANDTEKENING_GATEWAY")).count();
        long inRegister = verslag.bevindingen().stream().filter(b -> b.code().equals("INCLUSIE")).count();
        boolean goed = verslag.oordeel() == Oordeel.BEWEZEN && stuks > 0;
        toon(goed && echt == stuks && inRegister == stuks, stuks + " bewijzen van " + loket
                + ": handtekening van de gateway, plaats in het register, en niets herschreven sinds het vorige bewijs");
        klachten(verslag);
    }

    /**
     * One delivery as it came.
     *
     * @param bron    what the sender sent
     * @param besluit what was decided on it for this loket
     */
    void levering(Path bestand, LoketId loket, Document bron, Besluit.LoketBesluit besluit, Clock klok) throws IOException {
        Path map = demo.certs().resolve(loket.waarde());
        Verslag verslag = Verifier.verifieer(vraag(List.of(bestand), Optional.of(new Vraag.Ontsleuteling(map.resolve("ontsleutelen.key"),
                map.resolve("ontsleutelen.pem"))), klok));
        String wie = bron.kop().referentie() + " voor " + loket;
        toon(verslag.oordeel() != Oordeel.FOUT && verslag.heeft("ZEGEL_OPEN"), wie + ": gaat open met de sleutel van dit loket");
        toon(verslag.oordeel() != Oordeel.FOUT && verslag.heeft("HANDTEKENING_GATEWAY"), wie + ": ondertekend door de gateway");
        toon(verslag.oordeel() != Oordeel.FOUT && verslag.heeft("ZOALS_ONDERTEKEND"), wie + ": elk gegeven staat er zoals de afzender het ondertekende");
        klachten(verslag);
        inhoud(bestand, loket, wie, bron, besluit);
    }

    private void klachten(Verslag verslag) {
        verslag.bevindingen().stream().filter(b -> b.soort() == Bevinding.Soort.FOUT || b.soort() == Bevinding.Soort.NIET_BEWEZEN)
                .forEach(b -> scherm.println("      " + b.soort() + " " + b.code() + " " + b.bestand() + ": " + b.zin()));
    }

    private Vraag vraag(List<Path> bestanden, Optional<Vraag.Ontsleuteling> sleutel, Clock klok) {
        Path gateway = demo.certs().resolve("gateway");
        return new Vraag(bestanden, List.of(demo.certs().resolve("anchors.pem")), List.of(demo.certs().resolve("crl")),
                List.of(gateway.resolve("ondertekenen.pem"), gateway.resolve("bewijs.pem")),
                List.of(demo.certs().resolve(DemoCommand.POLITIE.waarde()).resolve("ondertekenen.pem")), Optional.empty(), sleutel, klok.instant());
    }

    private void inhoud(Path bestand, LoketId loket, String wie, Document bron, Besluit.LoketBesluit besluit) throws IOException {
        byte[] p7m = bestand.toString().endsWith(".eml") ? MailPartner.delen(Files.readAllBytes(bestand)).get(0) : Files.readAllBytes(bestand);
        Path klad = Files.createDirectories(demo.instellingen().klad());
        Opening opening = new Opener(Voorzieningen.snelste(), new SecureRandom(), klad).open(() -> new ByteArrayInputStream(p7m),
                List.of(Partnersleutels.van(demo.certs(), loket.waarde()).ontsleutelen()), (c, p) -> true);
        if (!(opening instanceof Geopend open)) {
            toon(false, wie + ": de kopie is te lezen");
            return;
        }
        try (open; InputStream in = open.open()) {
            List<byte[]> delen = MailPartner.delen(in.readAllBytes());
            Leesuitkomst uitkomst = new DocumentReader(woordenboek, Grenzen.standaard(), DocumentReader.Rol.KOPIE)
                    .leesXml(new ByteArrayInputStream(delen.get(0)), () -> false);
            if (uitkomst instanceof Leesuitkomst.Gelezen gelezen) {
                vergelijk(wie, bron, besluit, gelezen.document(), tekst(delen));
            } else {
                toon(false, wie + ": de kopie is te lezen");
            }
        }
    }

    private static String tekst(List<byte[]> delen) {
        StringBuilder alles = new StringBuilder();
        for (byte[] deel : delen) {
            String begin = new String(deel, 0, Math.min(5, deel.length), StandardCharsets.ISO_8859_1);
            alles.append('\n').append(begin.equals("%PDF-") ? PdfTekst.van(deel) : new String(deel, StandardCharsets.UTF_8));
        }
        return gelijkgetrokken(alles.toString());
    }

    private void vergelijk(String wie, Document bron, Besluit.LoketBesluit besluit, Document kopie, String tekst) {
        List<String> teVeel = kopie.elementen().filter(e -> {
            Besluit.ElementBesluit b = besluit.elementen().get(e.id());
            return b == null || e.vergroofd() != (b.uitkomst() == Uitkomst.VERGROFD) || !b.uitkomst().gaat();
        }).map(e -> e.id().waarde()).toList();
        long mee = besluit.elementen().values().stream().filter(e -> e.uitkomst().gaat()).count();
        long erin = kopie.elementen().count() + kopie.bijlagen().size();
        toon(teVeel.isEmpty() && erin == mee, wie + ": precies de " + mee + " vrijgegeven onderdelen, niets meer");
        List<String> zoek = onthouden(bron, besluit, kopie);
        List<String> gevonden = zoek.stream().filter(tekst::contains).toList();
        toon(gevonden.isEmpty(), wie + ": van " + zoek.size() + " onthouden waarden staat er geen in XML, PDF of tekst");
    }

    /** Withheld values that can be searched for: no codes, not too short, and not part of what may be there anyway. */
    private List<String> onthouden(Document bron, Besluit.LoketBesluit besluit, Document kopie) {
        String mag = gelijkgetrokken(Stream.concat(kopie.elementen().map(Element::tekst),
                Stream.of(kopie.kop().toString())).collect(Collectors.joining("\n")));
        Collection<String> namen = bron.bijlagen().stream().filter(b -> kopie.bijlagen().stream().noneMatch(k -> k.naam().equals(b.naam())))
                .map(Bijlage::naam).toList();
        Stream<String> waarden = bron.elementen().filter(e -> kopie.elementen().noneMatch(k -> k.id().equals(e.id()) && !k.vergroofd()))
                .filter(e -> woordenboek.term(e.term()).map(t -> t.type() != Waardetype.CODE).orElse(true)).map(Element::waarde);
        return Stream.concat(waarden, namen.stream()).map(Democontrole::gelijkgetrokken).filter(w -> w.length() > 3 && !mag.contains(w))
                .distinct().toList();
    }

    private static String gelijkgetrokken(String tekst) {
        return tekst.toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
    }

    static List<Path> lijst(Path map) throws IOException {
        if (Files.notExists(map)) {
            return List.of();
        }
        try (Stream<Path> bestanden = Files.list(map)) {
            return bestanden.filter(Files::isRegularFile).sorted().toList();
        }
    }
}
