package nl.zegel.app;

import java.io.PrintWriter;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import nl.zegel.party.ConfiguratieFout;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code zegel doctor}: what is wrong with this installation, and how to mend it. Changes nothing. */
@Command(name = "doctor", mixinStandardHelpOptions = true, description = {
        "Zegt wat er mis is met deze installatie en wat u eraan doet. Verandert niets; de gateway mag draaien of stilstaan.",
        "Einde met 0: niets ernstigs. 1: er is minstens een fout."})
final class DoctorCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private Configkeuze config = new Configkeuze();

    @Override
    public Integer call() {
        Clock klok = Clock.systemUTC();
        List<Bevinding> alle = new ArrayList<>(Machinekeuring.zonderInstellingen(klok.instant()));
        try {
            Instellingen i = config.lees();
            alle.add(Bevinding.goed("instellingen", "geladen: gateway " + i.gateway() + ", omgeving " + i.omgeving().code()));
            alle.addAll(new Machinekeuring(i).keur());
            alle.addAll(new Configuratiekeuring(i, klok.instant()).keur());
            alle.addAll(new Vertrouwenskeuring(i, klok).keur());
            alle.addAll(new Bereikkeuring(i).keur());
        } catch (ConfiguratieFout e) {
            e.meldingen().forEach(m -> alle.add(Configuratiekeuring.fout(m)));
        }
        toon(alle, spec.commandLine().getOut());
        return alle.stream().anyMatch(b -> b.ernst() == Bevinding.Ernst.FOUT) ? Zegel.NEE : Zegel.OK;
    }

    private static void toon(List<Bevinding> alle, PrintWriter uit) {
        alle.stream().sorted(Comparator.comparing(Bevinding::ernst)).forEach(b -> {
            uit.printf("%-7s %s: %s%n", b.ernst().name().replace('_', ' '), b.waar(), b.wat());
            if (!b.doe().isEmpty()) {
                uit.printf("        Doe: %s.%n", b.doe());
            }
        });
        long fouten = alle.stream().filter(b -> b.ernst() == Bevinding.Ernst.FOUT).count();
        long letOp = alle.stream().filter(b -> b.ernst() == Bevinding.Ernst.LET_OP).count();
        uit.printf("%n%d fout(en), %d om op te letten, %d in orde.%n", fouten, letOp, alle.size() - fouten - letOp);
        uit.flush();
    }
}
