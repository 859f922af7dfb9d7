package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import javax.net.ssl.SSLContext;
import nl.zegel.channel.soap.PemBestanden;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.party.GatewayBug;

/**
 * A partner's own keys and what it knows of the gateway, as PEM files in the layout of {@code certs-example/out}.
 *
 * @param eigen   folder with {@code ondertekenen}, {@code ontsleutelen}, {@code tls} and {@code ssh}: {@code .key} and {@code .pem}
 * @param sleutel signing key, PKCS#8 without password
 * @param certificaat of the signing key
 * @param gateway folder with the gateway's certificates
 * @param ankers  roots to trust
 * @param keten   CA certificates between; may be absent
 */
record Partnersleutels(Path eigen, Path sleutel, Path certificaat, Path gateway, Path ankers, Path keten) {
    private static final int MAIL_SAN = 1;

    /** @param uit such as {@code certs-example/out} */
    static Partnersleutels van(Path uit, String loket) {
        Path eigen = uit.resolve(loket);
        return new Partnersleutels(eigen, eigen.resolve("ondertekenen.key"), eigen.resolve("ondertekenen.pem"), uit.resolve("gateway"),
                uit.resolve("anchors.pem"), uit.resolve("keten.pem"));
    }

    Sleutel ondertekenen() throws IOException {
        return sleutel("ondertekenen", Sleutelkast.Gebruik.ONDERTEKENEN, sleutel, certificaat);
    }

    Sleutel ontsleutelen() throws IOException {
        return sleutel("ontsleutelen", Sleutelkast.Gebruik.ONTSLEUTELEN, eigen.resolve("ontsleutelen.key"), eigen.resolve("ontsleutelen.pem"));
    }

    private Sleutel sleutel(String naam, Sleutelkast.Gebruik gebruik, Path prive, Path blad) throws IOException {
        List<X509Certificate> alle = new ArrayList<>(List.of(PemBestanden.certificaat(blad)));
        alle.addAll(tussen());
        return new Sleutel(naam, gebruik, PemBestanden.sleutel(prive), alle, Optional.empty());
    }

    private List<X509Certificate> tussen() throws IOException {
        return Files.exists(keten) ? PemBestanden.alle(keten) : List.of();
    }

    SSLContext tls() throws IOException {
        return PemBestanden.tls(PemBestanden.certificaat(eigen.resolve("tls.pem")), PemBestanden.sleutel(eigen.resolve("tls.key")), tussen(),
                PemBestanden.alle(ankers));
    }

    /** The mail address that the signing certificate carries. */
    Optional<String> mailadres() throws IOException {
        try {
            Collection<List<?>> namen = PemBestanden.certificaat(certificaat).getSubjectAlternativeNames();
            return namen == null ? Optional.empty() : namen.stream().filter(n -> Integer.valueOf(MAIL_SAN).equals(n.get(0)))
                    .map(n -> String.valueOf(n.get(1))).findFirst();
        } catch (CertificateParsingException e) {
            return Optional.empty();
        }
    }

    /**
     * A short mark of content that only the owner of the signing key can make: names a sealed file, and says nothing to
     * others.
     */
    String merk(List<byte[]> inhoud) throws IOException {
        try {
            PrivateKey geheim = PemBestanden.sleutel(sleutel);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(geheim.getEncoded(), "HmacSHA256"));
            inhoud.forEach(deel -> {
                mac.update(java.nio.ByteBuffer.allocate(Integer.BYTES).putInt(0, deel.length));
                mac.update(deel);
            });
            return HexFormat.of().formatHex(mac.doFinal(), 0, 6);
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("every Java platform has HmacSHA256", e);
        }
    }
}
