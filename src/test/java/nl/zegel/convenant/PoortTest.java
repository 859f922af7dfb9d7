package nl.zegel.convenant;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Regime;
import nl.zegel.document.Vorm;
import nl.zegel.party.Geldigheid;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is refused before any rule is tried, one reason at a time; each was a mutant that lived. */
class PoortTest {
    private static final Path HENNEP = Path.of("config/convenanten/hennep-midden-nederland-2024.yaml");
    private static final Instant MOMENT = Instant.parse("2026-11-23T10:00:00Z");
    private static final LocalDate DAG = LocalDate.of(2026, 11, 23);
    private static final Geldigheid GELDIG = new Geldigheid(DAG.minusDays(9), DAG.plusDays(9));
    private static final String POL = "politie-mn-hennepcoordinator";
    private static final String BGM = "gemeente-utrecht-burgemeester";
    private static final Vorm.OntvangerVorm NAAR_BGM = new Vorm.OntvangerVorm(new LoketId(BGM), true, Set.of());

    private final Convenant convenant = Convenanten.lees(HENNEP.toString(), Files.readAllBytes(HENNEP));
    private final Partijen partijen = Proef.partijen(List.of(new LoketId(POL), new LoketId(BGM)));
    private final Beslisser beslisser = new Beslisser(Set.of("toelichting"));

    PoortTest() throws IOException {}

    private static Vorm.ElementVorm element(int nummer, String term, Coordinaten c, @Nullable String code) {
        return new Vorm.ElementVorm(Proef.id(nummer), term, c, code, null, Set.of(), Set.of());
    }

    private static Vorm vorm(String soort, String convenant, String afzender, @Nullable String stap, String doel, List<Vorm.OntvangerVorm> naar, String sector) {
        Coordinaten feit = new Coordinaten("FEIT", "GEEN", Regime.WPG8, "EIGEN");
        Coordinaten naw = new Coordinaten("NAW", "VERDACHTE", Regime.WPG8, "EIGEN");
        return new Vorm(Vorm.VERSIE, soort, convenant, new LoketId(afzender), stap, doel, naar, Set.of(), List.of(
                new Vorm.GroepVorm("g-l", "LOCATIE", null, null, List.of(element(1, "gemeentecode", feit, "0344"), element(2, "sector", feit, sector),
                        element(3, "toelichting", feit, null))),
                new Vorm.GroepVorm("g-v", "BETROKKENE", "VERDACHTE", "g-l", List.of(element(4, "achternaam", naw, null))),
                new Vorm.GroepVorm("g-k", "BETROKKENE", "KIND", "g-l", List.of(element(5, "achternaam", naw, null)))),
                List.of(new Vorm.BijlageVorm(Proef.id(9), "image/png", List.of(naw))));
    }

    private Besluit besluit(Vorm vorm) {
        List<Feit> feiten = new ArrayList<>();
        List.of(POL, BGM).forEach(l -> feiten.add(new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(new LoketId(l)), GELDIG, "proef")));
        List.of(new Feitsoort("ART20_BESLISSING"), new Feitsoort("GEEN_OPSPORINGSBELANG")).forEach(s -> feiten.add(new Feit.Afgeleid(s, Bereik.alles(), GELDIG, "proef")));
        return beslisser.decide(convenant, partijen, vorm, new Feiten(feiten), MOMENT);
    }

    @Test
    void document_thatFits_isNotRefusedAndReleases() {
        Besluit b = besluit(vorm("HIB", convenant.id(), POL, null, "BESTUURLIJKE_MAATREGEL", List.of(NAAR_BGM), "ILLEGAAL"));

        assertThat(b.weigering()).isNull();
        assertThat(b.lokets().get(0).elementen().get(Proef.id(4)).uitkomst()).isEqualTo(Uitkomst.VRIJGEGEVEN);
        assertThat(b.lokets().get(0).elementen().get(Proef.id(9)).uitkomst()).isEqualTo(Uitkomst.VRIJGEGEVEN);
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        "HIB, een-ander-convenant, politie-mn-hennepcoordinator, -, BESTUURLIJKE_MAATREGEL, ILLEGAAL, CONVENANT_NIET_VAN_KRACHT, -, 17.3",
        "ONBEKEND, hennep-midden-nederland-2024, politie-mn-hennepcoordinator, -, BESTUURLIJKE_MAATREGEL, ILLEGAAL, BERICHTTYPE_ONBEKEND, -, -",
        "HIB, hennep-midden-nederland-2024, een-onbekend-loket, -, BESTUURLIJKE_MAATREGEL, ILLEGAAL, PARTIJ_GEEN_DEELNEMER, -, 17.3",
        "HIB, hennep-midden-nederland-2024, gemeente-utrecht-burgemeester, -, BESTUURLIJKE_MAATREGEL, ILLEGAAL, ROL_MAG_NIET_VERSTREKKEN, -, 4.8",
        "HIB, hennep-midden-nederland-2024, politie-mn-hennepcoordinator, -, NIEUWSGIERIGHEID, ILLEGAAL, DOEL_NIET_TOEGESTAAN, -, 4.8",
        "HIB, hennep-midden-nederland-2024, politie-mn-hennepcoordinator, EEN, BESTUURLIJKE_MAATREGEL, ILLEGAAL, STAP_NIET_BEREIKT, -, 4.8",
        "HIB, hennep-midden-nederland-2024, politie-mn-hennepcoordinator, -, BESTUURLIJKE_MAATREGEL, LEGAAL, DOEL_NIET_TOEGESTAAN, N-sector, 2"})
    void document_thatDoesNotFit_isRefusedAsAWhole(
            String soort, String id, String afzender, @Nullable String stap, String doel, String sector, Redencode code, @Nullable String regel,
            @Nullable String artikel) {
        Besluit b = besluit(vorm(soort, id, afzender, stap, doel, List.of(NAAR_BGM), sector));

        assertThat(b.weigering()).isNotNull();
        assertThat(b.weigering().code()).isEqualTo(code);
        assertThat(b.weigering().regel()).isEqualTo(regel);
        assertThat(b.weigering().artikelen()).isEqualTo(artikel == null ? List.of() : List.of(artikel));
        assertThat(b.lokets()).isEmpty();
    }

    @Test
    void recipient_thatCannotReceive_getsNothingWithItsReason() {
        Map<Redencode, List<Vorm.OntvangerVorm>> gevallen = Map.of(
                Redencode.AFZENDER_IS_ONTVANGER, List.of(new Vorm.OntvangerVorm(new LoketId(POL), true, Set.of())),
                Redencode.ONTVANGER_UITGESLOTEN, List.of(NAAR_BGM, NAAR_BGM),
                Redencode.NOODZAAK_ONTBREEKT, List.of(new Vorm.OntvangerVorm(new LoketId(BGM), true, Set.of("BSN"))),
                Redencode.PARTIJ_GEEN_DEELNEMER, List.of(new Vorm.OntvangerVorm(new LoketId("stedin-fraude"), true, Set.of())));
        gevallen.forEach((code, naar) -> assertThat(besluit(vorm("HIB", convenant.id(), POL, null, "BESTUURLIJKE_MAATREGEL", naar, "ILLEGAAL")).lokets())
                .as(code.name()).isNotEmpty().allSatisfy(l -> {
                    assertThat(l.reden().code()).isEqualTo(code);
                    assertThat(l.ietsVrij()).isFalse();
                }));
    }

    @Test
    void freeTextAndAPersonInAnothersPlace_areWithheld() {
        var elementen = besluit(vorm("HIB", convenant.id(), POL, null, "BESTUURLIJKE_MAATREGEL", List.of(NAAR_BGM), "ILLEGAAL")).lokets().get(0).elementen();

        assertThat(elementen.get(Proef.id(3)).reden().code()).isEqualTo(Redencode.VRIJE_TEKST_NIET_VRIJGEGEVEN);
        assertThat(elementen.get(Proef.id(5)).reden().code()).isEqualTo(Redencode.BETROKKENE_CATEGORIE_NIET_TOEGESTAAN);
        assertThat(elementen.get(Proef.id(5)).reden().dichtstbijzijnde()).startsWith("H-03");
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", value = {
        // shape, first day, last day, notice per, day after, signed on, in force
        "ONBEPAALD, 2026-11-23, -, -, false, -, true",
        "ONBEPAALD, 2026-11-24, -, -, false, -, false",
        "ONBEPAALD, 2026-01-01, -, 2026-11-24, false, -, true",
        "ONBEPAALD, 2026-01-01, -, 2026-11-23, false, -, false",
        "EINDDATUM, 2026-01-01, 2026-11-23, -, false, -, true",
        "EINDDATUM, 2026-01-01, 2026-11-22, -, false, -, false",
        "STILZWIJGEND, -, -, -, false, -, false",
        "STILZWIJGEND, -, -, -, true, 2026-11-22, true",
        "STILZWIJGEND, -, -, -, true, 2026-11-23, false",
        "STILZWIJGEND, -, -, -, false, 2026-11-23, true",
        "NA_EVALUATIE, 2025-11-24, -, -, false, -, true",
        "NA_EVALUATIE, 2025-11-23, -, -, false, -, false"})
    void convenant_onTheDay_isInForceOnlyIfProvablySo(
            Looptijd.Vorm soort, @Nullable LocalDate van, @Nullable LocalDate tot, @Nullable LocalDate opgezegd, boolean dagErna,
            @Nullable LocalDate getekend, boolean vanKracht) {
        Looptijd looptijd = new Looptijd(soort, van, tot, Period.ofYears(1), dagErna, opgezegd, Set.of("ALLEN"), "", List.of(), List.of());
        Convenant c = Proef.met(convenant, looptijd, Map.of());
        Feiten feiten = getekend == null ? Feiten.geen() : Feiten.van(
                new Feit.Afgeleid(Feitsoort.ONDERTEKENING, Bereik.alles().metWaarde("ALLEN"), new Geldigheid(getekend.minusDays(3), null), "eerste"),
                new Feit.Afgeleid(Feitsoort.ONDERTEKENING, Bereik.alles().metWaarde("ALLEN"), new Geldigheid(getekend, null), "laatste"));

        assertThat(c.vanKracht(feiten, DAG)).isEqualTo(vanKracht);
    }

    @Test
    void renewalOfOneDocumentType_isNoRenewalOfTheConvenant() {
        Looptijd looptijd = new Looptijd(Looptijd.Vorm.NA_EVALUATIE, LocalDate.of(2020, 1, 1), null, Period.ofYears(1), false, null, Set.of(), "", List.of(), List.of());
        Convenant c = Proef.met(convenant, looptijd, Map.of());

        assertThat(c.vanKracht(Feiten.van(new Feit.Afgeleid(Feitsoort.VERLENGING, Bereik.vanType("HIB"), GELDIG, "proef")), DAG)).isFalse();
        assertThat(c.vanKracht(Feiten.van(new Feit.Afgeleid(Feitsoort.VERLENGING, Bereik.alles(), GELDIG, "proef")), DAG)).isTrue();
    }

    /** One part may go, another waits: then the attachment waits. */
    @Test
    void attachmentOfWhichOnePartWaits_waits() {
        Convenant.Verstrekking r = convenant.verstrekkingen().stream().filter(x -> x.id().equals("H-03.verdachte-gemeente") && x.naar().contains("BGM"))
                .findFirst().orElseThrow();
        List<Convenant.Verstrekking> regels = List.of(Proef.regel(r, r.id() + "NAW", Set.of("NAW"), Map.of(), Set.of()), Proef.regel(r, r.id() + "TEL", Set.of("TEL"), Map.of(java.util.Objects.requireNonNull(convenant.voorwaarden().get("C-HAND")), "7.1"), Set.of()));
        Convenant c = Proef.met(convenant, regels, List.of());
        Vorm v = vorm("HIB", convenant.id(), POL, null, "BESTUURLIJKE_MAATREGEL", List.of(NAAR_BGM), "ILLEGAAL");
        Vorm metBijlage = Proef.met(v, v.ontvangers(), Set.of(), v.groepen(),
                List.of(new Vorm.BijlageVorm(Proef.id(9), "image/png", List.of(new Coordinaten("NAW", "VERDACHTE", Regime.WPG8, "EIGEN"),
                        new Coordinaten("TEL", "VERDACHTE", Regime.WPG8, "EIGEN")))));
        Feiten deelname = new Feiten(List.of(POL, BGM).stream()
                .map(l -> (Feit) new Feit.Afgeleid(Feitsoort.DEELNAME, Bereik.vanLoket(new LoketId(l)), GELDIG, "proef")).toList());

        var besluit = beslisser.decide(c, partijen, metBijlage, deelname, MOMENT).lokets().get(0).elementen();

        assertThat(besluit.get(Proef.id(4)).uitkomst()).isEqualTo(Uitkomst.VRIJGEGEVEN);
        assertThat(besluit.get(Proef.id(9)).uitkomst()).isEqualTo(Uitkomst.WACHT);
    }
}
