package nl.zegel.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import nl.zegel.crypto.Handtekeningspoor;
import nl.zegel.party.GatewayBug;

/** The stored form of a {@link Handtekeningspoor}, version 1: what a signed receipt is checked against, years later. */
final class Spoorvorm {
    private static final int VERSIE = 1;

    private Spoorvorm() {}

    static byte[] schrijf(Handtekeningspoor spoor) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream uit = new DataOutputStream(bytes)) {
            uit.writeByte(VERSIE);
            uit.writeUTF(spoor.digest());
            uit.writeShort(spoor.attributenDigest().length);
            uit.write(spoor.attributenDigest());
            uit.writeShort(spoor.handtekening().length);
            uit.write(spoor.handtekening());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** @throws GatewayBug when it is of a version that this program does not read, or cut off */
    static Handtekeningspoor lees(byte[] vorm) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(vorm))) {
            if (in.readByte() != VERSIE) {
                throw new GatewayBug("stored signature trace has an unknown version");
            }
            String digest = in.readUTF();
            byte[] attributen = new byte[in.readUnsignedShort()];
            in.readFully(attributen);
            byte[] handtekening = new byte[in.readUnsignedShort()];
            in.readFully(handtekening);
            return new Handtekeningspoor(digest, attributen, handtekening);
        } catch (IOException e) {
            throw new GatewayBug("stored signature trace is cut off", e);
        }
    }
}
