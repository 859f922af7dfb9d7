package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.concurrent.Callable;
import nl.zegel.register.Gatewayadres;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Registeruitvoer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zegel register}: what an operator or a privacy officer does with the register. */
@Command(name = "register", mixinStandardHelpOptions = true, subcommands = {RegisterCommand.Uitvoer.class, ZoekCommand.class},
        description = "Het register: uitvoeren om te laten controleren, en zoeken aan wie gegevens zijn verstrekt.")
final class RegisterCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "kies: register export of register zoek");
    }

    /** Writes the whole log with a fresh signed checkpoint. */
    @Command(name = "export", mixinStandardHelpOptions = true,
            description = "Schrijft het register naar een bestand dat zegel verify zonder database controleert. De gateway mag blijven draaien.")
    static final class Uitvoer implements Callable<Integer> {
        private static final DateTimeFormatter NAAM = DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

        @Spec
        private CommandSpec spec;

        @Parameters(paramLabel = "MAP", description = "map voor het bestand; wordt gemaakt als zij er niet is")
        private Path map;

        @Mixin
        private Configkeuze config = new Configkeuze();

        @Override
        public Integer call() throws IOException {
            Instellingen instellingen = config.lees();
            Path bestand = Files.createDirectories(map).resolve("register-" + NAAM.format(Clock.systemUTC().instant()) + ".jsonl");
            try (Registertoegang toegang = Registertoegang.open(instellingen)) {
                long aantal = new Registeruitvoer(toegang.register(), adres(instellingen), toegang.ondertekenaar()).schrijf(bestand);
                spec.commandLine().getOut().println(bestand + ": " + aantal + " inschrijvingen, met getekend controlepunt");
                spec.commandLine().getOut().println("Controleren: zegel verify --register " + bestand + " --ankers PEM --gateway PEM --crl MAP");
                return Zegel.OK;
            } catch (RegisterFout e) {
                throw new StartFout("het register is niet uitgevoerd: " + e.getMessage());
            }
        }

        private static Gatewayadres adres(Instellingen i) {
            return new Kern().adres(i);
        }
    }
}
