package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.ElementId;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a fact counts: until it is withdrawn, for the parts that it names, and only from who may state it. */
class FeitGeldtTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    private static final Geldigheid GELDIG = new Geldigheid(DAG.minusDays(1), DAG.plusDays(1));
    private static final LoketId POL = new LoketId("politie-mn-hennepcoordinator");
    private static final LoketId BGM = new LoketId("gemeente-utrecht-burgemeester");
    private static final ElementId NAAM = Proef.id(2);
    private static final ElementId ANDERE = Proef.id(3);

    private final Convenant convenant = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
    private final Partijen partijen = Proef.partijen(List.of(POL, BGM));
    private final Beslisser beslisser = new Beslisser(Set.of());

    FeitGeldtTest() throws IOException {}

    private static Vorm hib() {
        Coordinaten naw = new Coordinaten("NAW", "VERDACHTE", Regime.WPG8, "EIGEN");
        return new Vorm(Vorm.VERSIE, "HIB", "hennep-midden-nederland-2024", POL, null, "BESTUURLIJKE_MAATREGEL",
                List.of(new Vorm.OntvangerVorm(BGM, true, Set.of())), Set.of(), List.of(
                        new Vorm.GroepVorm("g-l", "LOCATIE", null, null, List.of(new Vorm.ElementVorm(Proef.id(1), "gemeentecode",
                                new Coordinaten("LOCATIE", "GEEN", Regime.WPG8, "EIGEN"), "0344", null, Set.of(), Set.of()))),
                        new Vorm.GroepVorm("g-een", "BETROKKENE", "VERDACHTE", "g-l",
                                List.of(new Vorm.ElementVorm(NAAM, "achternaam", naw, null, null, Set.of(), Set.of()))),
                        new Vorm.GroepVorm("g-twee", "BETROKKENE", "VERDACHTE", "g-een",
                                List.of(new Vorm.ElementVorm(ANDERE, "achternaam", naw, null, null, Set.of(), Set.of())))),
                List.of());
    }

    private static Feit feit(Feitsoort soort, Set<String> onderdelen) {
        return new Feit.Afgeleid(soort, Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), null, null, null, onderdelen), GELDIG, "proef");
    }

    private static Feiten feiten(Feit... anders) {
        Map<Feitsoort, List<Feit>> alle = new HashMap<>();
        alle.put(Feitsoort.DEELNAME, List.of(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(POL), GELDIG, "proef"),
                new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(BGM), GELDIG, "proef")));
        alle.put(new Feitsoort("ART20_BESLISSING"), List.of(feit(new Feitsoort("ART20_BESLISSING"), Set.of("*"))));
        alle.put(new Feitsoort("GEEN_OPSPORINGSBELANG"), List.of(feit(new Feitsoort("GEEN_OPSPORINGSBELANG"), Set.of("*"))));
        for (Feit f : anders) {
            alle.put(f.soort(), f.soort().equals(Feitsoort.DEELNAME)
                    ? List.of(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(POL), GELDIG, "proef"), f) : List.of(f));
        }
        return new Feiten(alle.values().stream().flatMap(List::stream).toList());
    }

    private Set<ElementId> vrij(Feiten feiten) {
        Set<ElementId> vrij = new java.util.HashSet<>();
        beslisser.decide(convenant, partijen, hib(), feiten, MOMENT).lokets().get(0).elementen().forEach((id, b) -> {
            if (b.uitkomst() == Uitkomst.VRIJGEGEVEN) {
                vrij.add(id);
            }
        });
        return vrij;
    }

    private Reden reden(Feiten feiten) {
        return beslisser.decide(convenant, partijen, hib(), feiten, MOMENT).lokets().get(0).reden();
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-22T23:59:59Z, false", "2026-11-23T09:00:00Z, false", "2026-11-23T09:59:59.999Z, false",
        "2026-11-23T10:00:00Z, false", "2026-11-23T10:00:00.001Z, true", "2026-11-24T00:00:00Z, true"})
    void factWithdrawn_atOrBeforeRelease_deniesTheSameDay(Instant ingetrokken, boolean gaat) {
        Feit besluit = new Feit.Verklaring(new Feitsoort("ART20_BESLISSING"), Bereik.alles(), GELDIG, POL, "sha256:x", ingetrokken);

        assertThat(vrij(feiten(besluit)).contains(NAAM)).isEqualTo(gaat);
        assertThat(reden(feiten(besluit)).code()).isEqualTo(gaat ? Redencode.TOEGESTAAN : Redencode.ART20_BESLISSING_ONTBREEKT);
    }

    @Test
    void signingRecordWithdrawn_thisMorning_partyTakesNoPart() {
        Feit deelname = new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(BGM), GELDIG, "proef", Instant.parse("2026-11-23T09:00:00Z"));

        assertThat(vrij(feiten(deelname))).isEmpty();
        assertThat(reden(feiten(deelname)).code()).isEqualTo(Redencode.PARTIJ_GEEN_DEELNEMER);
    }

    @Test
    void factOfOneElement_leavesTheOtherWithheld() {
        assertThat(vrij(feiten(feit(new Feitsoort("ART20_BESLISSING"), Set.of(NAAM.waarde()))))).containsExactly(NAAM);
    }

    @Test
    void factOfAGroup_coversItsElementsAndNotWhatHangsUnderIt() {
        assertThat(vrij(feiten(feit(new Feitsoort("ART20_BESLISSING"), Set.of("g-een"))))).containsExactly(NAAM);
        assertThat(vrij(feiten(feit(new Feitsoort("ART20_BESLISSING"), Set.of("g-l"))))).doesNotContain(NAAM, ANDERE);
    }

    @Test
    void factOfNoPart_coversNothing() {
        assertThat(vrij(feiten(feit(new Feitsoort("ART20_BESLISSING"), Set.of())))).isEmpty();
        assertThat(vrij(feiten(feit(new Feitsoort("ART20_BESLISSING"), Set.of("*"))))).contains(NAAM, ANDERE);
    }

    @Test
    void signingRecordOfAnotherTypeOrOfAPart_partyTakesNoPart() {
        for (Bereik smal : List.of(Bereik.vanType("TERUGKOPPELING").voor(BGM),
                Proef.bereik(Set.of("*"), Set.of("*"), Set.of("*"), BGM, null, null, Set.of("g-een")))) {
            assertThat(reden(feiten(new Feit.Afgeleid(Feitsoort.DEELNAME, smal, GELDIG, "proef"))).code())
                    .isEqualTo(Redencode.PARTIJ_GEEN_DEELNEMER);
        }
    }

    @ParameterizedTest
    @CsvSource({"true, true, true", "false, true, false", "true, false, false", "false, false, false"})
    void authorisation_holdsOnlyWhenBothDesksAreDesignated(boolean afzender, boolean ontvanger, boolean houdt) {
        List<Feit> aangewezen = new ArrayList<>();
        if (afzender) {
            aangewezen.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(POL), GELDIG, "proef"));
        }
        if (ontvanger) {
            aangewezen.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(BGM), GELDIG, "proef"));
        }
        Convenant.Verstrekking regel = convenant.verstrekkingen().stream().filter(r -> r.id().equals("H-03.contact-gemeente")).findFirst().orElseThrow();
        Voorwaardentoets toets = new Voorwaardentoets(convenant, new Feiten(aangewezen), DAG, Omstandigheden.van(convenant, hib()), POL,
                hib().ontvangers().get(0), partijen.loket(BGM).orElseThrow(), new Regelzoeker.Route("HIB", null, "POL", "BGM"));

        Optional<Voorwaardentoets.Gemis> gemis = toets.gemis(regel, new Coordinaten("CONTACT", "MEDEWERKER_PARTNER", Regime.AVG, "EIGEN"), Set.of(), null);

        // the other conditions are not met either: C-AUTH ranks before them
        assertThat(gemis).isPresent();
        Voorwaarde auth = java.util.Objects.requireNonNull(convenant.voorwaarden().get("C-AUTH"));
        assertThat(gemis.get().eerste().equals(auth)).isEqualTo(!houdt);
        assertThat(auth.ontbreekt()).isEqualTo(Redencode.NIET_GEAUTORISEERD);
    }

    @Test
    void everyRuleThatAsksForAuthorisation_citesTheReadingOfIt() {
        assertThat(convenant.verstrekkingen()).allSatisfy(r -> assertThat(r.lezingen()).contains("Z-2"));
        assertThat(convenant.lezingen().get("Z-2").stand()).isEqualTo(Lezing.Stand.DICHT);
    }

    @ParameterizedTest
    @CsvSource({"politie-mn-hennepcoordinator, true", "gemeente-utrecht-burgemeester, false", "een-onbekend-loket, false"})
    void renewalStated_byALoketWithoutTheRole_isNoRenewal(String door, boolean vanKracht) {
        Looptijd verlopen = new Looptijd(Looptijd.Vorm.NA_EVALUATIE, LocalDate.of(2020, 1, 1), null, Period.ofYears(1), false, null, Set.of(), "", List.of(), List.of());
        Convenant c = Proef.met(convenant, verlopen, Map.of(Feitsoort.VERLENGING, new Convenant.Verklaarder(Set.of("POL"), false, true)));
        Feit verlenging = new Feit.Verklaring(Feitsoort.VERLENGING, Bereik.alles(), GELDIG, new LoketId(door), "sha256:x");

        assertThat(VanKracht.op(c, POL, Feiten.van(verlenging), DAG)).isEqualTo(vanKracht ? VanKracht.Stand.LOOPT : VanKracht.Stand.GEEINDIGD);
    }

    /** A rule that asks for a precision once made decide fall over an element or attachment that states none. */
    @Test
    void precisionAsked_noneStated_isWithheldAndNoError() {
        Convenant.Verstrekking r = convenant.verstrekkingen().stream().filter(x -> x.id().equals("H-03.verdachte-gemeente") && x.naar().contains("BGM"))
                .findFirst().orElseThrow();
        Convenant.Verstrekking precies = Proef.regel(r, r.id(), r.categorieen(), r.voorwaarden(), Set.of("POSTCODE"));
        Convenant c = Proef.met(convenant, List.of(precies), List.of());

        Besluit besluit = beslisser.decide(c, partijen, hib(), feiten(), MOMENT);

        assertThat(besluit.lokets().get(0).elementen().get(NAAM).reden().code()).isEqualTo(Redencode.PRECISIE_TE_HOOG);
    }
}
