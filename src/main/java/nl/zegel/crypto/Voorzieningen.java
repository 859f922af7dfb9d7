package nl.zegel.crypto;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.MessageDigest;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.Security;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.jspecify.annotations.Nullable;

/**
 * Which JCA provider does what: the fast one where its native library loads, then the JDK's, then Bouncy Castle.
 * Registers nothing globally. Immutable and thread-safe.
 */
public final class Voorzieningen {
    private final List<Provider> volgorde;

    private Voorzieningen(List<Provider> volgorde) {
        this.volgorde = List.copyOf(volgorde);
    }

    /** The best of this machine. */
    public static Voorzieningen snelste() {
        List<Provider> lijst = new ArrayList<>();
        AmazonCorrettoCryptoProvider snel = AmazonCorrettoCryptoProvider.INSTANCE;
        if (snel.getLoadingError() == null) {
            lijst.add(snel);
        }
        return aangevuld(lijst);
    }

    /** The JDK's own, as where the fast provider's native library does not load. */
    public static Voorzieningen jdk() {
        return aangevuld(new ArrayList<>());
    }

    /** Bouncy Castle before the JDK's. */
    public static Voorzieningen bouncyCastle() {
        return aangevuld(new ArrayList<>(List.of(new BouncyCastleProvider())));
    }

    private static Voorzieningen aangevuld(List<Provider> lijst) {
        lijst.addAll(List.of(Security.getProviders()));
        lijst.add(new BouncyCastleProvider());
        return new Voorzieningen(lijst);
    }

    /** Name of the provider that serves first, for start-up logs and {@code doctor}. */
    public String naam() {
        return volgorde.get(0).getName() + " " + volgorde.get(0).getVersionStr();
    }

    /**
     * The same private key as an object of the preferred provider, where most operations are several times faster.
     * A key that cannot be exported comes back unchanged.
     */
    public PrivateKey importeer(PrivateKey key) {
        if (key.getEncoded() == null) {
            return key;
        }
        try {
            return (PrivateKey) KeyFactory.getInstance(key.getAlgorithm(), voor("KeyFactory", key.getAlgorithm())).translateKey(key);
        } catch (GeneralSecurityException e) {
            return key;
        }
    }

    PublicKey importeer(X509Certificate certificaat) throws GeneralSecurityException {
        PublicKey key = certificaat.getPublicKey();
        return KeyFactory.getInstance(key.getAlgorithm(), voor("KeyFactory", key.getAlgorithm()))
                .generatePublic(new X509EncodedKeySpec(key.getEncoded()));
    }

    MessageDigest digest(String algoritme) {
        try {
            return MessageDigest.getInstance(algoritme, voor("MessageDigest", algoritme));
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("digest " + algoritme + " is missing", e);
        }
    }

    Signature signature(String algoritme, @Nullable Provider eigen) throws GeneralSecurityException {
        return Signature.getInstance(algoritme, eigen == null ? voor("Signature", algoritme) : eigen);
    }

    Cipher cipher(String transformatie, @Nullable Provider eigen) throws GeneralSecurityException {
        if (eigen != null) {
            return Cipher.getInstance(transformatie, eigen);
        }
        for (Provider p : volgorde) {
            try {
                return Cipher.getInstance(transformatie, p);
            } catch (GeneralSecurityException e) {
                continue; // the next provider may have it; the last resort throws below
            }
        }
        return Cipher.getInstance(transformatie);
    }

    KeyAgreement overeenkomst(@Nullable Provider eigen) throws GeneralSecurityException {
        return KeyAgreement.getInstance("ECDH", eigen == null ? voor("KeyAgreement", "ECDH") : eigen);
    }

    KeyFactory keyFactory(String algoritme) throws GeneralSecurityException {
        return KeyFactory.getInstance(algoritme, voor("KeyFactory", algoritme));
    }

    Mac mac(String algoritme) throws GeneralSecurityException {
        return Mac.getInstance(algoritme, voor("Mac", algoritme));
    }

    Provider voor(String soort, String algoritme) {
        return volgorde.stream().filter(p -> p.getService(soort, algoritme) != null).findFirst()
                .orElseThrow(() -> new GatewayBug("no provider for " + soort + " " + algoritme));
    }
}
