package nl.zegel.app;

import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.testing.VoorbeeldPki;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole gateway as the demo runs it, on free ports and its own folder, with the example PKI. */
final class Proefgateway implements AutoCloseable {
    final Path map;
    final Instellingen instellingen;
    final ConfigurableApplicationContext context;

    private Proefgateway(Path map, Instellingen instellingen, ConfigurableApplicationContext context) {
        this.map = map;
        this.instellingen = instellingen;
        this.context = context;
    }

    static Proefgateway start(Path map) throws IOException {
        Path config = config(map);
        Instellingen instellingen = Instellingen.lees(config);
        return new Proefgateway(map, instellingen, Gateway.start(instellingen, Path.of("").toAbsolutePath()));
    }

    /** Copies the shipped configuration and gives it free ports. */
    static Path config(Path map) throws IOException {
        Path config = map.resolve("config");
        kopieer(Path.of("config"), config);
        Files.createSymbolicLink(map.resolve("certs-example"), VoorbeeldPki.map().resolve("certs-example"));
        Path zegel = config.resolve("zegel.yaml");
        String tekst = Files.readString(zegel);
        for (String poort : List.of("2222", "3143", "3025", "8443", "9090")) {
            tekst = tekst.replace("oort: " + poort, "oort: " + vrijePoort());
        }
        Files.writeString(zegel, tekst);
        Path data = Files.createDirectories(map.resolve("demo/data"));
        Files.writeString(data.resolve("mail.wachtwoord"), "proef");
        return zegel;
    }

    private static void kopieer(Path van, Path naar) throws IOException {
        try (Stream<Path> alles = Files.walk(van)) {
            for (Path bron : alles.toList()) {
                Path doel = naar.resolve(van.relativize(bron).toString());
                if (Files.isDirectory(bron)) {
                    Files.createDirectories(doel);
                } else {
                    Files.copy(bron, doel);
                }
            }
        }
    }

    static int vrijePoort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    <T> T bean(Class<T> soort) {
        return context.getBean(soort);
    }

    /** A loket's own key of the example PKI. */
    static Sleutel sleutel(String loket, String naam) throws IOException, GeneralSecurityException {
        KeyStore winkel = KeyStore.getInstance("PKCS12");
        char[] wachtwoord = VoorbeeldPki.wachtwoord(loket);
        try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve(loket).resolve(naam + ".p12"))) {
            winkel.load(in, wachtwoord);
        }
        List<X509Certificate> keten = Arrays.stream(winkel.getCertificateChain(naam)).map(X509Certificate.class::cast).toList();
        return new Sleutel(loket + "-" + naam, Sleutelkast.Gebruik.ONDERTEKENEN, (PrivateKey) winkel.getKey(naam, wachtwoord), keten,
                Optional.empty());
    }

    static X509Certificate gateway(String naam) {
        return Kern.certificaten(VoorbeeldPki.uit().resolve("gateway").resolve(naam + ".pem")).get(0);
    }

    @Override
    public void close() {
        context.close();
    }
}
