package nl.zegel.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import nl.zegel.verify.Verifier;
import nl.zegel.verify.Verslag;
import nl.zegel.verify.Vraag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zegel send}: the partner's own tool. No gateway code, no database, no settings of the gateway. */
@Command(name = "send", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Controleert, ondertekent en verzegelt een document, verstuurt het en wacht op het bewijs.",
        "Zonder verdere opties: naar de demo op deze machine, met de sleutels uit certs-example/out.",
        "Einde met 0: aangenomen. 1: het document deugt niet of is geweigerd. 2: verkeerd gebruik of geen verbinding.",
        "3: verstuurd, maar er kwam op tijd geen bewijs; geef de opdracht dan later nog eens: het blijft hetzelfde document."})
final class SendCommand implements Callable<Integer> {
    private static final int GEEN_BEWIJS = 3;

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BESTAND", description = "het document (XML)")
    private Path bestand = Path.of("");

    @Option(names = "--als", required = true, paramLabel = "LOKET", description = "loket waarvoor u verzendt")
    private String als = "";

    @Option(names = "--kanaal", required = true, paramLabel = "KANAAL", description = "sftp, mail of soap")
    private Kanaal kanaal = Kanaal.SFTP;

    @Option(names = "--bijlagen", paramLabel = "MAP", description = "map met de bijlagen (standaard: bijlagen naast het document)")
    private Optional<Path> bijlagen = Optional.empty();

    @Option(names = "--profiel", paramLabel = "PROFIEL", description = "4.0 (standaard) of 3.2")
    private String profiel = "4.0";

    @Option(names = "--certs", paramLabel = "MAP", description = "map zoals certs-example/out: anchors.pem, gateway/, LOKET/")
    private Path certs = Thuis.pad("certs-example/out");

    @Option(names = "--sleutel", paramLabel = "PEM", description = "uw sleutel om te ondertekenen (standaard uit --certs)")
    private Optional<Path> sleutel = Optional.empty();

    @Option(names = "--certificaat", paramLabel = "PEM", description = "uw certificaat bij --sleutel")
    private Optional<Path> certificaat = Optional.empty();

    @Option(names = "--gateway-certificaat", paramLabel = "PEM", description = "certificaat waarvoor verzegeld wordt (standaard uit --certs)")
    private Optional<Path> gatewaycertificaat = Optional.empty();

    @Option(names = "--uit", paramLabel = "MAP", description = "hier komen het verzegelde bestand en het bewijs (standaard ./verzonden)")
    private Path uit = Path.of("verzonden");

    @Option(names = "--wacht", paramLabel = "SECONDEN", description = "zo lang wachten op bewijs (standaard 60)")
    private int wacht = 60;

    @Option(names = "--sftp", paramLabel = "HOST:POORT", description = "SFTP-server van de gateway (standaard 127.0.0.1:2222)")
    private String sftp = "127.0.0.1:2222";

    @Option(names = "--hostsleutel", paramLabel = "BESTAND", description = "publieke SSH-sleutel van de gateway (standaard die van de demo)")
    private Path hostsleutel = Thuis.pad("demo/data/ssh-host.pem.pub");

    @Option(names = "--smtp", paramLabel = "HOST:POORT", description = "uw SMTP-server (standaard 127.0.0.1:3025)")
    private String smtp = "127.0.0.1:3025";

    @Option(names = "--imap", paramLabel = "HOST:POORT", description = "uw IMAP-server (standaard 127.0.0.1:3143)")
    private String imap = "127.0.0.1:3143";

    @Option(names = "--mail-tls", description = "gebruik TLS naar SMTP en IMAP; buiten deze machine verplicht")
    private boolean mailTls;

    @Option(names = "--mailadres", paramLabel = "ADRES", description = "uw mailadres (standaard uit uw certificaat)")
    private Optional<String> mailadres = Optional.empty();

    @Option(names = "--mail-wachtwoord", paramLabel = "BESTAND", description = "bestand met het wachtwoord van uw mailbox")
    private Path wachtwoord = Thuis.pad("demo/data/mail.wachtwoord");

    @Option(names = "--gateway-mail", paramLabel = "ADRES", description = "mailadres van de gateway")
    private Optional<String> gatewayMail = Optional.empty();

    @Option(names = "--soap", paramLabel = "URL", description = "SOAP-adres van de gateway (standaard https://127.0.0.1:8443/ws/)")
    private URI soap = URI.create("https://127.0.0.1:8443/ws/");

    @Override
    public Integer call() {
        // Read when the first library logs; a gateway in this process has settings of its own by then.
        System.setProperty("logback.configurationFile", "logback-opdracht.xml");
        PrintWriter scherm = spec.commandLine().getOut();
        try {
            return verzend(scherm);
        } catch (Inzender.OngeldigDocument e) {
            scherm.println("✗ Dit document is niet verstuurd.");
            e.getMessage().lines().forEach(r -> scherm.println("  " + r));
            return Zegel.NEE;
        } catch (IOException e) {
            spec.commandLine().getErr().println("zegel: " + melding(e));
            return Zegel.VERKEERD;
        } finally {
            scherm.flush();
        }
    }

    private static String melding(IOException e) {
        if (e instanceof java.nio.file.NoSuchFileException) {
            return "dit bestand ontbreekt: " + e.getMessage();
        }
        return String.valueOf(e.getMessage());
    }

    private int verzend(PrintWriter scherm) throws IOException, Inzender.OngeldigDocument {
        LoketId loket = loket();
        CmsProfiel cms = profiel();
        Partnersleutels sleutels = sleutels();
        Verzending verzending = new Verzending(sleutels, uit, Clock.systemUTC());
        Verzending.Verzegeld verzegeld = verzending.verzegel(bestand, bijlagen.orElseGet(() -> bestand.resolveSibling("bijlagen")), loket,
                gatewaycertificaat.orElse(sleutels.gateway().resolve(cms == CmsProfiel.V4_0 ? "ontsleutelen.pem" : "ontsleutelen-32.pem")), cms);
        scherm.println("✓ Document " + verzegeld.referentie() + " is geldig" + (verzegeld.opnieuw()
                ? "; het was al verzegeld en gaat zo nog eens: " : ", ondertekend en verzegeld (profiel " + profiel + "): ") + verzegeld.bestand());
        Verzending.Uitkomst uitkomst;
        try (Partnerkanaal weg = aansluiting(cms).open(kanaal, loket, sleutels, adres(sleutels), Clock.systemUTC())) {
            scherm.println("  Versturen over " + kanaal + " en wachten op bewijs, hoogstens " + wacht + " seconden ...");
            scherm.flush();
            uitkomst = verzending.verzend(weg, verzegeld, Duration.ofSeconds(wacht), duur -> tik(scherm, duur));
        }
        return meld(scherm, uitkomst, sleutels);
    }

    private static void tik(PrintWriter scherm, Duration duur) {
        if (duur.toSeconds() % 5 == 0 && duur.toSeconds() > 0) {
            scherm.println("  ... " + duur.toSeconds() + " s");
            scherm.flush();
        }
    }

    private int meld(PrintWriter scherm, Verzending.Uitkomst uitkomst, Partnersleutels sleutels) {
        switch (uitkomst.soort()) {
            case AANGENOMEN -> scherm.println("✓ De gateway heeft het document aangenomen. De ontvangers krijgen ieder hun eigen kopie.");
            case EERDER_AANGENOMEN -> scherm.println("✓ De gateway had dit document al aangenomen. Dit is hetzelfde bewijs; er is niets opnieuw geleverd.");
            case GEWEIGERD -> scherm.println("✗ De gateway heeft het document geweigerd. Er is niets verstrekt.");
            case GEEN_BEWIJS -> scherm.println("? Verstuurd, maar er is nog geen bewijs. Geef deze opdracht later nog eens; het blijft hetzelfde document.");
        }
        uitkomst.redenen().forEach(r -> scherm.println("    " + r));
        boolean bewezen = uitkomst.bewijs().map(b -> controleer(scherm, b, sleutels)).orElse(false);
        return switch (uitkomst.soort()) {
            case AANGENOMEN, EERDER_AANGENOMEN -> bewezen ? Zegel.OK : Zegel.NEE;
            case GEWEIGERD -> Zegel.NEE;
            case GEEN_BEWIJS -> GEEN_BEWIJS;
        };
    }

    private static boolean controleer(PrintWriter scherm, Path bewijs, Partnersleutels sleutels) {
        List<Path> crl = List.of(sleutels.ankers().resolveSibling("crl"));
        Verslag verslag = Verifier.verifieer(new Vraag(List.of(bewijs, bewijs.resolveSibling(bewijs.getFileName() + ".p7s")),
                List.of(sleutels.ankers()), Files.exists(crl.get(0)) ? crl : List.of(), List.of(sleutels.gateway().resolve("bewijs.pem")),
                List.of(), Optional.empty(), Optional.empty(), Clock.systemUTC().instant()));
        boolean goed = verslag.oordeel() != nl.zegel.verify.Oordeel.FOUT && verslag.heeft("HANDTEKENING_GATEWAY") && verslag.heeft("INCLUSIE");
        scherm.println((goed ? "✓ Het bewijs klopt: " : "✗ Het bewijs klopt niet: ") + bewijs);
        if (!goed) {
            verslag.tekst().lines().forEach(r -> scherm.println("    " + r));
        }
        return goed;
    }

    private LoketId loket() {
        try {
            return new LoketId(als);
        } catch (IllegalArgumentException e) {
            throw fout("--als: dit is geen naam van een loket");
        }
    }

    private CmsProfiel profiel() {
        return switch (profiel) {
            case "4.0" -> CmsProfiel.V4_0;
            case "3.2" -> CmsProfiel.V3_2;
            default -> throw fout("--profiel is 4.0 of 3.2");
        };
    }

    private Partnersleutels sleutels() {
        if (sleutel.isPresent() != certificaat.isPresent()) {
            throw fout("geef --sleutel en --certificaat samen");
        }
        Partnersleutels s = Partnersleutels.van(certs, als);
        return new Partnersleutels(s.eigen(), sleutel.orElse(s.sleutel()), certificaat.orElse(s.certificaat()), s.gateway(), s.ankers(), s.keten());
    }

    private String adres(Partnersleutels sleutels) throws IOException {
        if (kanaal != Kanaal.MAIL || mailadres.isPresent()) {
            return mailadres.orElse("");
        }
        return sleutels.mailadres().orElseThrow(() -> fout("uw certificaat noemt geen mailadres; geef --mailadres"));
    }

    private Aansluiting aansluiting(CmsProfiel cms) {
        String postvak = gatewayMail.orElse(cms == CmsProfiel.V4_0 ? "zegel@zegel.example" : "zegel-32@zegel.example");
        return new Aansluiting(host(sftp), poort(sftp), hostsleutel, host(smtp), poort(smtp), host(imap), poort(imap), mailTls, wachtwoord,
                postvak, soap);
    }

    private String host(String adres) {
        int dubbelepunt = adres.lastIndexOf(':');
        if (dubbelepunt < 1) {
            throw fout(adres + ": schrijf HOST:POORT");
        }
        return adres.substring(0, dubbelepunt);
    }

    private int poort(String adres) {
        String cijfers = adres.substring(adres.lastIndexOf(':') + 1);
        if (!cijfers.matches("[0-9]{1,5}")) {
            throw fout(adres + ": schrijf HOST:POORT");
        }
        return Integer.parseInt(cijfers);
    }

    private ParameterException fout(String wat) {
        return new ParameterException(spec.commandLine(), wat);
    }
}
