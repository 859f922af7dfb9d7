package nl.zegel.channel.sftp;

import java.security.PublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.OptionalFeature;
import org.apache.sshd.common.cipher.BuiltinCiphers;
import org.apache.sshd.common.cipher.Cipher;
import org.apache.sshd.common.compression.BuiltinCompressions;
import org.apache.sshd.common.compression.Compression;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.helpers.AbstractFactoryManager;
import org.apache.sshd.common.kex.BuiltinDHFactories;
import org.apache.sshd.common.mac.BuiltinMacs;
import org.apache.sshd.common.mac.Mac;
import org.apache.sshd.common.signature.BuiltinSignatures;
import org.apache.sshd.common.signature.Signature;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;

/**
 * The SSH algorithms spoken in both directions: elliptic key exchange, AEAD or counter mode with encrypt-then-MAC, no
 * SHA-1, no CBC, no DSA, no certificates. Strict key exchange (CVE-2023-48795) is the library's own and always offered.
 */
final class Algoritmen {
    private static final int KORTSTE_RSA = 2048;
    private static final List<BuiltinDHFactories> UITWISSELING = List.of(
            BuiltinDHFactories.sntrup761x25519, BuiltinDHFactories.curve25519, BuiltinDHFactories.curve25519_libssh,
            BuiltinDHFactories.ecdhp521, BuiltinDHFactories.ecdhp384, BuiltinDHFactories.ecdhp256);
    private static final List<BuiltinCiphers> VERSLEUTELING = List.of(
            BuiltinCiphers.aes256gcm, BuiltinCiphers.aes128gcm, BuiltinCiphers.aes256ctr, BuiltinCiphers.aes128ctr);
    private static final List<BuiltinMacs> ECHTHEID = List.of(BuiltinMacs.hmacsha256etm, BuiltinMacs.hmacsha512etm);
    private static final List<BuiltinSignatures> HANDTEKENING = List.of(
            BuiltinSignatures.ed25519, BuiltinSignatures.nistp256, BuiltinSignatures.nistp384, BuiltinSignatures.nistp521,
            BuiltinSignatures.rsaSHA512, BuiltinSignatures.rsaSHA256);

    private Algoritmen() {}

    static void stelIn(SshServer server) {
        server.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(true, UITWISSELING, ServerBuilder.DH2KEX));
        gemeenschappelijk(server);
    }

    static void stelIn(SshClient client) {
        client.setKeyExchangeFactories(NamedFactory.setUpTransformedFactories(true, UITWISSELING, ClientBuilder.DH2KEX));
        gemeenschappelijk(client);
    }

    private static void gemeenschappelijk(AbstractFactoryManager kant) {
        kant.setCipherFactories(VERSLEUTELING.stream().filter(OptionalFeature::isSupported)
                .<NamedFactory<Cipher>>map(f -> f).toList());
        kant.setMacFactories(ECHTHEID.stream().filter(OptionalFeature::isSupported).<NamedFactory<Mac>>map(f -> f).toList());
        kant.setSignatureFactories(HANDTEKENING.stream().filter(OptionalFeature::isSupported)
                .<NamedFactory<Signature>>map(f -> f).toList());
        kant.setCompressionFactories(List.<NamedFactory<Compression>>of(BuiltinCompressions.none));
    }

    /** The signatures that a host key of this type makes. */
    static List<NamedFactory<Signature>> handtekeningen(PublicKey sleutel) {
        String type = KeyUtils.getKeyType(sleutel);
        return HANDTEKENING.stream().filter(h -> KeyUtils.getCanonicalKeyType(h.getName()).equals(type))
                .<NamedFactory<Signature>>map(h -> h).toList();
    }

    /** RSA shorter than 2048 bits and DSA never count. */
    static boolean sterkGenoeg(PublicKey sleutel) {
        return sleutel instanceof RSAPublicKey rsa
                ? rsa.getModulus().bitLength() >= KORTSTE_RSA : !sleutel.getAlgorithm().equalsIgnoreCase("DSA");
    }
}
