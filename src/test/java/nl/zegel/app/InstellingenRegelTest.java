package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import nl.zegel.convenant.Convenanten;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Omgeving;
import nl.zegel.party.Partijen;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.core.env.ConfigurableEnvironment;

/** The settings rule: every setting is documented, and none of its values outside the demo weakens an invariant. */
class InstellingenRegelTest {
    /** Each component of the record to its key in the file; a new setting must take its place here and in the tests below. */
    private static final Map<String, String> SLEUTELS = new TreeMap<>(Map.ofEntries(
            Map.entry("gateway", "gateway"), Map.entry("verwerker", "verwerker"), Map.entry("omgeving", "omgeving"),
            Map.entry("convenanten", "convenanten"), Map.entry("partijen", "partijen"), Map.entry("feiten", "feiten"), Map.entry("data", "data"),
            Map.entry("database.url", "database.url"), Map.entry("database.gebruiker", "database.gebruiker"),
            Map.entry("database.wachtwoordBestand", "database.wachtwoordBestand"), Map.entry("databasePoort", "databasePoort"),
            Map.entry("sleutels.soort", "sleutels.soort"), Map.entry("sleutels.map", "sleutels.map"), Map.entry("sleutels.vault.adres", "sleutels.adres"),
            Map.entry("sleutels.vault.pad", "sleutels.pad"), Map.entry("sleutels.vault.tokenBestand", "sleutels.tokenBestand"),
            Map.entry("sleutels.vault.caBestand", "sleutels.caBestand"), Map.entry("vertrouwen.ankers", "vertrouwen.ankers"),
            Map.entry("vertrouwen.crl", "vertrouwen.crl"), Map.entry("vertrouwen.crlRespijt", "vertrouwen.crlRespijtUren"),
            Map.entry("beheerders.certificaten", "beheerders.certificaten"), Map.entry("beheerders.aantal", "beheerders.aantal"),
            Map.entry("sftp.luister.adres", "sftp.adres"), Map.entry("sftp.luister.poort", "sftp.poort"), Map.entry("mail.imapHost", "mail.imapHost"),
            Map.entry("mail.imapPoort", "mail.imapPoort"), Map.entry("mail.smtpHost", "mail.smtpHost"), Map.entry("mail.smtpPoort", "mail.smtpPoort"),
            Map.entry("mail.smtpGebruiker", "mail.smtpGebruiker"), Map.entry("mail.gebruiker", "mail.gebruiker"),
            Map.entry("mail.wachtwoordBestand", "mail.wachtwoordBestand"), Map.entry("mail.afzender", "mail.afzender"), Map.entry("mail.tls", "mail.tls"),
            Map.entry("mail.interval", "mail.intervalSeconden"), Map.entry("mail.profiel32.gebruiker", "mail.profiel32.gebruiker"),
            Map.entry("mail.profiel32.afzender", "mail.profiel32.afzender"), Map.entry("soap.luister.adres", "soap.adres"),
            Map.entry("soap.luister.poort", "soap.poort"), Map.entry("soap.adres", "soap.publiekAdres"), Map.entry("beheer.adres", "beheer.adres"),
            Map.entry("beheer.poort", "beheer.poort"), Map.entry("log", "log")));
    private static final Set<String> ALLEEN_IN_BESTAND = Set.of("versie", "database");

    @TempDir
    Path map;

    @Test
    void everyComponent_isListed_andEveryKeyIsDocumented() throws IOException {
        Set<String> componenten = new TreeSet<>();
        componenten(Instellingen.class, "", componenten);
        componenten.remove("digest");
        assertThat(componenten).isEqualTo(SLEUTELS.keySet());
        Set<String> gedocumenteerd = Pattern.compile("(?m)^\\| `([A-Za-z0-9.]+)` \\|").matcher(Files.readString(Path.of("docs/instellingen.md"))).results()
                .map(m -> m.group(1)).collect(Collectors.toCollection(TreeSet::new));
        Set<String> sleutels = new TreeSet<>(SLEUTELS.values());
        sleutels.addAll(ALLEEN_IN_BESTAND);
        assertThat(gedocumenteerd).isEqualTo(sleutels);
    }

    private static void componenten(Class<?> soort, String voor, Set<String> in) {
        for (RecordComponent c : soort.getRecordComponents()) {
            Class<?> van = kaal(c.getGenericType());
            if (van.isRecord()) {
                componenten(van, voor + c.getName() + ".", in);
            } else {
                in.add(voor + c.getName());
            }
        }
    }

    private static Class<?> kaal(Type type) {
        if (type instanceof ParameterizedType p && p.getRawType() == Optional.class) {
            return kaal(p.getActualTypeArguments()[0]);
        }
        return type instanceof Class<?> klasse ? klasse : Object.class;
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "tls: ja             | 'tls: nee'                                     | geen-tls",
        "'adres: 127.0.0.1\n  poort: 9090' | 'adres: 0.0.0.0\n  poort: 9090'   | beheer-open",
        "database: ingebouwd | 'database:\n  url: jdbc:postgresql://db.example/zegel\n  gebruiker: z\n  wachtwoordBestand: w' | geen-tls",
        "database: ingebouwd | 'database:\n  url: jdbc:postgresql://db.example/zegel?sslmode=require\n  gebruiker: z\n  wachtwoordBestand: w' | geen-tls",
        "database: ingebouwd | 'database:\n  url: jdbc:postgresql://localhost.db.example/zegel\n  gebruiker: z\n  wachtwoordBestand: w' | geen-tls",
        "database: ingebouwd | 'database: geheugen'                           | onbekende-database",
        "crlRespijtUren: 24  | 'crlRespijtUren: 73'                           | buiten-bereik",
        "database: ingebouwd | 'database: ingebouwd\nbeheerders:\n  certificaten: []\n  aantal: 1' | buiten-bereik",
        "poort: 8443         | 'poort: 8443\n  publiekAdres: http://zegel.example/' | geen-https",
        "database: ingebouwd | 'database: ingebouwd\nfsync: nee'              | onbekende-sleutel",
        "log: TEKST          | 'log: TRACE'                                   | onbekende-keuze"})
    void weakerValueOutsideTheDemo_doesNotLoad(String oud, String nieuw, String code) throws IOException {
        Path bestand = productie(oud, nieuw);
        assertThatThrownBy(() -> Instellingen.lees(bestand)).isInstanceOf(ConfiguratieFout.class).hasMessageContaining("[" + code + "]");
    }

    @Test
    void verifiedDatabaseElsewhere_loads() throws IOException {
        Path bestand = productie("database: ingebouwd",
                "database:\n  url: jdbc:postgresql://db.example/zegel?sslmode=verify-full\n  gebruiker: z\n  wachtwoordBestand: w");
        assertThat(Instellingen.lees(bestand).database()).isPresent();
    }

    /** Spring would let a system property, an environment variable or a file in config/ win over the settings. */
    @Test
    void settingsFromOutsideTheFile_areNotRead() {
        ConfigurableEnvironment omgeving = Gateway.omgeving(Instellingen.lees(Path.of("config/zegel.yaml")), Path.of("").toAbsolutePath());

        assertThat(omgeving.getPropertySources()).singleElement().satisfies(b -> assertThat(b.getName()).isEqualTo("zegel"));
        assertThat(omgeving.getProperty("java.home")).isNull();
        assertThat(omgeving.getProperty("PATH")).isNull();
        assertThat(omgeving.getProperty("spring.config.location")).startsWith("optional:classpath:");
        assertThat(omgeving.getProperty("management.endpoints.access.default")).isEqualTo("none");
    }

    @Test
    void unsignedConfigurationOutsideTheDemo_isRefused_howeverManyManagersAreNamed() throws IOException {
        Instellingen i = Instellingen.lees(productie("database: ingebouwd", "database: ingebouwd\nbeheerders:\n  certificaten: []\n  aantal: 2"));
        assertThatThrownBy(() -> Partijen.laad(Path.of("config/partijen"), i.omgeving(), Bestandszegels.voor(i))).isInstanceOf(ConfiguratieFout.class);
        assertThatThrownBy(() -> Convenanten.laad(Path.of("config/convenanten"), i.omgeving(), Bestandszegels.voor(i))).isInstanceOf(ConfiguratieFout.class);
        assertThatThrownBy(() -> Feitenmap.laad(Path.of("config/feiten"), Convenanten.laad(Path.of("config/convenanten"), nl.zegel.party.Omgeving.DEMO, nl.zegel.party.Bestandscontrole.DEMO), i.omgeving(), Bestandszegels.voor(i))).isInstanceOf(ConfiguratieFout.class);
    }

    @Test
    void testOinsOutsideTheDemo_areRefused_alsoWhenSigned() {
        assertThatThrownBy(() -> Partijen.laad(VoorbeeldPki.map().resolve("config/partijen"), Omgeving.PRODUCTIE, (pad, bytes) -> Optional.empty()))
                .isInstanceOf(ConfiguratieFout.class);
    }

    @Test
    void anchorOfTheDemoOutsideTheDemo_stopsTheStart() throws IOException {
        Instellingen i = Instellingen.lees(productie("database: ingebouwd", "database: ingebouwd"));
        Instellingen metVoorbeeld = Instellingen.lees(productie("../certs-example/out", VoorbeeldPki.uit().toString()));
        assertThat(i.omgeving().isDemo()).isFalse();
        assertThatThrownBy(() -> Kern.padcontrole(metVoorbeeld, () -> nl.zegel.crypto.Crlbron.van(java.util.List.of()))).isInstanceOf(StartFout.class);
    }

    @Test
    void vaultWithoutTls_stopsTheStart() throws IOException {
        Instellingen i = Instellingen.lees(productie("  soort: PKCS12\n  map: ../certs-example/out/gateway",
                "  soort: VAULT\n  adres: http://vault.example\n  pad: secret/zegel\n  tokenBestand: token"));
        assertThatThrownBy(() -> new Kern().kast(i, Clock.systemUTC())).hasMessageContaining("https");
    }

    /** The shipped settings for production, with one thing changed. */
    private Path productie(String oud, String nieuw) throws IOException {
        String tekst = Files.readString(Path.of("config/zegel.yaml")).replace("omgeving: DEMO", "omgeving: PRODUCTIE").replace("  tls: nee", "  tls: ja");
        assertThat(tekst).contains(oud);
        return Files.writeString(map.resolve("zegel.yaml"), tekst.replace(oud, nieuw));
    }
}
