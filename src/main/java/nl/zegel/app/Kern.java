package nl.zegel.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;
import javax.sql.DataSource;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Convenanten;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.crypto.Rustkluis;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Verzegelaar;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Woordenboek;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.party.Demomerk;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bron;
import nl.zegel.register.Dbrooster;
import nl.zegel.register.Gatewayadres;
import nl.zegel.register.IngebouwdePostgres;
import nl.zegel.register.Register;
import nl.zegel.register.Toegang;
import nl.zegel.secret.Pkcs12Kast;
import nl.zegel.secret.VaultKast;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the ground floor: configuration, keys, database, register. */
@Configuration(proxyBeanMethods = false)
class Kern {
    private static final int VERBINDINGEN = 12;
    private static final Duration CRL_TUSSENPOOS = Duration.ofMinutes(5);
    private static final Duration VAULT_TEN_HOOGSTE = Duration.ofSeconds(5);
    private static final Duration VAULT_HOUDBAAR = Duration.ofMinutes(10);
    /** Ids of the wrapping key and of the pseudonym key of the first period; a rotation adds a line here. */
    private static final String RUSTSLEUTEL = "rust-1";
    private static final List<Pseudonimiseerder.Periode> PERIODEN =
            List.of(new Pseudonimiseerder.Periode("pseudoniem-1", Instant.parse("2026-01-01T00:00:00Z")));

    @Bean
    SecureRandom toeval() {
        return new SecureRandom();
    }

    @Bean
    Voorzieningen voorzieningen() {
        return Voorzieningen.snelste();
    }

    @Bean
    Gatewayadres adres(Instellingen instellingen) {
        return new Gatewayadres(instellingen.gateway(), instellingen.omgeving().code(), instellingen.verwerker());
    }

    @Bean
    Woordenboek woordenboek() {
        return Woordenboek.laad();
    }

    @Bean
    Partijen partijen(Instellingen instellingen) {
        return Partijen.laad(instellingen.partijen(), instellingen.omgeving(), Bestandszegels.voor(instellingen));
    }

    @Bean
    Convenanten convenanten(Instellingen instellingen) {
        return Convenanten.laad(instellingen.convenanten(), instellingen.omgeving(), Bestandszegels.voor(instellingen));
    }

    @Bean
    Feitenmap feitenmap(Instellingen instellingen, Convenanten convenanten) {
        return Feitenmap.laad(instellingen.feiten(), convenanten, instellingen.omgeving(), Bestandszegels.voor(instellingen));
    }

    @Bean
    Beslisser beslisser(Woordenboek woordenboek) {
        return new Beslisser(woordenboek);
    }

    @Bean
    Sleutelkast kast(Instellingen instellingen, Clock klok) {
        Instellingen.Sleutels sleutels = instellingen.sleutels();
        return sleutels.vault()
                .<Sleutelkast>map(v -> new VaultKast(new VaultKast.Plek(java.net.URI.create(v.adres()), v.pad(), v.tokenBestand(),
                        v.caBestand(), VAULT_TEN_HOOGSTE, VAULT_HOUDBAAR), klok))
                .orElseGet(() -> new Pkcs12Kast(sleutels.map()));
    }

    @Bean
    Padcontrole paden(Instellingen instellingen, Crlverversing crls) {
        return padcontrole(instellingen, (Supplier<Crlbron>) crls);
    }

    /** As the gateway checks, with the CRLs that the caller read. */
    static Padcontrole padcontrole(Instellingen instellingen, Supplier<Crlbron> crls) {
        List<X509Certificate> ankers = certificaten(instellingen.vertrouwen().ankers());
        if (!instellingen.omgeving().isDemo() && ankers.stream().anyMatch(Demomerk::draagt)) {
            throw new StartFout("een anker in " + instellingen.vertrouwen().ankers() + " is van de demo; buiten de demo telt dat niet");
        }
        return new Padcontrole(new Padcontrole.Instellingen(ankers, tussen(instellingen), Set.of(), instellingen.vertrouwen().crlRespijt(),
                false), crls);
    }

    @Bean(destroyMethod = "close")
    Crlverversing crls(Instellingen instellingen) throws IOException {
        return new Crlverversing(instellingen.vertrouwen().crl(), CRL_TUSSENPOOS);
    }

    private static List<X509Certificate> tussen(Instellingen instellingen) {
        Path keten = instellingen.vertrouwen().ankers().resolveSibling("keten.pem");
        return Files.exists(keten) ? certificaten(keten) : List.of();
    }

    static List<X509Certificate> certificaten(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(X509Certificate.class::cast).toList();
        } catch (IOException | CertificateException e) {
            throw new StartFout("certificaten niet te lezen: " + pem + "; controleer het bestand (PEM)");
        }
    }

    @Bean(destroyMethod = "close")
    Databank databank(Instellingen instellingen, SecureRandom toeval) throws IOException {
        return Databank.open(instellingen, toeval, VERBINDINGEN);
    }

    /** The database with, where it is the embedded one, its server: closed in this order. */
    record Databank(Bron pool, AutoCloseable server) implements AutoCloseable {
        static Databank open(Instellingen instellingen, SecureRandom toeval, int verbindingen) throws IOException {
            if (instellingen.database().isPresent()) {
                Instellingen.Database d = instellingen.database().get();
                String wachtwoord = Files.readString(d.wachtwoordBestand()).strip();
                return new Databank(Bron.open(new Toegang(d.url(), d.gebruiker(), wachtwoord), verbindingen), () -> { });
            }
            IngebouwdePostgres server = IngebouwdePostgres.start(instellingen.data().resolve("postgres"), instellingen.databasePoort(), toeval);
            return new Databank(Bron.open(server.toegang(), verbindingen), server);
        }

        DataSource bron() {
            return pool.bron();
        }

        DataSource merken() {
            return pool.merken();
        }

        @Override
        public void close() throws Exception {
            pool.close();
            server.close();
        }
    }

    @Bean
    Dbrooster rooster(Databank databank) {
        Register.migreer(databank.bron());
        return new Dbrooster(databank.bron());
    }

    @Bean
    Pseudonimiseerder pseudoniemen(Sleutelkast kast, Voorzieningen voorzieningen) {
        return new Pseudonimiseerder(kast, PERIODEN, voorzieningen);
    }

    @Bean
    Register register(Databank databank, Clock klok, SecureRandom toeval, Pseudonimiseerder pseudoniemen, Dbrooster rooster, Gatewayadres adres) {
        return new Register(databank.bron(), klok, toeval, new Registerpseudoniemen(pseudoniemen, klok), rooster, adres);
    }

    @Bean
    Ontvangstkluis ontvangstkluis(SecureRandom toeval) {
        return new Ontvangstkluis(toeval);
    }

    @Bean
    Rustkluis rustkluis(Sleutelkast kast, Voorzieningen voorzieningen, SecureRandom toeval) {
        return new Rustkluis(kast, RUSTSLEUTEL, voorzieningen, toeval);
    }

    @Bean
    Opener opener(Voorzieningen voorzieningen, SecureRandom toeval, Instellingen instellingen) throws IOException {
        return new Opener(voorzieningen, toeval, Files.createDirectories(instellingen.klad()));
    }

    @Bean
    Verzegelaar verzegelaar(Sleutelkast kast, Voorzieningen voorzieningen, SecureRandom toeval) {
        return new Verzegelaar(kast, voorzieningen, toeval);
    }

    /** The intake certificate is read at the first start, so that receiving goes on when the store closes later. */
    @Bean
    Supplier<X509Certificate> intakecertificaat(Sleutelkast kast) throws KastDicht {
        Sleutel sleutel = kast.sleutels(Sleutelkast.Gebruik.INTAKE).waarde().flatMap(l -> l.stream().findFirst())
                .orElseThrow(() -> new StartFout("de sleutelkast geeft de intakesleutel niet; open de kast en start opnieuw"));
        return sleutel::certificaat;
    }
}
