package nl.zegel.app;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Convenant;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Feit;
import nl.zegel.convenant.Feiten;
import nl.zegel.convenant.Lint;
import nl.zegel.document.Woordenboek;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Partijen;

/** The configuration: whether it loads and is signed, and which convenanten and facts are in force or about to end. */
final class Configuratiekeuring {
    /** How long beforehand an end is told: time enough to have parties sign again. */
    private static final int VOORUIT_DAGEN = 90;

    private final Instellingen instellingen;
    private final LocalDate vandaag;
    private final List<Bevinding> alle = new ArrayList<>();

    Configuratiekeuring(Instellingen instellingen, Instant nu) {
        this.instellingen = instellingen;
        this.vandaag = nu.atZone(Beslisser.ZONE).toLocalDate();
    }

    static Bevinding fout(ConfiguratieFout.Melding m) {
        String pad = m.plaats().pad().isEmpty() ? "" : m.plaats().pad() + ": ";
        return Bevinding.fout(m.plaats().bestand() + ":" + m.plaats().regel(), pad + m.wat() + " [" + m.code() + "]", m.doe());
    }

    List<Bevinding> keur() {
        Bestandscontrole zegels = Bestandszegels.voor(instellingen);
        alle.add(instellingen.omgeving().isDemo()
                ? Bevinding.letOp("configuratie", "dit is de demo: partijen, convenanten en feiten tellen zonder handtekening",
                        "gebruik de demo nooit voor echte gegevens")
                : Bevinding.goed("configuratie", "elk bestand telt met " + instellingen.beheerders().aantal() + " handtekeningen van beheerders"));
        laad(() -> Partijen.laad(instellingen.partijen(), instellingen.omgeving(), zegels))
                .ifPresent(p -> alle.add(Bevinding.goed("partijen", p.partijen().size() + " geladen, met " + p.lokets().size() + " lokets")));
        Optional<Convenanten> convenanten = laad(() -> Convenanten.laad(instellingen.convenanten(), instellingen.omgeving(), zegels));
        Optional<Feitenmap> feiten = convenanten
                .flatMap(c -> laad(() -> Feitenmap.laad(instellingen.feiten(), c, instellingen.omgeving(), zegels)));
        convenanten.ifPresent(c -> c.alle().forEach(een -> convenant(een, feiten.map(f -> f.van(een.id())).orElse(Feiten.geen()))));
        return alle;
    }

    private void convenant(Convenant c, Feiten feiten) {
        String waar = "convenant " + c.id();
        LocalDate straks = vandaag.plusDays(VOORUIT_DAGEN);
        if (!c.vanKracht(feiten, vandaag)) {
            alle.add(Bevinding.fout(waar, "is vandaag niet aantoonbaar van kracht: er gaat niets uit",
                    "laad het stuk dat de looptijd of verlenging bewijst in " + instellingen.feiten()));
        } else if (!c.vanKracht(feiten, straks)) {
            alle.add(Bevinding.letOp(waar, "is over " + VOORUIT_DAGEN + " dagen niet meer aantoonbaar van kracht",
                    "regel de verlenging en laad het getekende stuk in " + instellingen.feiten()));
        } else {
            alle.add(Bevinding.goed(waar, "van kracht, versie " + c.versie()));
        }
        List<Lint.Klacht> klachten = Lint.keur(c, Woordenboek.laad());
        if (!klachten.isEmpty()) {
            alle.add(Bevinding.fout(waar, klachten.size() + " klacht(en), te beginnen met: " + klachten.get(0), "draai zegel check"));
        }
        feiten.alle().stream().filter(f -> eindigt(f, straks)).map(f -> f.soort().code()).distinct()
                .forEach(soort -> alle.add(Bevinding.letOp(waar, "een geladen stuk van soort " + soort + " eindigt binnen " + VOORUIT_DAGEN
                        + " dagen of is al geëindigd", "laad het stuk dat erop volgt, of haal het oude weg uit " + instellingen.feiten())));
    }

    private static boolean eindigt(Feit feit, LocalDate straks) {
        LocalDate eind = feit.geldigheid().totEnMet();
        return eind != null && eind.isBefore(straks);
    }

    private <T> Optional<T> laad(Supplier<T> lezen) {
        try {
            return Optional.of(lezen.get());
        } catch (ConfiguratieFout e) {
            e.meldingen().forEach(m -> alle.add(fout(m)));
            return Optional.empty();
        }
    }
}
