package nl.zegel.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;
import org.bouncycastle.asn1.cms.SignedData;

/**
 * The offline verifier: files and anchors in, sentences out. It needs no gateway, no database and no network, imports nothing of
 * the gateway, and was written from the formats, so that it shares no mistake. Stateless, thread-safe.
 */
public final class Verifier {
    /** Above this a file is not read into memory; an export of the register streams and has no limit. */
    private static final long GROOTSTE = 256L * 1024 * 1024;

    private Verifier() {}

    /** Verifies; whatever is wrong with the files is in the report, never an exception. */
    public static Verslag verifieer(Vraag vraag) {
        Notulen notulen = new Notulen();
        try {
            new Ronde(vraag, notulen).loop();
        } catch (Afgewezen e) {
            notulen.fout(e);
        }
        return notulen.verslag();
    }

    /** What a file turned out to be. */
    private enum Soort { BEWIJS, HANDTEKENING, KOPIE, BERICHT, ONBEKEND }

    private static final class Ronde {
        private final Vraag vraag;
        private final Notulen notulen;
        private final Bewijscontrole bewijzen;
        private final Kopiecontrole kopieen;
        private final Zegelcontrole zegels;
        private final Vertrouwen vertrouwen;
        private final List<Stuk> stukken = new ArrayList<>();

        Ronde(Vraag vraag, Notulen notulen) throws Afgewezen {
            this.vraag = vraag;
            this.notulen = notulen;
            Pad pad = new Pad(Certificaten.lees(vraag.ankers()), Certificaten.crls(vraag.crls()), vraag.moment());
            vertrouwen = new Vertrouwen(pad, Certificaten.lees(vraag.gateway()), Certificaten.lees(vraag.afzenders()));
            bewijzen = new Bewijscontrole(vertrouwen, notulen);
            kopieen = new Kopiecontrole(vertrouwen, notulen);
            zegels = new Zegelcontrole(vertrouwen, notulen, kopieen, sleutel(vraag));
        }

        private static Optional<Zegelcontrole.Sleutel> sleutel(Vraag vraag) throws Afgewezen {
            if (vraag.ontsleuteling().isEmpty()) {
                return Optional.empty();
            }
            Vraag.Ontsleuteling o = vraag.ontsleuteling().get();
            var certificaten = Certificaten.lees(List.of(o.certificaat()));
            Afgewezen.tenzij(!certificaten.isEmpty(), "CERTIFICATEN_ONLEESBAAR", "Het certificaat van de ontvanger is niet te lezen.");
            return Optional.of(new Zegelcontrole.Sleutel(Certificaten.sleutel(o.sleutel()), certificaten.get(0)));
        }

        void loop() {
            List<Path> exports = new ArrayList<>();
            vraag.register().ifPresent(exports::add);
            vraag.bestanden().forEach(b -> lees(b, exports));
            List<Stuk> losse = new ArrayList<>();
            for (Stuk s : stukken) {
                switch (soort(s)) {
                    case BEWIJS -> bewijzen.een(s, handtekeningVan(s));
                    case KOPIE -> kopieen.een(s, false, stukken);
                    case BERICHT -> zegels.een(s);
                    case HANDTEKENING -> handtekening(s);
                    case ONBEKEND -> losse.add(s);
                }
            }
            bewijzen.samen();
            kopieen.samen();
            onbekend(losse);
            for (Path uitvoer : exports) {
                Registercontrole register = new Registercontrole(vertrouwen, notulen, bewijzen.goed());
                register.controleer(uitvoer);
                register.eerdere(uitvoer);
            }
        }

        private void lees(Path bestand, List<Path> exports) {
            String naam = String.valueOf(bestand.getFileName());
            try {
                if (isUitvoer(bestand)) {
                    exports.add(bestand);
                } else if (Files.size(bestand) > GROOTSTE) {
                    notulen.over(naam).nietBewezen("BESTAND_TE_GROOT", "Het bestand is groter dan 256 MiB. Controleer het met openssl, zie docs/proof.md.");
                } else {
                    stukken.add(new Stuk(naam, Files.readAllBytes(bestand)));
                }
            } catch (IOException e) {
                notulen.over(naam).fout("BESTAND_ONTBREEKT", "Het bestand ontbreekt of is niet te lezen.");
            }
        }

        private static boolean isUitvoer(Path bestand) throws IOException {
            try (var in = Files.newInputStream(bestand)) {
                return new Stuk("", in.readNBytes(64)).begintMet("{\"formaat\":\"nl.zegel.register/");
            }
        }

        private static Soort soort(Stuk s) {
            if (s.eerste() == '{') {
                return Soort.BEWIJS;
            }
            if (s.eerste() == '<') {
                return Soort.KOPIE;
            }
            if (s.bytes().length > 0 && s.bytes()[0] == 0x30) {
                return isLos(s) ? Soort.HANDTEKENING : Soort.BERICHT;
            }
            try {
                String type = Mime.lees(s.bytes()).type();
                return type.endsWith("pkcs7-mime") || type.equals("multipart/mixed") ? Soort.BERICHT : Soort.ONBEKEND;
            } catch (Afgewezen e) {
                return Soort.ONBEKEND;
            }
        }

        private static boolean isLos(Stuk s) {
            try {
                ContentInfo info = Handtekening.info(s.bytes());
                return CMSObjectIdentifiers.signedData.equals(info.getContentType())
                        && SignedData.getInstance(info.getContent()).getEncapContentInfo().getContent() == null;
            } catch (Afgewezen | RuntimeException e) { // of damaged ASN.1 the parser throws what it likes
                return s.naam().endsWith(".p7s");
            }
        }

        /** By name; else the one that holds over these bytes. */
        private Optional<Stuk> handtekeningVan(Stuk bewijs) {
            Optional<Stuk> opNaam = stukken.stream().filter(s -> s.naam().equals(bewijs.naam() + ".p7s")).findFirst();
            return opNaam.isPresent() ? opNaam : stukken.stream().filter(s -> soort(s) == Soort.HANDTEKENING && past(s, bewijs)).findFirst();
        }

        private static boolean past(Stuk p7s, Stuk inhoud) {
            try {
                Handtekening.los(p7s.bytes(), inhoud.bytes());
                return true;
            } catch (Afgewezen e) {
                return false;
            }
        }

        private void handtekening(Stuk p7s) {
            boolean vanBewijs = stukken.stream().anyMatch(s -> soort(s) == Soort.BEWIJS && handtekeningVan(s).equals(Optional.of(p7s)));
            if (!vanBewijs) {
                notulen.over(p7s.naam()).nietBewezen("HANDTEKENING_ZONDER_BESTAND", "Bij deze handtekening is het ondertekende bestand niet opgegeven.");
            }
        }

        private void onbekend(List<Stuk> losse) {
            List<Stuk> kandidaten = new ArrayList<>(stukken);
            kandidaten.addAll(zegels.geopend());
            List<String> gebruikt = new ArrayList<>(bewijzen.open(kandidaten));
            gebruikt.addAll(kopieen.gebruikt());
            for (Stuk s : losse) {
                if (!gebruikt.contains(s.naam())) {
                    notulen.over(s.naam()).nietBewezen("BESTAND_ONBEKEND", "Over dit bestand is niets te zeggen: het is geen bewijs, kopie of "
                            + "bericht, en het opent geen vastlegging.");
                }
            }
        }
    }
}
