package nl.zegel.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import nl.zegel.crypto.TlsEisen;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;
import org.apache.cxf.Bus;
import org.apache.cxf.transport.servlet.CXFNonSpringServlet;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;

/**
 * A real Tomcat on a free loopback port with the gateway's TLS key, and a CXF bus under {@code /ws/}. A client's certificate is
 * asked and may be left out, so that a request without one reaches what must refuse it.
 */
public final class ProefTomcat implements AutoCloseable {
    private final Tomcat tomcat = new Tomcat();

    public ProefTomcat(Path werk, Bus bus) throws IOException, GeneralSecurityException, LifecycleException {
        tomcat.setBaseDir(Files.createDirectories(werk.resolve("tomcat")).toString());
        Connector connector = new Connector();
        connector.setPort(0);
        connector.setProperty("address", "127.0.0.1");
        connector.setProperty("SSLEnabled", "true");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.addSslHostConfig(tls());
        tomcat.setConnector(connector);
        var context = tomcat.addContext("", null);
        CXFNonSpringServlet servlet = new CXFNonSpringServlet();
        servlet.setBus(bus);
        Tomcat.addServlet(context, "cxf", servlet);
        context.addServletMappingDecoded("/ws/*", "cxf");
        tomcat.start();
    }

    private static SSLHostConfig tls() throws IOException, GeneralSecurityException {
        SSLHostConfig tls = new SSLHostConfig();
        tls.setCertificateVerification("optional");
        tls.setProtocols(String.join("+", TlsEisen.PROTOCOLLEN));
        KeyStore vertrouwd = KeyStore.getInstance("PKCS12");
        vertrouwd.load(null, null);
        try (InputStream anker = Files.newInputStream(VoorbeeldPki.uit().resolve("anchors.pem"))) {
            vertrouwd.setCertificateEntry("anker", CertificateFactory.getInstance("X.509").generateCertificate(anker));
        }
        tls.setTrustStore(vertrouwd);
        KeyStore eigen = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve("gateway/tls.p12"))) {
            eigen.load(in, VoorbeeldPki.wachtwoord("gateway"));
        }
        SSLHostConfigCertificate certificaat = new SSLHostConfigCertificate(tls, SSLHostConfigCertificate.Type.UNDEFINED);
        certificaat.setCertificateKeystore(eigen);
        certificaat.setCertificateKeystorePassword(new String(VoorbeeldPki.wachtwoord("gateway")));
        tls.addCertificate(certificaat);
        return tls;
    }

    public URI basis() {
        return URI.create("https://localhost:" + tomcat.getConnector().getLocalPort() + "/ws/");
    }

    @Override
    public void close() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }
}
