package nl.zegel.story;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nl.zegel.app.Proefgateway;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Deel;
import nl.zegel.party.CmsProfiel;

/** A submission made from a sample HIB, with something changed; signed and encrypted as it is, wrong or not. */
final class Proefzending {
    private static final String BIJLAGE_ID = "e-aaaaaaaaaaaaaaaaaaaaaaaa77";

    private final List<Deel> bijlagen = new ArrayList<>();
    private String xml;

    private Proefzending(String xml) {
        this.xml = xml;
    }

    /** @param referentie of its own, so that each case is a document of its own */
    static Proefzending hib(String referentie) throws IOException {
        return van("hib-01-flat.xml").met("HIB-2026-0001", referentie);
    }

    static Proefzending van(String voorbeeld) throws IOException {
        return new Proefzending(Files.readString(Path.of("docs/voorbeelden", voorbeeld)));
    }

    /** A canary as it is, also where the sender's own tool would not let it go. */
    static Proefzending van(Kanarie kanarie) {
        Proefzending zending = new Proefzending(kanarie.xml());
        kanarie.bijlagenBytes().forEach((naam, bytes) -> zending.bijlagen.add(new Deel(naam, naam.endsWith("png") ? "image/png" : "text/csv",
                bytes.length, () -> new ByteArrayInputStream(bytes))));
        return zending;
    }

    Proefzending met(String oud, String nieuw) {
        if (!xml.contains(oud)) {
            throw new AssertionError("the sample no longer says " + oud);
        }
        xml = xml.replace(oud, nieuw);
        return this;
    }

    /** Only this recipient. */
    Proefzending alleen(String loket, String verwijzingen) {
        xml = xml.replaceAll("(?s)<ontvanger.*</ontvanger>", "<ontvanger loket=\"" + loket + "\"><noodzaak>Nodig voor de taak.</noodzaak></ontvanger>")
                .replaceAll("(?s)<verwijzing soort=\"RELATIE_OBJECT.*</verwijzing>", verwijzingen);
        return this;
    }

    /** @param inhoud declared coordinates, as XML */
    Proefzending bijlage(String naam, String mediatype, byte[] bytes, String inhoud) {
        xml = xml.replace("</document>", "<bijlage id=\"" + BIJLAGE_ID + "\" naam=\"" + naam + "\" mediatype=\"" + mediatype + "\" sha256=\""
                + sha256(bytes) + "\" lengte=\"" + bytes.length + "\">" + inhoud + "</bijlage></document>");
        bijlagen.add(new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes)));
        return this;
    }

    /** The document alone, as one MIME entity that nobody signed yet. */
    byte[] entiteit() {
        return ("Content-Type: application/xml\r\n\r\n" + xml).getBytes(StandardCharsets.UTF_8);
    }

    static String bijlageId() {
        return BIJLAGE_ID;
    }

    /** Signed by that loket, encrypted for the gateway. */
    byte[] als(String loket) throws Exception {
        return als(loket, CmsProfiel.V4_0);
    }

    byte[] als(String loket, CmsProfiel profiel) throws Exception {
        byte[] bytes = xml.getBytes(StandardCharsets.UTF_8);
        List<Deel> delen = new ArrayList<>(List.of(new Deel("document.xml", "application/xml", bytes.length, () -> new ByteArrayInputStream(bytes))));
        delen.addAll(bijlagen);
        ByteArrayOutputStream p7m = new ByteArrayOutputStream();
        new Indiener(Voorzieningen.jdk(), new SecureRandom()).dienIn(Proefgateway.sleutel(loket, "ondertekenen"),
                Proefgateway.gateway(profiel == CmsProfiel.V4_0 ? "ontsleutelen" : "ontsleutelen-32"), profiel, delen, Map.of(), Instant.now(), p7m);
        return p7m.toByteArray();
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
