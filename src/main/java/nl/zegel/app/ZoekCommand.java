package nl.zegel.app;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import nl.zegel.convenant.Beslisser;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Verstrekkingen;
import nl.zegel.register.Zoeksleutel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * {@code zegel register zoek}: to whom a person's data went, when and why. What identifies the person is read from a prompt
 * or standard input, never from an argument, which every user of the machine can see. Each search is an entry.
 */
@Command(name = "zoek", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Zoekt aan wie gegevens van een persoon, adres of kenteken zijn verstrekt.",
        "Het BSN, de naam, het adres of het kenteken typt u na de vraag, of geeft u regel voor regel op standaardinvoer: nooit op de opdrachtregel.",
        "Elke zoekvraag komt met reden in het register."})
final class ZoekCommand implements Callable<Integer> {
    private static final DateTimeFormatter MOMENT = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm").withZone(Beslisser.ZONE);
    private static final String ROL = "opdrachtregel";

    /** By what is searched. */
    enum Op { BSN, NAAM, ADRES, KENTEKEN }

    /** Why is searched; a code, so that no person's data lands in the entry. */
    enum Doel { INZAGEVERZOEK, KLACHT, CONTROLE, INCIDENT, CORRECTIE }

    @Spec
    private CommandSpec spec;

    @Option(names = "--op", required = true, description = "waarop: ${COMPLETION-CANDIDATES}")
    private Op op;

    @Option(names = "--reden", required = true, description = "waarom: ${COMPLETION-CANDIDATES}")
    private Doel reden;

    @Mixin
    private Configkeuze config = new Configkeuze();

    @Override
    public Integer call() throws IOException {
        Instellingen instellingen = config.lees();
        Partijen partijen = Partijen.laad(instellingen.partijen(), instellingen.omgeving(), Bestandszegels.voor(instellingen));
        Optional<Zoeksleutel> sleutel = vraag(invoer());
        if (sleutel.isEmpty()) {
            spec.commandLine().getErr().println("Hiermee is niet te zoeken: controleer wat u hebt getypt. Er is niets opgezocht.");
            return Zegel.VERKEERD;
        }
        try (Registertoegang toegang = Registertoegang.open(instellingen)) {
            Verstrekkingen.Inzage inzage = new Verstrekkingen.Inzage(toegang.actor(), ROL, reden.name());
            List<Verstrekkingen.Gevonden> gevonden = toegang.register()
                    .doe(tx -> toegang.register().verstrekkingen().zoek(tx, sleutel.get(), inzage));
            toon(gevonden, partijen, spec.commandLine().getOut());
            return gevonden.isEmpty() ? Zegel.NEE : Zegel.OK;
        } catch (RegisterFout e) {
            throw new StartFout("er is niet gezocht: " + e.getMessage());
        }
    }

    private interface Invoer {
        String vraag(String wat) throws IOException;
    }

    private static Invoer invoer() {
        Console console = System.console();
        if (console != null) {
            return wat -> Optional.ofNullable(console.readLine("%s: ", wat)).orElse("");
        }
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        return wat -> Optional.ofNullable(in.readLine()).orElse("");
    }

    private Optional<Zoeksleutel> vraag(Invoer in) throws IOException {
        return switch (op) {
            case BSN -> Zoeksleutel.bsn(in.vraag("BSN"));
            case KENTEKEN -> Zoeksleutel.kenteken(in.vraag("Kenteken"));
            case ADRES -> Zoeksleutel.adres(in.vraag("Postcode"), in.vraag("Huisnummer"), in.vraag("Toevoeging (leeg als er geen is)"));
            case NAAM -> naam(in.vraag("Achternaam zonder voorvoegsel"), in.vraag("Geboortedatum (jjjj-mm-dd)"));
        };
    }

    private static Optional<Zoeksleutel> naam(String achternaam, String geboren) {
        try {
            return Zoeksleutel.naam(achternaam, LocalDate.parse(geboren.strip()));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static void toon(List<Verstrekkingen.Gevonden> gevonden, Partijen partijen, PrintWriter uit) {
        if (gevonden.isEmpty()) {
            uit.println("Geen verstrekkingen gevonden. Let op: zoek ook op de andere kenmerken; niet elk document noemt ze alle.");
            return;
        }
        Tabel tabel = new Tabel("wanneer", "van", "aan", "over", "gegevens", "waarom", "grondslag", "convenant", "regels");
        for (Verstrekkingen.Gevonden g : gevonden) {
            tabel.rij(MOMENT.format(g.tijdstip()), naam(partijen, g.verstrekker()), naam(partijen, g.ontvanger()),
                    g.betrokkene() == null ? "object" : klein(g.betrokkene()), String.join(", ", g.categorieen()),
                    klein(g.doel()), String.join(", ", g.grondslagen()), g.convenant() + " " + g.convenantVersie(),
                    String.join(", ", g.regels()));
        }
        uit.print(tabel.tekst());
        uit.println(gevonden.size() + " verstrekking(en). Deze zoekvraag staat in het register.");
        uit.flush();
    }

    private static String naam(Partijen partijen, LoketId id) {
        return partijen.loket(id).map(l -> l.naam()).orElse(id.waarde());
    }

    private static String klein(String code) {
        return code.toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
