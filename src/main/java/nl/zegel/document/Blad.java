package nl.zegel.document;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.Objects;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * Hash of one provenance leaf: SHA-256(0x00 || salt || fields), each field with its length in four bytes before it, so that no
 * two different leaves are the same bytes. Regime, origin and what a recipient's label says stand outside.
 */
final class Blad {
    private Blad() {}

    static byte[] van(Element e, Map<String, Groep> groepen) {
        return hash(zout(e.zout()), "element", e.id().waarde(), e.term(), "", soort(e, groepen), e.groep(), betrokkene(e), e.waarde());
    }

    static byte[] van(Element e, Element.Vergroving v, Map<String, Groep> groepen) {
        return hash(zout(v.zout()), "vergroving", e.id().waarde(), e.term(), v.naam(), soort(e, groepen), e.groep(), betrokkene(e), v.waarde());
    }

    static byte[] van(Bijlage b, byte[] zout) {
        return hash(zout, "bijlage", b.id().waarde(), b.mediatype(), "", "", "", "", b.sha256() + " " + b.lengte() + " " + b.naam());
    }

    /** Salt of an attachment: nobody without the seed can tell it from random. */
    static byte[] bijlagezout(byte[] zaad, ElementId id) {
        return sha256(new byte[] {5}, zaad, id.waarde().getBytes(StandardCharsets.US_ASCII));
    }

    static byte[] sha256(byte[]... delen) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (byte[] deel : delen) {
                digest.update(deel);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }

    private static byte[] hash(byte[] zout, String... velden) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (String veld : velden) {
            byte[] utf8 = veld.getBytes(StandardCharsets.UTF_8);
            bytes.writeBytes(ByteBuffer.allocate(4).putInt(utf8.length).array());
            bytes.writeBytes(utf8);
        }
        return sha256(new byte[] {0}, zout, bytes.toByteArray());
    }

    private static byte[] zout(@Nullable String zout) {
        if (zout == null) {
            throw new GatewayBug("a leaf without a salt");
        }
        return Herkomst.bytes(zout);
    }

    private static String soort(Element e, Map<String, Groep> groepen) {
        return Objects.requireNonNull(groepen.get(e.groep()), "an element stands in a group of its document").soort();
    }

    private static String betrokkene(Element e) {
        String betrokkene = e.coordinaten().betrokkene();
        return betrokkene == null ? "" : betrokkene;
    }
}
