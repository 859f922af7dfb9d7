package nl.zegel.app;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.Omgeving;
import nl.zegel.party.StrictYaml;
import nl.zegel.party.YamlBlok;
import nl.zegel.party.YamlWaarde;

/**
 * All settings of one gateway, from {@code config/zegel.yaml}. Paths are made absolute against the file's folder. A
 * secret is never a setting: only where it is.
 *
 * <p>No setting weakens an invariant; docs/instellingen.md lists each and a test holds the list.
 */
public record Instellingen(
        String gateway, String verwerker, Omgeving omgeving, Path convenanten, Path partijen, Path feiten, Path data, Optional<Database> database,
        int databasePoort, Sleutels sleutels, Vertrouwen vertrouwen, Beheerders beheerders, Sftp sftp, Mail mail, Soap soap, Luister beheer,
        Logvorm log, String digest) {
    private static final long VERSIE = 1;
    private static final int HOOGSTE_POORT = 65_535;
    private static final List<String> LOOPBACK = List.of("127.0.0.1", "::1", "localhost");

    /** How log lines look: for people, or as ECS JSON for a collector. */
    public enum Logvorm { TEKST, JSON }

    /** A server's database; absent means the embedded one. */
    public record Database(String url, String gebruiker, Path wachtwoordBestand) {}

    /** Where private keys are: a folder of PKCS#12 files, or Vault. */
    public record Sleutels(Soort soort, Path map, Optional<Vault> vault) {
        /** The kinds of key store. */
        public enum Soort { PKCS12, VAULT }

        public record Vault(String adres, String pad, Path tokenBestand, Optional<Path> caBestand) {}
    }

    /** @param crlRespijt how long a CRL past its nextUpdate still counts, alarmed all the while */
    public record Vertrouwen(Path ankers, Path crl, Duration crlRespijt) {}

    public record Luister(String adres, int poort) {}

    /**
     * Who must sign convenant, party and fact files outside the demo.
     *
     * @param aantal different managers' keys that a file needs
     */
    public record Beheerders(List<Path> certificaten, int aantal) {}

    /** Folder for encrypted scratch bytes. */
    public Path klad() {
        return data.resolve("klad");
    }

    public record Sftp(Luister luister) {}

    public record Mail(
            String imapHost, int imapPoort, String smtpHost, int smtpPoort, String smtpGebruiker, String gebruiker, Path wachtwoordBestand,
            String afzender, boolean tls, Duration interval, Optional<Postvak32> profiel32) {}

    /** The mailbox of profile 3.2, on the same servers. */
    public record Postvak32(String gebruiker, String afzender) {}

    /** @param adres base address by which partners know the endpoints, when it is not the listener's own */
    public record Soap(Luister luister, Optional<java.net.URI> adres) {}

    /**
     * Reads the file.
     *
     * @throws nl.zegel.party.ConfiguratieFout when it does not load
     */
    public static Instellingen lees(Path bestand) {
        Path map = bestand.toAbsolutePath().normalize().getParent();
        StrictYaml.Gelezen<Instellingen> gelezen = StrictYaml.lees(bestand, blok -> instellingen(blok, map));
        Instellingen i = gelezen.waarde();
        return new Instellingen(i.gateway, i.verwerker, i.omgeving, i.convenanten, i.partijen, i.feiten, i.data, i.database,
                i.databasePoort, i.sleutels, i.vertrouwen, i.beheerders, i.sftp, i.mail, i.soap, i.beheer, i.log, gelezen.sha256());
    }

    private static Instellingen instellingen(YamlBlok blok, Path map) {
        blok.geheel("versie", VERSIE, VERSIE);
        Omgeving omgeving = blok.keuze("omgeving", Omgeving.class);
        return new Instellingen(
                blok.tekst("gateway"), blok.tekst("verwerker"), omgeving, pad(blok, "convenanten", map), pad(blok, "partijen", map),
                pad(blok, "feiten", map), pad(blok, "data", map), database(blok.waarde("database"), map, omgeving),
                blok.optioneelGeheel("databasePoort", 0, HOOGSTE_POORT).orElse(0L).intValue(),
                blok.blok("sleutels", b -> sleutels(b, map)), blok.blok("vertrouwen", b -> vertrouwen(b, map)),
                blok.optioneelBlok("beheerders", b -> beheerders(b, map)).orElse(new Beheerders(List.of(), 2)),
                blok.blok("sftp", b -> new Sftp(luister(b))), blok.blok("mail", b -> mail(b, map, omgeving)),
                blok.blok("soap", Instellingen::soap), blok.blok("beheer", Instellingen::beheer),
                blok.optioneleKeuze("log", Logvorm.class).orElse(Logvorm.TEKST), "");
    }

    private static Optional<Database> database(YamlWaarde waarde, Path map, Omgeving omgeving) {
        if (waarde.isScalar()) {
            if (!waarde.tekst().equals("ingebouwd")) {
                throw waarde.plaats().fout("onbekende-database", "database is `ingebouwd` of een blok met url, gebruiker en wachtwoordBestand",
                        "kies een van beide");
            }
            return Optional.empty();
        }
        return Optional.of(waarde.blok(b -> new Database(databaseUrl(b, omgeving), b.tekst("gebruiker"), pad(b, "wachtwoordBestand", map))));
    }

    /** Who exchanges with whom travels this line, so it is closed and its other end is proven. */
    private static String databaseUrl(YamlBlok blok, Omgeving omgeving) {
        String url = blok.tekst("url");
        boolean hier = url.matches("jdbc:postgresql://(127\\.0\\.0\\.1|\\[::1\\]|localhost)[:/][^?]*(\\?.*)?");
        if (!hier && !omgeving.isDemo() && !url.matches(".*[?&]sslmode=verify-full(&.*)?")) {
            throw blok.plaats("url").fout("geen-tls", "een database op een andere machine gaat alleen over gecontroleerde TLS",
                    "zet sslmode=verify-full in de url");
        }
        return url;
    }

    private static Soap soap(YamlBlok blok) {
        Optional<java.net.URI> adres = blok.optioneelAls("publiekAdres", java.net.URI::create);
        if (adres.isPresent() && !"https".equals(adres.get().getScheme())) {
            throw blok.plaats("publiekAdres").fout("geen-https", "partners bereiken SOAP alleen over https", "begin het adres met https://");
        }
        return new Soap(luister(blok), adres);
    }

    private static Sleutels sleutels(YamlBlok blok, Path map) {
        Sleutels.Soort soort = blok.keuze("soort", Sleutels.Soort.class);
        if (soort == Sleutels.Soort.PKCS12) {
            return new Sleutels(soort, pad(blok, "map", map), Optional.empty());
        }
        return new Sleutels(soort, map, Optional.of(new Sleutels.Vault(blok.tekst("adres"), blok.tekst("pad"),
                pad(blok, "tokenBestand", map), blok.optioneleTekst("caBestand").map(map::resolve))));
    }

    private static Vertrouwen vertrouwen(YamlBlok blok, Path map) {
        return new Vertrouwen(pad(blok, "ankers", map), pad(blok, "crl", map),
                Duration.ofHours(blok.geheel("crlRespijtUren", 0, 72)));
    }

    private static Beheerders beheerders(YamlBlok blok, Path map) {
        return new Beheerders(blok.alle("certificaten", map::resolve), (int) blok.geheel("aantal", 2, 9));
    }

    private static Mail mail(YamlBlok blok, Path map, Omgeving omgeving) {
        boolean tls = blok.jaNee("tls", true);
        if (!tls && !omgeving.isDemo()) {
            throw blok.plaats("tls").fout("geen-tls", "mail zonder TLS kan alleen in de demo", "zet tls op ja");
        }
        return new Mail(blok.tekst("imapHost"), poort(blok, "imapPoort"), blok.tekst("smtpHost"), poort(blok, "smtpPoort"),
                blok.optioneleTekst("smtpGebruiker").orElse(""), blok.tekst("gebruiker"), pad(blok, "wachtwoordBestand", map), blok.tekst("afzender"), tls,
                Duration.ofSeconds(blok.optioneelGeheel("intervalSeconden", 1, 3600).orElse(15L)),
                blok.optioneelBlok("profiel32", b -> new Postvak32(b.tekst("gebruiker"), b.tekst("afzender"))));
    }

    /** Numbers of the whole gateway are for this machine alone; who must see them elsewhere asks an agent here. */
    private static Luister beheer(YamlBlok blok) {
        Luister luister = luister(blok);
        if (!LOOPBACK.contains(luister.adres())) {
            throw blok.plaats("adres").fout("beheer-open", "beheer luistert alleen op deze machine", "zet adres op 127.0.0.1");
        }
        return luister;
    }

    private static Luister luister(YamlBlok blok) {
        return new Luister(blok.optioneleTekst("adres").orElse("127.0.0.1"), poort(blok, "poort"));
    }

    private static int poort(YamlBlok blok, String sleutel) {
        return (int) blok.geheel(sleutel, 0, HOOGSTE_POORT);
    }

    private static Path pad(YamlBlok blok, String sleutel, Path map) {
        return map.resolve(blok.tekst(sleutel)).normalize();
    }
}
