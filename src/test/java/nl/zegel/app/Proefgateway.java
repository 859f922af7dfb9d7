package nl.zegel.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.zegel.channel.soap.Profiel;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.party.CmsProfiel;
import nl.zegel.testing.VoorbeeldPki;
import org.springframework.context.ConfigurableApplicationContext;

/** A whole gateway as the demo runs it, on free ports and its own folder, with the example PKI. */
public final class Proefgateway implements AutoCloseable {
    final Path map;
    final Instellingen instellingen;
    final ConfigurableApplicationContext context;

    private Proefgateway(Path map, Instellingen instellingen, ConfigurableApplicationContext context) {
        this.map = map;
        this.instellingen = instellingen;
        this.context = context;
    }

    public static Proefgateway start(Path map) throws IOException {
        return start(map, config(map), Clock.systemUTC());
    }

    /** @param config from {@link #config}, perhaps changed since; may be started again on the same data */
    public static Proefgateway start(Path map, Path config, Clock klok) {
        Instellingen instellingen = Instellingen.lees(config);
        return new Proefgateway(map, instellingen, Gateway.start(instellingen, Path.of("").toAbsolutePath(), klok));
    }

    /** Copies the shipped configuration and gives it free ports. */
    public static Path config(Path map) throws IOException {
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

    public static int vrijePoort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    public Path map() {
        return map;
    }

    public Instellingen instellingen() {
        return instellingen;
    }

    /** The gateway's own database, to look in as somebody who stole it would. */
    public DataSource databank() {
        return bean(Kern.Databank.class).bron();
    }

    public <T> T bean(Class<T> soort) {
        return context.getBean(soort);
    }

    /** A loket's own key of the example PKI. */
    public static Sleutel sleutel(String loket, String naam) throws IOException, GeneralSecurityException {
        KeyStore winkel = KeyStore.getInstance("PKCS12");
        char[] wachtwoord = VoorbeeldPki.wachtwoord(loket);
        try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve(loket).resolve(naam + ".p12"))) {
            winkel.load(in, wachtwoord);
        }
        List<X509Certificate> keten = Arrays.stream(winkel.getCertificateChain(naam)).map(X509Certificate.class::cast).toList();
        return new Sleutel(loket + "-" + naam, Sleutelkast.Gebruik.ONDERTEKENEN, (PrivateKey) winkel.getKey(naam, wachtwoord), keten,
                Optional.empty());
    }

    public static X509Certificate gateway(String naam) {
        return Kern.certificaten(VoorbeeldPki.uit().resolve("gateway").resolve(naam + ".pem")).get(0);
    }

    /** What a sender's own tool makes of a document: provenance root, its signature, signed and encrypted for the gateway. */
    public static byte[] inzending(Path xml, Path bijlagen, String loket) throws Exception {
        Inzender inzender = new Inzender();
        ByteArrayOutputStream p7m = new ByteArrayOutputStream();
        inzender.zegel(inzender.lees(xml), bijlagen, sleutel(loket, "ondertekenen"), gateway("ontsleutelen"), CmsProfiel.V4_0, Instant.now(), p7m);
        return p7m.toByteArray();
    }

    /** A loket's own SOAP side. */
    public static SoapVerzender soap(Instellingen instellingen, String loket) throws Exception {
        return SoapDraadIT.verzender(instellingen, loket, Profiel.S);
    }

    @Override
    public void close() {
        context.close();
    }
}
