package nl.zegel.crypto;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.hpke.HPKE;
import org.bouncycastle.crypto.params.AsymmetricKeyParameter;
import org.bouncycastle.crypto.params.ECPrivateKeyParameters;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/**
 * Received bytes, encrypted while they arrive to a public key, so that receiving goes on while the key store is closed.
 * Format 1: {@code ZO}, version, SHA-256 of the intake certificate, HPKE (RFC 9180: DHKEM P-256, HKDF-SHA256,
 * AES-256-GCM) encapsulation and wrapped data key, then the body as {@link Datasleutel} writes it. Thread-safe.
 */
public final class Ontvangstkluis {
    private static final byte[] MERK = {'Z', 'O', 1};
    private static final byte[] DOEL = "zegel-ontvangst-1".getBytes(StandardCharsets.US_ASCII);
    private static final int VINGER = 32;
    private static final int ENC = 65;
    private static final int VERPAKT = Datasleutel.LENGTE + 16;

    private final SecureRandom random;

    public Ontvangstkluis(SecureRandom random) {
        this.random = random;
    }

    /**
     * Encrypts what is written to the result; closing it completes the bytes and closes {@code naar}.
     *
     * @param intake certificate of the {@link Sleutelkast.Gebruik#INTAKE} key, P-256
     */
    public OutputStream versleutel(X509Certificate intake, Bindsel bindsel, OutputStream naar) throws IOException {
        byte[] sleutel = Datasleutel.nieuw(random);
        byte[][] dicht = verpak(intake, bindsel, sleutel);
        naar.write(MERK);
        naar.write(HexFormat.of().parseHex(Vingerafdruk.van(intake)));
        naar.write(dicht[1]);
        naar.write(dicht[0]);
        return new Datasleutel(sleutel, null).versleutel(naar, bindsel);
    }

    /**
     * Decrypts.
     *
     * @throws KastDicht   when the private key cannot be used now
     * @throws Beschadigd  when the bytes are altered, cut off or bound to something else
     */
    public InputStream ontsleutel(Sleutelkast kast, Bindsel bindsel, InputStream van) throws IOException, KastDicht {
        DataInputStream in = new DataInputStream(van);
        byte[] merk = in.readNBytes(MERK.length);
        if (!java.util.Arrays.equals(merk, MERK)) {
            throw new Beschadigd("received bytes at rest: unknown version");
        }
        String vinger = HexFormat.of().formatHex(in.readNBytes(VINGER));
        byte[] enc = in.readNBytes(ENC);
        byte[] verpakt = in.readNBytes(VERPAKT);
        return new Datasleutel(pakUit(zoek(kast, vinger), bindsel, enc, verpakt), null).ontsleutel(in, bindsel);
    }

    /** As {@link #ontsleutel(Sleutelkast, Bindsel, InputStream)} for bytes in memory. */
    public byte[] ontsleutel(Sleutelkast kast, Bindsel bindsel, byte[] bytes) throws IOException, KastDicht {
        try (InputStream in = ontsleutel(kast, bindsel, new ByteArrayInputStream(bytes))) {
            return in.readAllBytes();
        }
    }

    private static Sleutel zoek(Sleutelkast kast, String vinger) throws KastDicht {
        return KastDicht.vereis(kast.sleutels(Sleutelkast.Gebruik.INTAKE)).stream()
                .filter(s -> Vingerafdruk.van(s.certificaat()).equals(vinger)).findFirst()
                .orElseThrow(() -> new KastDicht(Sleutelkast.Oorzaak.ONBEKEND, "INTAKE"));
    }

    private static HPKE hpke() {
        return new HPKE(HPKE.mode_base, HPKE.kem_P256_SHA256, HPKE.kdf_HKDF_SHA256, HPKE.aead_AES_GCM256);
    }

    private static byte[][] verpak(X509Certificate intake, Bindsel bindsel, byte[] sleutel) throws IOException {
        AsymmetricKeyParameter naar = PublicKeyFactory.createKey(intake.getPublicKey().getEncoded());
        try {
            return hpke().seal(naar, DOEL, bindsel.bytes(), sleutel, null, null, null);
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new GatewayBug("intake certificate cannot be encrypted to; it must hold a P-256 key");
        }
    }

    private static byte[] pakUit(Sleutel intake, Bindsel bindsel, byte[] enc, byte[] verpakt) throws IOException {
        try {
            ECPrivateKeyParameters prive = (ECPrivateKeyParameters) PrivateKeyFactory.createKey(intake.prive().getEncoded());
            AsymmetricKeyParameter openbaar = PublicKeyFactory.createKey(intake.certificaat().getPublicKey().getEncoded());
            return hpke().open(enc, new AsymmetricCipherKeyPair(openbaar, prive), DOEL, bindsel.bytes(), verpakt, null, null, null);
        } catch (InvalidCipherTextException | RuntimeException e) {
            throw new Beschadigd("received bytes at rest do not open");
        }
    }
}
