package nl.zegel.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Projector;
import nl.zegel.convenant.Repetitie;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Opening;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.crypto.Rustkluis;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Verzegelaar;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Deel;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Herkomst;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.party.Omgeving;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Bron;
import nl.zegel.register.Gatewayadres;
import nl.zegel.register.Herhaalbeleid;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Inschrijvingen;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Proefdatabase;
import nl.zegel.register.Proefregister;
import nl.zegel.register.Register;
import nl.zegel.register.Rooster;
import nl.zegel.register.Transactie;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import nl.zegel.render.PdfKeuring;
import nl.zegel.render.Weergave;
import nl.zegel.secret.Pkcs12Kast;
import nl.zegel.testing.VoorbeeldPki;

/** The whole exchange over a real register and the example PKI, without channels; what is owed runs when the test says so. */
final class Proefhuis implements AutoCloseable {
    static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");
    static final LoketId OM = new LoketId("om-mn-parket");
    static final LoketId BURGEMEESTER = new LoketId("gemeente-utrecht-burgemeester");
    static final LoketId STEDIN = new LoketId("stedin-fraude");
    static final LoketId CORPORATIE = new LoketId("corporatie-voorbeeld-wonen");
    private static final Gatewayadres ADRES = new Gatewayadres("zegel-demo", "demo", "Stichting Proefverwerker");
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();
    static final Voorzieningen V = Voorzieningen.snelste();

    final Proefregister.Stelklok klok = new Proefregister.Stelklok();
    final SecureRandom toeval = new SecureRandom();
    final List<String> alarmcodes = new ArrayList<>();
    final List<Uitgang.Bezorging> bezorgd = new ArrayList<>();
    final Bron bron = Bron.open(Proefdatabase.nieuw(), 4);
    final Stil rooster = new Stil();
    final Register register = new Register(bron.bron(), klok, toeval, new Proefregister.Pseudoniemsleutels(), rooster, ADRES);
    final Wisselkast kast = new Wisselkast(new Pkcs12Kast(VoorbeeldPki.uit().resolve("gateway")));
    Partijen partijen = VoorbeeldPki.partijen();
    final Opener opener;
    final Alarmen alarmen = new Alarmen(register, alarmcodes::add);
    final Afgiftebewijs afgiftebewijs = new Afgiftebewijs(register);
    final Ontvangstkluis ontvangstkluis = new Ontvangstkluis(toeval);
    final Uitslagen uitslagen = new Uitslagen(this::uitslag);
    private final Path map;
    Crlbron crls = geleverdeCrls();
    List<Path> vertrouwd = List.of(VoorbeeldPki.uit());
    long grens = 64L << 20;
    Path convenanten = Path.of("config/convenanten");
    Padbewaking paden;
    Kluis kluis;
    /** Something that a step needs is away. */
    boolean weg;
    Verwerker verwerker;
    Bezorger bezorger;
    Bewijsmaker bewijsmaker;
    Hervatter hervatter;
    Termijnwacht termijnwacht;
    Terugmeldingen terugmeldingen;
    IntakeDienst intake;
    PostbusDienst postbus;
    Innamepoort poort;
    Uitgang.Afgifte antwoord = new Uitgang.Afgifte.NaarMail("SMTP 250");
    Bezorger.Uitvoering uitgang = (kanaal, bezorging) -> antwoord;

    Proefhuis(Path map) throws IOException {
        this.map = map;
        klok.zet(Instant.now());
        opener = new Opener(V, toeval, map);
        start(Path.of("config/feiten"));
    }

    /** Builds every room anew over the same register, as a start with other loaded facts does. */
    void start(Path feiten) throws IOException {
        paden = new Padbewaking(new Padcontrole(new Padcontrole.Instellingen(vertrouwd("anchors.pem"), vertrouwd("keten.pem"), Set.of(),
                Duration.ofHours(24), false), () -> crls), alarmen);
        Convenanten convenanten = Convenanten.laad(this.convenanten, Omgeving.DEMO, Bestandscontrole.DEMO);
        Feitenbron bronnen = new Feitenbron(Feitenmap.laad(feiten, convenanten, Omgeving.DEMO, Bestandscontrole.DEMO), register, kenmerk());
        Beslisser beslisser = new Beslisser(WOORDENBOEK);
        kluis = new Kluis(register, new Rustkluis(kast, "rust-1", V, toeval));
        Hertoets hertoets = new Hertoets(register, convenanten, partijen, beslisser, bronnen, paden);
        Ontvangercertificaat certificaten = new Ontvangercertificaat(paden);
        Commit.Termijnen termijnen = new Commit.Termijnen(Duration.ofDays(14), Duration.ofDays(28));
        poort = new Innamepoort(register, alarmen, Duration.ofMinutes(15), klok);
        intake = new IntakeDienst(register, ontvangstkluis, this::intakecertificaat, poort, uitslagen, grens);
        bewijsmaker = new Bewijsmaker(register, new Bewijstekenaar(kast, V), ontvangstkluis, kast, uitslagen, alarmen, klok);
        verwerker = new Verwerker(register, stappen(convenanten, bronnen, beslisser, kluis, certificaten, termijnen), bewijsmaker,
                ontvangstbewijzen(), uitslagen, alarmen, toeval, klok);
        bezorger = new Bezorger(register, partijen, kluis, hertoets, (kanaal, b) -> {
            bezorgd.add(b);
            return uitgang.doe(kanaal, b);
        }, afgiftebewijs, alarmen, new Herhaalbeleid(Duration.ofSeconds(20), Duration.ofHours(1), Duration.ofDays(14)), klok);
        postbus = new PostbusDienst(register, kluis, hertoets, afgiftebewijs, ontvangstkluis, kast, alarmen, klok);
        terugmeldingen = new Terugmeldingen(register, ontvangstbewijzen(), V, afgiftebewijs, alarmen, klok);
        termijnwacht = new Termijnwacht(register, partijen, afgiftebewijs, alarmen, klok);
        hervatter = new Hervatter(register, convenanten, partijen, hertoets, certificaten, alarmen, termijnen, klok);
    }

    private Documentkenmerk kenmerk() {
        return new Documentkenmerk(new DocumentWriter(), new Pseudonimiseerder(kast,
                List.of(new Pseudonimiseerder.Periode("pseudoniem-1", Instant.parse("2026-01-01T00:00:00Z"))), V));
    }

    private Verwerker.Stappen stappen(Convenanten convenanten, Feitenbron feiten, Beslisser beslisser, Kluis kluis,
            Ontvangercertificaat certificaten, Commit.Termijnen termijnen) {
        Authenticate authenticate = new Authenticate(register, partijen, ontvangstkluis, kast, opener, paden, ontvangstbewijzen());
        Parse parse = new Parse(new DocumentReader(WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING),
                new Wortelhandtekening(partijen, paden, V), new PdfKeuring(), ADRES, map, toeval, klok);
        Decide decide = new Decide(register, convenanten, partijen, beslisser, feiten, kenmerk());
        Project project = new Project(partijen, new Projector(WOORDENBOEK), new Repetitie(beslisser, WOORDENBOEK), new DocumentWriter(),
                new DocumentReader(WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.KOPIE), new Weergave(WOORDENBOEK::label), WOORDENBOEK);
        Seal seal = new Seal(partijen, certificaten, new Verzegelaar(kast, V, toeval), kluis, "zegel@zegel.example");
        Commit commit = new Commit(register, partijen, toeval, alarmen, termijnen);
        return v -> {
            if (weg) {
                throw new IOException("away");
            }
            commit.commit(seal.seal(project.project(decide.decide(parse.parse(authenticate.authenticate(v))))));
        };
    }

    private Optional<Intake.Bewijsstuk> uitslag(UUID ontvangst) {
        return register.ontvangsten().lees(ontvangst).flatMap(rij -> Optional.ofNullable(rij.afzender())
                .flatMap(van -> register.bewijzen().uitslag(Optional.ofNullable(rij.zelfdeAls()).orElse(ontvangst), van)))
                .map(b -> new Intake.Bewijsstuk(b.naam(), b.json(), b.handtekening(), b.voor()));
    }

    private List<X509Certificate> vertrouwd(String pem) {
        return vertrouwd.stream().flatMap(pki -> certificaten(pki.resolve(pem)).stream()).toList();
    }

    static Crlbron geleverdeCrls() throws IOException {
        return Crlbron.uit(VoorbeeldPki.uit().resolve("crl"));
    }

    /** That of the issuing CA is the test's; that of the root is the example's. */
    static Crlbron crls(X509CRL vanUitgever) throws IOException {
        try (InputStream root = Files.newInputStream(VoorbeeldPki.uit().resolve("crl/root.crl"))) {
            return Crlbron.van(List.of((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(root), vanUitgever));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private Ontvangstbewijzen ontvangstbewijzen() {
        return new Ontvangstbewijzen(register, partijen, paden, afgiftebewijs);
    }

    private X509Certificate intakecertificaat() {
        return certificaten(VoorbeeldPki.uit().resolve("gateway/intake.pem")).get(0);
    }

    // --- the sender's side

    static String voorbeeld(String naam) throws IOException {
        return Files.readString(Path.of("docs/voorbeelden").resolve(naam));
    }

    static Document document(String xml) throws IOException {
        Leesuitkomst uitkomst = new DocumentReader(WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING)
                .leesXml(new ByteArrayInputStream(xml.getBytes(StandardCharsets.UTF_8)), () -> false);
        assertThat(uitkomst).isInstanceOf(Leesuitkomst.Gelezen.class);
        return ((Leesuitkomst.Gelezen) uitkomst).document();
    }

    /** With a root, signed by that key. */
    byte[] metWortel(String xml, Sleutel ondertekenaar) throws IOException {
        Document d = Herkomst.maak(document(xml), WOORDENBOEK, toeval);
        return metHandtekening(d, Bewijstekenaar.teken(ondertekenaar, V, Herkomst.verklaring(d), Optional.empty(), klok.instant()));
    }

    byte[] metHandtekening(Document d, byte[] p7s) {
        return new DocumentWriter().schrijf(new Document(d.kop(), d.groepen(), d.bijlagen(), d.wortel(), d.zaad(),
                Base64.getEncoder().encodeToString(p7s)));
    }

    byte[] verzegel(byte[] xml, Sleutel afzender, Deel... bijlagen) throws IOException {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        List<Deel> delen = new ArrayList<>(List.of(deel("document.xml", "application/xml", xml)));
        delen.addAll(List.of(bijlagen));
        new Indiener(V, toeval).dienIn(afzender, gateway("ontsleutelen"), CmsProfiel.V4_0, delen, Map.of(), klok.instant(), uit);
        return uit.toByteArray();
    }

    static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    UUID ontvang(Aanvoer aanvoer, byte[] p7m) throws IOException {
        try (Intake.Ontvangst o = intake.begin(aanvoer)) {
            o.bytes().write(p7m);
            return o.vastleggen().waarde();
        }
    }

    /** Takes in over SFTP and runs steps 2 to 6. */
    Ontvangsten.Ontvangst dienIn(String xml, LoketId afzender, Deel... bijlagen) throws IOException {
        return verwerk(ontvang(new Aanvoer.Sftp(afzender, "x.p7m"),
                verzegel(xml.getBytes(StandardCharsets.UTF_8), sleutel(afzender.waarde(), "ondertekenen"), bijlagen)));
    }

    Ontvangsten.Ontvangst verwerk(UUID id) {
        verwerker.verwerk(id);
        return rij(id);
    }

    // --- looking at it

    Ontvangsten.Ontvangst rij(UUID id) {
        return register.ontvangsten().lees(id).orElseThrow();
    }

    List<Werk.Rij> leveringen(UUID ontvangst, LoketId loket) {
        return register.werk().vanOntvangst(ontvangst).stream().filter(w -> w.soort() == Werk.Soort.DOCUMENT && w.loket().equals(loket)).toList();
    }

    /** The bodies of the entries of that kind about an intake or a delivery, in order. */
    List<String> inschrijvingen(UUID onderwerp, Inschrijving.Soort soort) {
        List<Inschrijvingen.Regel> over = register.doe(tx -> register.inschrijvingen().over(tx, onderwerp));
        return over.stream().filter(r -> r.soort() == soort).map(r -> String.valueOf(r.inhoud())).toList();
    }

    /** All owed evidence made; what the sender has of this intake, by event and text. */
    List<String> bewijzen(UUID ontvangst, LoketId voor) {
        rooster.neem(Rooster.Taak.BEWIJS).forEach(id -> assertThat(bewijsmaker.maak(id)).isInstanceOf(Vervolg.Klaar.class));
        return register.bewijzen().vanOntvangst(ontvangst, voor).stream().map(Proefhuis::tekst).toList();
    }

    private static String tekst(Bewijzen.Bewijs bewijs) {
        return new String(bewijs.json(), StandardCharsets.UTF_8);
    }

    /** What is counted of step 2 in this hour, as kanaal/code. */
    Map<String, Long> geteld() {
        Map<String, Long> alle = new java.util.TreeMap<>();
        try (java.sql.Connection db = bron.bron().getConnection(); java.sql.Statement vraag = db.createStatement();
                java.sql.ResultSet rs = vraag.executeQuery("select kanaal, code, sum(aantal) from niet_authentiek group by kanaal, code")) {
            while (rs.next()) {
                alle.put(rs.getString(1) + "/" + rs.getString(2), rs.getLong(3));
            }
            return alle;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The bodies of all entries that count what could not be authenticated. */
    Set<String> tellingen() {
        try (java.sql.Connection db = bron.bron().getConnection(); java.sql.Statement vraag = db.createStatement();
                java.sql.ResultSet rs = vraag.executeQuery("select inhoud from inschrijving where soort = 'NIET_AUTHENTIEK'")) {
            Set<String> alle = new java.util.HashSet<>();
            while (rs.next()) {
                alle.add(rs.getString(1));
            }
            return alle;
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    long telRegels(String vraag) {
        try (java.sql.Connection db = bron.bron().getConnection(); java.sql.Statement s = db.createStatement();
                java.sql.ResultSet rs = s.executeQuery(vraag)) {
            rs.next();
            return rs.getLong(1);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Somebody, or a bug, changes the database behind our back. */
    void sql(String opdracht) {
        try (java.sql.Connection db = bron.bron().getConnection(); java.sql.Statement s = db.createStatement()) {
            s.executeUpdate(opdracht);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Opens a sealed copy as its loket does. */
    Geopend open(byte[] p7m, LoketId loket) throws IOException, GeneralSecurityException {
        return (Geopend) open(p7m, List.of(sleutel(loket.waarde(), "ontsleutelen")));
    }

    Opening open(byte[] p7m, List<Sleutel> sleutels) throws IOException {
        return opener.open(() -> new ByteArrayInputStream(p7m), sleutels, (c, p) -> true);
    }

    byte[] laatsteZegel() throws IOException {
        try (InputStream in = bezorgd.get(bezorgd.size() - 1).delen().get(0).bron().open()) {
            return in.readAllBytes();
        }
    }

    static Sleutel sleutel(String loket, String naam) throws IOException {
        try (InputStream in = Files.newInputStream(VoorbeeldPki.uit().resolve(loket).resolve(naam + ".p12"))) {
            KeyStore winkel = KeyStore.getInstance("PKCS12");
            char[] wachtwoord = VoorbeeldPki.wachtwoord(loket);
            winkel.load(in, wachtwoord);
            List<X509Certificate> keten = Arrays.stream(winkel.getCertificateChain(naam)).map(X509Certificate.class::cast).toList();
            return new Sleutel(loket + "-" + naam, Sleutelkast.Gebruik.ONDERTEKENEN, (PrivateKey) winkel.getKey(naam, wachtwoord), keten, Optional.empty());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static X509Certificate gateway(String naam) {
        return certificaten(VoorbeeldPki.uit().resolve("gateway").resolve(naam + ".pem")).get(0);
    }

    static List<X509Certificate> certificaten(Path pem) {
        try (InputStream in = Files.newInputStream(pem)) {
            return CertificateFactory.getInstance("X.509").generateCertificates(in).stream().map(X509Certificate.class::cast).toList();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        bron.close();
    }

    /** Writes down what is owed; the test runs it. */
    static final class Stil implements Rooster {
        private final List<Map.Entry<Taak, UUID>> gepland = new ArrayList<>();

        @Override
        public void plan(Transactie tx, Taak taak, UUID id, Instant op) {
            gepland.add(Map.entry(taak, id));
        }

        List<UUID> neem(Taak taak) {
            List<UUID> ids = gepland.stream().filter(e -> e.getKey() == taak).map(Map.Entry::getValue).distinct().toList();
            gepland.removeIf(e -> e.getKey() == taak);
            return ids;
        }
    }
}
