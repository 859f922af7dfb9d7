package nl.zegel.app;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.zegel.verify.Oordeel;
import nl.zegel.verify.Verifier;
import nl.zegel.verify.Verslag;
import nl.zegel.verify.Vraag;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zegel verify}: proof from files and anchors alone; no gateway, no database, no settings. */
@Command(name = "verify", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Controleert bewijs, kopieën, verzegelde berichten en registeruitvoer. Heeft geen draaiende gateway en geen database nodig.",
        "Een handtekening naast een bestand (NAAM.p7s) telt vanzelf mee.",
        "Einde met 0: alles is bewezen. 1: iets klopt niet of is niet bewezen; het verslag zegt wat. 2: verkeerd gebruik."})
final class VerifyCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "0..*", paramLabel = "BESTAND", description = "bewijs (.json), kopie (.xml), verzegeld bericht (.p7m, .eml), registeruitvoer")
    private List<Path> bestanden = List.of();

    @Option(names = "--ankers", paramLabel = "PEM", description = "basiscertificaten die u vertrouwt")
    private List<Path> ankers = List.of();

    @Option(names = "--crl", paramLabel = "PAD", description = "intrekkingslijst, of een map daarmee")
    private List<Path> crls = List.of();

    @Option(names = "--gateway", paramLabel = "PEM", description = "certificaat waaraan de gateway bekend is")
    private List<Path> gateway = List.of();

    @Option(names = "--afzender", paramLabel = "PEM", description = "certificaat waaraan een afzender bekend is")
    private List<Path> afzenders = List.of();

    @Option(names = "--register", paramLabel = "UITVOER", description = "registeruitvoer om heel te controleren, en het bewijs daartegen")
    private Optional<Path> register = Optional.empty();

    @Option(names = "--sleutel", paramLabel = "PEM", description = "uw eigen sleutel, om een verzegeld bericht te openen (alleen in het geheugen)")
    private Optional<Path> sleutel = Optional.empty();

    @Option(names = "--certificaat", paramLabel = "PEM", description = "uw certificaat bij --sleutel")
    private Optional<Path> certificaat = Optional.empty();

    @Option(names = "--op", paramLabel = "MOMENT", description = "beoordeel op dit moment, bijvoorbeeld 2026-11-23T12:00:00Z (standaard nu)")
    private Optional<Instant> op = Optional.empty();

    @Option(names = "--json", description = "het verslag als JSON")
    private boolean json;

    @Override
    public Integer call() {
        if (bestanden.isEmpty() && register.isEmpty()) {
            throw new ParameterException(spec.commandLine(), "noem minstens een bestand, of --register");
        }
        if (sleutel.isPresent() != certificaat.isPresent()) {
            throw new ParameterException(spec.commandLine(), "--sleutel en --certificaat horen bij elkaar");
        }
        Verslag verslag = Verifier.verifieer(new Vraag(metHandtekeningen(bestanden), ankers, crls, gateway, afzenders, register,
                sleutel.map(s -> new Vraag.Ontsleuteling(s, certificaat.orElseThrow())), op.orElseGet(Clock.systemUTC()::instant)));
        spec.commandLine().getOut().print(json ? verslag.json() : verslag.tekst());
        spec.commandLine().getOut().flush();
        return verslag.oordeel() == Oordeel.BEWEZEN ? Zegel.OK : Zegel.NEE;
    }

    private static List<Path> metHandtekeningen(List<Path> genoemd) {
        List<Path> alle = new ArrayList<>(genoemd);
        for (Path bestand : genoemd) {
            Path p7s = bestand.resolveSibling(bestand.getFileName() + ".p7s");
            if (Files.isRegularFile(p7s) && !alle.contains(p7s)) {
                alle.add(p7s);
            }
        }
        return alle;
    }
}
