package nl.zegel.crypto;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.GatewayBug;

/**
 * Keys of bytes at rest, in three layers: a master key in the key store wraps one key per {@link Bewaargroep}, which
 * wraps one data key per document. Wrapped keys are opaque bytes (format 1: version, 12-byte nonce, AES-256-GCM with the
 * wrapping key's name as associated data). Thread-safe.
 *
 * <p>Destroying a {@link Bewaarsleutel} destroys everything under it; what must survive (hold, moved term) is moved with
 * {@link #herverpak(VerpakteSleutel, Bewaarsleutel, Bewaarsleutel)} first.
 */
public final class Rustkluis {
    private static final byte VERSIE = 1;
    private static final int NONCE = 12;
    private static final int TAG_BITS = 128;

    private final Sleutelkast kast;
    private final String rustsleutel;
    private final Voorzieningen voorzieningen;
    private final SecureRandom random;

    /** @param rustsleutel id in the key store of the master key for new work: a secret of 32 bytes; older ones stay there */
    public Rustkluis(Sleutelkast kast, String rustsleutel, Voorzieningen voorzieningen, SecureRandom random) {
        this.kast = kast;
        this.rustsleutel = rustsleutel;
        this.voorzieningen = voorzieningen;
        this.random = random;
    }

    /** A new key for a group, under the master key of the moment. @param id the row's id, unique */
    public Bewaarsleutel nieuweBewaarsleutel(String id, Bewaargroep groep) throws KastDicht {
        return verpakBewaarsleutel(id, groep, Datasleutel.nieuw(random));
    }

    /** The same group key under the master key of the moment: for a change of master key. */
    public Bewaarsleutel herverpak(Bewaarsleutel sleutel) throws KastDicht {
        return verpakBewaarsleutel(sleutel.id(), sleutel.groep(), openBewaarsleutel(sleutel));
    }

    /** A new data key; {@link Datasleutel#verpakt()} is its stored form. */
    public Datasleutel nieuweDatasleutel(Bewaarsleutel bewaarsleutel) throws KastDicht {
        byte[] sleutel = Datasleutel.nieuw(random);
        return new Datasleutel(sleutel, verpakData(sleutel, bewaarsleutel));
    }

    /**
     * Opens a stored data key.
     *
     * @throws GatewayBug when the bytes do not belong to this group key: the store was altered or mixed up
     */
    public Datasleutel open(VerpakteSleutel verpakt, Bewaarsleutel bewaarsleutel) throws KastDicht {
        if (!verpakt.bewaarsleutel().equals(bewaarsleutel.id())) {
            throw new GatewayBug("data key is under another group key");
        }
        Key kek = new SecretKeySpec(openBewaarsleutel(bewaarsleutel), "AES");
        return new Datasleutel(pakUit(kek, verpakt.verpakt(), naamVan(bewaarsleutel)), verpakt);
    }

    /** Moves a data key to another group, so that it survives the end of the first. The body stays as it is. */
    public VerpakteSleutel herverpak(VerpakteSleutel verpakt, Bewaarsleutel van, Bewaarsleutel naar) throws KastDicht {
        return verpakData(open(verpakt, van).bytes(), naar);
    }

    private VerpakteSleutel verpakData(byte[] sleutel, Bewaarsleutel onder) throws KastDicht {
        Key kek = new SecretKeySpec(openBewaarsleutel(onder), "AES");
        return new VerpakteSleutel(onder.id(), pakIn(kek, sleutel, naamVan(onder)));
    }

    private Bewaarsleutel verpakBewaarsleutel(String id, Bewaargroep groep, byte[] sleutel) throws KastDicht {
        byte[] verpakt = pakIn(master(rustsleutel), sleutel, naam(id, groep, rustsleutel));
        return new Bewaarsleutel(id, groep, rustsleutel, verpakt);
    }

    private byte[] openBewaarsleutel(Bewaarsleutel sleutel) throws KastDicht {
        return pakUit(master(sleutel.rustsleutel()), sleutel.verpakt(), naam(sleutel.id(), sleutel.groep(), sleutel.rustsleutel()));
    }

    private Key master(String id) throws KastDicht {
        byte[] bytes = KastDicht.vereis(kast.geheim(id)).bytes();
        if (bytes.length != Datasleutel.LENGTE) {
            throw new GatewayBug("master key " + id + " is not 32 bytes");
        }
        return new SecretKeySpec(bytes, "AES");
    }

    private static byte[] naam(String id, Bewaargroep groep, String rust) {
        return ("zegel-bewaarsleutel-1\n" + id + "\n" + groep.naam() + "\n" + rust).getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] naamVan(Bewaarsleutel kek) {
        return ("zegel-datasleutel-1\n" + kek.id()).getBytes(StandardCharsets.UTF_8);
    }

    private byte[] pakIn(Key kek, byte[] sleutel, byte[] naam) {
        byte[] nonce = new byte[NONCE];
        random.nextBytes(nonce);
        try {
            Cipher gcm = voorzieningen.cipher("AES/GCM/NoPadding", null);
            gcm.init(Cipher.ENCRYPT_MODE, kek, new GCMParameterSpec(TAG_BITS, nonce));
            gcm.updateAAD(naam);
            byte[] dicht = gcm.doFinal(sleutel);
            return ByteBuffer.allocate(1 + NONCE + dicht.length).put(VERSIE).put(nonce).put(dicht).array();
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("wrapping a key failed", e);
        }
    }

    private byte[] pakUit(Key kek, byte[] verpakt, byte[] naam) {
        if (verpakt.length != 1 + NONCE + Datasleutel.LENGTE + TAG_BITS / 8 || verpakt[0] != VERSIE) {
            throw new GatewayBug("wrapped key has an unknown form");
        }
        try {
            Cipher gcm = voorzieningen.cipher("AES/GCM/NoPadding", null);
            gcm.init(Cipher.DECRYPT_MODE, kek, new GCMParameterSpec(TAG_BITS, verpakt, 1, NONCE));
            gcm.updateAAD(naam);
            return gcm.doFinal(verpakt, 1 + NONCE, verpakt.length - 1 - NONCE);
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("wrapped key does not open under the key it names");
        }
    }
}
