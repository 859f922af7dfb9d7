package nl.zegel.app;

import java.io.IOException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.security.auth.x500.X500Principal;
import nl.zegel.convenant.Beslisser;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.party.Certificaat;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code zegel certs}: the certificates that this gateway knows. */
@Command(name = "certs", mixinStandardHelpOptions = true, subcommands = CertsCommand.Lijst.class,
        description = "De certificaten van de gateway en van de lokets.")
final class CertsCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "kies: certs list");
    }

    /** Every certificate with its end and what the path check says of it now. */
    @Command(name = "list", mixinStandardHelpOptions = true, description = {
            "Toont alle certificaten: van wie, waarvoor, tot wanneer, en of het pad nu klopt.",
            "Einde met 0: alles is goed. 1: er is een certificaat dat nu niet telt."})
    static final class Lijst implements Callable<Integer> {
        @Spec
        private CommandSpec spec;

        @Mixin
        private Configkeuze config = new Configkeuze();

        @Option(names = "--loket", description = "alleen dit loket, of `gateway`")
        private Optional<String> alleen = Optional.empty();

        @Override
        public Integer call() throws IOException {
            Instellingen i = config.lees();
            Instant nu = Clock.systemUTC().instant();
            Kern kern = new Kern();
            Crlbron crls = Crlbron.uit(i.vertrouwen().crl());
            Padcontrole paden = Kern.padcontrole(i, () -> crls);
            Tabel tabel = new Tabel("loket", "doel", "tot en met", "dagen", "oordeel", "vingerafdruk", "onderwerp");
            boolean goed = gateway(tabel, kern.kast(i, Clock.systemUTC()), nu);
            for (Loket loket : Partijen.laad(i.partijen(), i.omgeving(), Bestandszegels.voor(i)).lokets()) {
                for (Certificaat c : loket.certificaten()) {
                    if (toon(loket.id().waarde())) {
                        goed &= rij(tabel, loket, c, paden, nu);
                    }
                }
            }
            spec.commandLine().getOut().print(tabel.tekst());
            spec.commandLine().getOut().flush();
            return goed ? Zegel.OK : Zegel.NEE;
        }

        private boolean toon(String wie) {
            return alleen.map(wie::equals).orElse(true);
        }

        private boolean gateway(Tabel tabel, Sleutelkast kast, Instant nu) {
            boolean goed = true;
            for (Sleutelkast.Gebruik gebruik : toon("gateway") ? Sleutelkast.Gebruik.values() : new Sleutelkast.Gebruik[0]) {
                for (Sleutel sleutel : kast.sleutels(gebruik).waarde().orElse(List.of())) {
                    X509Certificate c = sleutel.certificaat();
                    boolean telt = !nu.isAfter(c.getNotAfter().toInstant());
                    goed &= telt;
                    tabel.rij("gateway", klein(gebruik.name()), eind(c), dagen(c, nu), telt ? "goed" : "verlopen",
                            nl.zegel.crypto.Vingerafdruk.van(c).substring(0, 16), onderwerp(c));
                }
            }
            return goed;
        }

        private static boolean rij(Tabel tabel, Loket loket, Certificaat c, Padcontrole paden, Instant nu) {
            Padoordeel oordeel = paden.controleer(c.certificaat(), c.doel(), List.of(), nu);
            boolean geregistreerd = c.geldigheid().omvat(nu.atZone(Beslisser.ZONE).toLocalDate());
            String tekst = !geregistreerd ? "telt vandaag niet mee" : oordeel.goed() ? oordeel.alarm() ? "goed, maar CRL is oud" : "goed"
                    : klein(oordeel.code().name());
            tabel.rij(loket.id().waarde(), klein(c.doel().name()), eind(c.certificaat()), dagen(c.certificaat(), nu), tekst,
                    c.vingerafdruk().substring(0, 16), onderwerp(c.certificaat()));
            return oordeel.goed() || !geregistreerd;
        }

        private static String onderwerp(X509Certificate c) {
            return c.getSubjectX500Principal().getName(X500Principal.RFC2253, Map.of("2.5.4.5", "serialNumber"));
        }

        private static String eind(X509Certificate c) {
            return LocalDate.ofInstant(c.getNotAfter().toInstant(), Beslisser.ZONE).toString();
        }

        private static String dagen(X509Certificate c, Instant nu) {
            return String.valueOf(Duration.between(nu, c.getNotAfter().toInstant()).toDays());
        }

        private static String klein(String code) {
            return code.toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
