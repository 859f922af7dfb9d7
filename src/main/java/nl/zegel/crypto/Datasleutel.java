package nl.zegel.crypto;

import com.google.crypto.tink.StreamingAead;
import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * An open data key: encrypts and decrypts bytes at rest in constant memory (Tink AES256-GCM-HKDF, segments of 64 KiB,
 * one version byte in front). Lives in memory only. Immutable and thread-safe; a stream belongs to one thread.
 */
public final class Datasleutel {
    static final int LENGTE = 32;
    private static final int VERSIE = 1;
    private static final int SEGMENT = 64 * 1024;

    private final StreamingAead aead;
    private final byte[] sleutel;
    private final @Nullable VerpakteSleutel verpakt;

    Datasleutel(byte[] sleutel, @Nullable VerpakteSleutel verpakt) {
        try {
            aead = new AesGcmHkdfStreaming(sleutel, "HmacSha256", LENGTE, SEGMENT, 0);
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("streaming encryption is missing", e);
        }
        this.sleutel = sleutel;
        this.verpakt = verpakt;
    }

    /** A key that is never stored: what it encrypted is gone when the process is. */
    static Datasleutel vluchtig(SecureRandom random) {
        return new Datasleutel(nieuw(random), null);
    }

    static byte[] nieuw(SecureRandom random) {
        byte[] bytes = new byte[LENGTE];
        random.nextBytes(bytes);
        return bytes;
    }

    /** The same key as the register stores it. */
    public VerpakteSleutel verpakt() {
        if (verpakt == null) {
            throw new GatewayBug("a key for this moment only was asked for its stored form");
        }
        return verpakt;
    }

    byte[] bytes() {
        return sleutel;
    }

    /** Encrypts what is written to the result; closing it completes the bytes and closes {@code naar}. */
    public OutputStream versleutel(OutputStream naar, Bindsel bindsel) throws IOException {
        naar.write(VERSIE);
        try {
            return aead.newEncryptingStream(naar, bindsel.bytes());
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("encryption at rest failed", e);
        }
    }

    /**
     * Decrypts. Each segment is checked before a byte of it is given.
     *
     * @throws Beschadigd here or while it is read, when the bytes are altered, cut off or bound to something else
     */
    public InputStream ontsleutel(InputStream van, Bindsel bindsel) throws IOException {
        if (van.read() != VERSIE) {
            throw new Beschadigd("bytes at rest: unknown version");
        }
        try {
            return Ruststroom.open(van, dicht -> aead.newDecryptingStream(dicht, bindsel.bytes()));
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("decryption at rest failed", e);
        }
    }

    public byte[] versleutel(byte[] bytes, Bindsel bindsel) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream(bytes.length + 128);
        try (OutputStream stroom = versleutel(uit, bindsel)) {
            stroom.write(bytes);
        } catch (IOException e) {
            throw new GatewayBug("memory refused bytes", e);
        }
        return uit.toByteArray();
    }

    /** @throws Beschadigd when the bytes are altered, cut off or bound to something else */
    public byte[] ontsleutel(byte[] bytes, Bindsel bindsel) throws IOException {
        try (InputStream stroom = ontsleutel(new ByteArrayInputStream(bytes), bindsel)) {
            return stroom.readAllBytes();
        }
    }

    @Override
    public String toString() {
        return "Datasleutel";
    }
}
