package nl.zegel.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Lint;
import nl.zegel.document.Woordenboek;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Partijen;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code zegel check}: reads all of the configuration as a starting gateway does, and judges every convenant. */
@Command(name = "check", mixinStandardHelpOptions = true, description = {
        "Controleert de hele configuratie: instellingen, partijen, convenanten en feiten.",
        "Einde met 0: alles klopt. 1: een bestand laadt, maar een convenant heeft klachten. 2: een bestand laadt niet."})
final class CheckCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Configkeuze config = new Configkeuze();

    @Override
    public Integer call() {
        PrintWriter uit = spec.commandLine().getOut();
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        Optional<Instellingen> gelezen = laad(meldingen, config::lees);
        List<String> klachten = gelezen.map(i -> onderdelen(i, meldingen, uit)).orElse(List.of());
        meldingen.forEach(uit::println);
        klachten.forEach(uit::println);
        if (!meldingen.isEmpty()) {
            uit.println("NIET GOED: " + meldingen.size() + " fout(en); zo start de gateway niet.");
            gelezen.ifPresent(i -> hint(i, uit));
            return Zegel.VERKEERD;
        }
        uit.println(klachten.isEmpty() ? "GOED: alle configuratie klopt." : "NIET GOED: " + klachten.size() + " klacht(en) over een convenant.");
        return klachten.isEmpty() ? Zegel.OK : Zegel.NEE;
    }

    private static List<String> onderdelen(Instellingen i, List<ConfiguratieFout.Melding> meldingen, PrintWriter uit) {
        Bestandscontrole zegels = Bestandszegels.voor(i);
        Optional<Partijen> partijen = laad(meldingen, () -> Partijen.laad(i.partijen(), i.omgeving(), zegels));
        partijen.ifPresent(p -> uit.println("partijen: " + p.partijen().size() + ", met " + p.lokets().size() + " lokets"));
        Optional<Convenanten> convenanten = laad(meldingen, () -> Convenanten.laad(i.convenanten(), i.omgeving(), zegels));
        convenanten.flatMap(c -> laad(meldingen, () -> Feitenmap.laad(i.feiten(), c, i.omgeving(), zegels)))
                .ifPresent(f -> uit.println("feiten: gelezen"));
        List<String> klachten = new ArrayList<>();
        Woordenboek woordenboek = Woordenboek.laad();
        for (Convenant c : convenanten.map(Convenanten::alle).orElse(List.of())) {
            uit.println("convenant: " + c.id() + " versie " + c.versie() + ", " + c.verstrekkingen().size() + " verstrekkingen, "
                    + c.nietVerstrekken().size() + " verboden, " + c.lezingen().size() + " lezingen");
            Path bestand = i.convenanten().resolve(c.id() + ".yaml");
            Lint.keur(c, woordenboek).forEach(k -> klachten.add(bestand + ":" + regel(bestand, k) + ": " + k));
            partijen.ifPresent(p -> c.deelnemers().stream().filter(d -> p.loket(d.loket()).isEmpty())
                    .forEach(d -> uit.println("let op: " + bestand + " noemt loket " + d.loket() + ", waarvan nog geen partijbestand is")));
        }
        return klachten;
    }

    /** The line where the id stands that the complaint begins with; a complaint about a tuple is about the whole file. */
    private static int regel(Path bestand, Lint.Klacht klacht) {
        String id = klacht.wat().split(" ", 2)[0];
        try {
            List<String> regels = Files.readAllLines(bestand);
            for (int r = 0; r < regels.size(); r++) {
                if (regels.get(r).strip().matches("(- )?(id: )?['\"]?" + java.util.regex.Pattern.quote(id) + "['\"]?:?")) {
                    return r + 1;
                }
            }
        } catch (IOException weg) {
            return 1;
        }
        return 1;
    }

    private static void hint(Instellingen i, PrintWriter uit) {
        if (i.omgeving().isDemo() && !Files.exists(i.vertrouwen().ankers())) {
            uit.println("De voorbeeldcertificaten zijn er nog niet. Maak ze met certs-example/genereer.sh (of start zegel demo).");
        }
    }

    private static <T> Optional<T> laad(List<ConfiguratieFout.Melding> meldingen, Supplier<T> lezen) {
        try {
            return Optional.of(lezen.get());
        } catch (ConfiguratieFout e) {
            meldingen.addAll(e.meldingen());
            return Optional.empty();
        }
    }
}
