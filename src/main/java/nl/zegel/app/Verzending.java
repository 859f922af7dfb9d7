package nl.zegel.app;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import nl.zegel.channel.soap.PemBestanden;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Document;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One document from a partner to a gateway: sealed once and kept sealed, so that sending it again is sending the same
 * document; then sent, and its evidence awaited.
 */
final class Verzending {
    private static final Duration TUSSENPOOS = Duration.ofSeconds(1);
    /** How long a refusal may take to come when older evidence of the same reference lies there. */
    private static final Duration NOG_EVEN = Duration.ofSeconds(15);

    private final Partnersleutels sleutels;
    private final Clock klok;
    private final Path map;

    /** @param map keeps sealed files and evidence */
    Verzending(Partnersleutels sleutels, Path map, Clock klok) {
        this.sleutels = sleutels;
        this.map = map;
        this.klok = klok;
    }

    /** A document, sealed for the gateway. @param opnieuw it was sealed before, and these are the same bytes */
    record Verzegeld(Path bestand, String referentie, boolean opnieuw) {}

    /** How it ended, with the evidence that says so and the file that holds it. */
    record Uitkomst(Soort soort, Optional<Path> bewijs, List<String> redenen) {
        enum Soort { AANGENOMEN, EERDER_AANGENOMEN, GEWEIGERD, GEEN_BEWIJS }
    }

    /**
     * Reads, validates, signs and seals.
     *
     * @param als the loket that the document must come from
     * @throws Inzender.OngeldigDocument when the gateway would refuse it
     */
    Verzegeld verzegel(Path xml, Path bijlagen, LoketId als, Path gatewaycertificaat, CmsProfiel profiel)
            throws IOException, Inzender.OngeldigDocument {
        Inzender inzender = new Inzender();
        Document document = inzender.lees(xml);
        if (!document.kop().afzender().equals(als)) {
            throw new Inzender.OngeldigDocument("Het document noemt als afzender " + document.kop().afzender() + " en u verzendt als " + als
                    + ". Pas het document of --als aan.");
        }
        X509Certificate gateway = PemBestanden.certificaat(gatewaycertificaat);
        List<byte[]> inhoud = new ArrayList<>(List.of(profiel.name().getBytes(java.nio.charset.StandardCharsets.US_ASCII),
                gateway.getPublicKey().getEncoded(), Files.readAllBytes(xml)));
        for (Bijlage bijlage : document.bijlagen()) {
            Path bestand = bijlagen.resolve(bijlage.naam());
            if (Files.notExists(bestand)) {
                throw new Inzender.OngeldigDocument("Bijlage " + bijlage.naam() + " ontbreekt in " + bijlagen + ". Leg haar daar, of geef --bijlagen.");
            }
            inhoud.add(bijlage.sha256().getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        }
        Files.createDirectories(map);
        Path p7m = map.resolve("zegel-" + sleutels.merk(inhoud) + ".p7m");
        if (Files.exists(p7m)) {
            return new Verzegeld(p7m, document.kop().referentie(), true);
        }
        Path deel = p7m.resolveSibling(p7m.getFileName() + ".part");
        try (OutputStream uit = Files.newOutputStream(deel)) {
            inzender.zegel(document, bijlagen, sleutels.ondertekenen(), gateway, profiel, klok.instant(), uit);
        }
        Files.move(deel, p7m, StandardCopyOption.ATOMIC_MOVE);
        return new Verzegeld(p7m, document.kop().referentie(), false);
    }

    /** Sends and waits at most so long for evidence. @param tik told once a second while it waits */
    Uitkomst verzend(Partnerkanaal kanaal, Verzegeld verzegeld, Duration hoogstens, Consumer<Duration> tik) throws IOException {
        kanaal.stuur(verzegeld.bestand(), verzegeld.bestand().getFileName().toString());
        Instant begin = klok.instant();
        Optional<Partnerkanaal.Bewijs> eerder = kanaal.eerder().stream().filter(b -> isAanneming(b) && gaatOver(b, verzegeld)).findFirst();
        while (true) {
            for (Partnerkanaal.Bewijs b : kanaal.nieuw()) {
                if (isAanneming(b) && gaatOver(b, verzegeld)) {
                    boolean bekend = Files.exists(map.resolve(b.naam()));
                    return klaar(bekend ? Uitkomst.Soort.EERDER_AANGENOMEN : Uitkomst.Soort.AANGENOMEN, b);
                }
                if (isWeigering(b) && gaatOver(b, verzegeld)) {
                    return klaar(Uitkomst.Soort.GEWEIGERD, b);
                }
            }
            Duration duur = Duration.between(begin, klok.instant());
            if (eerder.isPresent() && duur.compareTo(NOG_EVEN) >= 0) {
                return klaar(Uitkomst.Soort.EERDER_AANGENOMEN, eerder.get());
            }
            if (duur.compareTo(hoogstens) >= 0) {
                return new Uitkomst(Uitkomst.Soort.GEEN_BEWIJS, Optional.empty(), List.of());
            }
            tik.accept(duur);
            rust();
        }
    }

    private static void rust() {
        try {
            Thread.sleep(TUSSENPOOS.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new GatewayBug("interrupted while waiting for evidence", e);
        }
    }

    private Uitkomst klaar(Uitkomst.Soort soort, Partnerkanaal.Bewijs bewijs) throws IOException {
        if (!bewijs.naam().matches("[A-Za-z0-9][A-Za-z0-9._-]{0,199}")) {
            throw new IOException("de gateway gaf een bewijs met een vreemde naam; het is niet bewaard");
        }
        Path json = map.resolve(bewijs.naam());
        Files.write(json, bewijs.json());
        Files.write(map.resolve(bewijs.naam() + ".p7s"), bewijs.handtekening());
        return new Uitkomst(soort, Optional.of(json), redenen(bewijs));
    }

    static boolean isAanneming(Partnerkanaal.Bewijs b) {
        return gebeurtenis(b).endsWith("/SubmissionAcceptance");
    }

    private static boolean isWeigering(Partnerkanaal.Bewijs b) {
        return gebeurtenis(b).endsWith("/SubmissionRejection");
    }

    private static String gebeurtenis(Partnerkanaal.Bewijs b) {
        return json(b).path("ERDSEventId").asString("");
    }

    /** Evidence of a refusal names no reference: what was refused may not have been readable. */
    private static boolean gaatOver(Partnerkanaal.Bewijs b, Verzegeld v) {
        JsonNode referentie = json(b).path("MessageIdentifier").path("referentie");
        return referentie.isMissingNode() ? isWeigering(b) : referentie.asString("").equals(v.referentie());
    }

    private static List<String> redenen(Partnerkanaal.Bewijs b) {
        List<String> uit = new ArrayList<>();
        json(b).path("EventReasons").forEach(r -> uit.add(r.path("code").asString("").replaceFirst("^urn:zegel:reden:", "")
                + (r.has("plaats") ? " bij " + r.path("plaats").asString("") : "") + (r.has("regel") ? ": " + r.path("regel").asString("") : "")
                + ". " + r.path("watTeDoen").asString("")));
        return uit;
    }

    private static JsonNode json(Partnerkanaal.Bewijs b) {
        try {
            return JsonMapper.builder().build().readTree(b.json());
        } catch (JacksonException e) {
            return JsonMapper.builder().build().createObjectNode();
        }
    }
}
