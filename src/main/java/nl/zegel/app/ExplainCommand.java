package nl.zegel.app;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Uitleg;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Kop;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code zegel explain}: what the convenant would decide on a document, and why. Never shows a value of the document. */
@Command(name = "explain", mixinStandardHelpOptions = true, description = {
        "Zegt per loket en per gegeven wat het convenant toelaat en waarom. Toont nooit de inhoud van een gegeven.",
        "Einde met 0: uitgelegd. 1: het document is niet te lezen of wordt als geheel geweigerd. 2: verkeerd gebruik."})
final class ExplainCommand implements Callable<Integer> {
    private static final String BEPERKING = """
            Let op: dit is beoordeeld zonder register. Meegeteld zijn de feiten in config/feiten en wat de afzender in het document
            verklaart. Verzoeken en signalen waarnaar het document verwijst, zijn niet opgezocht: wat daarvan afhangt, staat als ontbrekend.
            """;
    private static final String BEWIJS = "offline";

    @Spec
    private CommandSpec spec;

    @Parameters(paramLabel = "BESTAND", description = "het document (XML)")
    private Path bestand;

    @Option(names = "--naar", paramLabel = "LOKET", description = "alleen dit loket")
    private Optional<String> naar = Optional.empty();

    @Option(names = "--json", description = "het besluit als JSON")
    private boolean json;

    @Option(names = "--op", paramLabel = "MOMENT", description = "beoordeel op dit moment, bijvoorbeeld 2026-11-23T12:00:00Z (standaard nu)")
    private Optional<Instant> op = Optional.empty();

    @Mixin
    private Configkeuze config = new Configkeuze();

    @Override
    public Integer call() throws IOException {
        Instellingen instellingen = config.lees();
        Woordenboek woordenboek = Woordenboek.laad();
        Leesuitkomst uitkomst = lees(woordenboek);
        if (uitkomst instanceof Leesuitkomst.Afgekeurd afgekeurd) {
            PrintWriter err = spec.commandLine().getErr();
            err.println("Het document is niet te lezen; de gateway zou het weigeren:");
            afgekeurd.afkeuringen().forEach(a -> err.println("  " + a.code() + " bij " + a.pad() + ": " + a.regel() + ". " + a.remedie()));
            return Zegel.NEE;
        }
        Leesuitkomst.Gelezen gelezen = (Leesuitkomst.Gelezen) uitkomst;
        Optional<LoketId> alleen = loket(gelezen.document().kop());
        return leguit(instellingen, woordenboek, gelezen, alleen);
    }

    private Leesuitkomst lees(Woordenboek woordenboek) throws IOException {
        if (!Files.isRegularFile(bestand)) {
            throw new ParameterException(spec.commandLine(), "het bestand is er niet: " + bestand);
        }
        try (InputStream in = Files.newInputStream(bestand)) {
            return new DocumentReader(woordenboek, Grenzen.standaard(), DocumentReader.Rol.INZENDING).leesXml(in, () -> false);
        }
    }

    private Optional<LoketId> loket(Kop kop) {
        Optional<LoketId> gevraagd = naar.map(n -> kop.ontvangers().stream().map(Kop.Ontvanger::loket).filter(l -> l.waarde().equals(n)).findFirst()
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "het document noemt dat loket niet als ontvanger; wel: "
                        + kop.ontvangers().stream().map(o -> o.loket().waarde()).collect(Collectors.joining(", ")))));
        return gevraagd;
    }

    private int leguit(Instellingen i, Woordenboek woordenboek, Leesuitkomst.Gelezen gelezen, Optional<LoketId> alleen) {
        PrintWriter uit = spec.commandLine().getOut();
        Bestandscontrole zegels = Bestandszegels.voor(i);
        Kop kop = gelezen.document().kop();
        Convenanten convenanten = Convenanten.laad(i.convenanten(), i.omgeving(), zegels);
        Optional<Convenant> convenant = convenanten.convenant(kop.convenant());
        if (convenant.isEmpty()) {
            spec.commandLine().getErr().println("CONVENANT_ONBEKEND: het document noemt een convenant dat hier niet geladen is.");
            return Zegel.NEE;
        }
        Partijen partijen = Partijen.laad(i.partijen(), i.omgeving(), zegels);
        Instant moment = op.orElseGet(Clock.systemUTC()::instant);
        Feiten feiten = Feitenmap.laad(i.feiten(), convenanten, i.omgeving(), zegels).van(kop.convenant()).bij(kop.verwijzingen(), kop.zaak())
                .met(Feiten.verklaardIn(kop, gelezen.vorm(), convenant.get(), moment.atZone(Beslisser.ZONE).toLocalDate(), BEWIJS));
        Besluit besluit = new Beslisser(woordenboek).decide(convenant.get(), partijen, gelezen.vorm(), feiten, moment);
        Uitleg uitleg = new Uitleg(gelezen.vorm(), besluit, woordenboek);
        if (json) {
            spec.commandLine().getErr().print(BEPERKING);
            uit.println(new String(uitleg.json(alleen.orElse(null)), StandardCharsets.UTF_8));
        } else {
            uit.println(uitleg.tekst(alleen.orElse(null)));
            uit.print(BEPERKING);
        }
        uit.flush();
        return besluit.weigering() == null && besluit.quarantaine().isEmpty() ? Zegel.OK : Zegel.NEE;
    }
}
