package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class VerstrekkingenTest {
    private static final Verstrekkingen.Inzage INZAGE = new Verstrekkingen.Inzage("p-17", "privacyfunctionaris", "AVG15");
    private static final Zoeksleutel BSN = Zoeksleutel.bsn("999990019").orElseThrow();

    private final Proefregister proef = new Proefregister();
    private final Verstrekkingen verstrekkingen = proef.register.verstrekkingen();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private static Verstrekkingen.Verstrekking van(UUID levering, List<String> regels, Zoeksleutel... sleutels) {
        return new Verstrekkingen.Verstrekking(levering, Verstrekkingen.Handeling.VERSTREKKEN, Proefregister.POLITIE, Proefregister.UTRECHT,
                "OPENBARE_ORDE", List.of("Wpg 20"), "hennep-midden-nederland-2024", "1", "ef".repeat(32), regels, List.of("NAW", "GEBDAT"),
                List.of("EIGEN"), "VERDACHTE", Set.of(sleutels));
    }

    private UUID leg(Zoeksleutel... sleutels) {
        UUID levering = UUID.randomUUID();
        proef.register.voer(tx -> verstrekkingen.leg(tx, List.of(van(levering, List.of("H-01"), sleutels))));
        return levering;
    }

    private List<UUID> zoek(Zoeksleutel sleutel) {
        return proef.register.doe(tx -> verstrekkingen.zoek(tx, sleutel, INZAGE)).stream().map(Verstrekkingen.Gevonden::levering).toList();
    }

    @Test
    void disclosure_isFoundByEachKeyHoweverItWasSpelled() {
        UUID levering = leg(BSN, Zoeksleutel.naam("Voorbeéld", LocalDate.of(1990, 1, 31)).orElseThrow(),
                Zoeksleutel.adres("3511 ab", "12", "A").orElseThrow(), Zoeksleutel.kenteken("AB-12-CD").orElseThrow());
        assertThat(zoek(Zoeksleutel.bsn("9999.90.019").orElseThrow())).containsExactly(levering);
        assertThat(zoek(Zoeksleutel.naam("VOORBEELD ", LocalDate.of(1990, 1, 31)).orElseThrow())).containsExactly(levering);
        assertThat(zoek(Zoeksleutel.adres("3511AB", "12", "a").orElseThrow())).containsExactly(levering);
        assertThat(zoek(Zoeksleutel.kenteken("ab12cd").orElseThrow())).containsExactly(levering);
    }

    @Test
    void severalInOneGo_eachHasItsOwnEntryAndIsFoundByItsOwnKeys() {
        Zoeksleutel ander = Zoeksleutel.bsn("999990020").orElseThrow();
        UUID een = UUID.randomUUID();
        UUID twee = UUID.randomUUID();
        List<UUID> entries = proef.register.doe(tx -> verstrekkingen.leg(tx, List.of(van(een, List.of("H-01"), BSN), van(twee, List.of("H-02"), ander))));
        assertThat(zoek(BSN)).containsExactly(een);
        assertThat(zoek(ander)).containsExactly(twee);
        assertThat(verstrekkingen.vanLevering(een)).extracting(Verstrekkingen.Gevonden::inschrijving).containsExactly(entries.get(0));
        assertThat(verstrekkingen.vanLevering(twee)).extracting(Verstrekkingen.Gevonden::inschrijving).containsExactly(entries.get(1));
        proef.register.voer(tx -> {
            assertThat(proef.register.inschrijvingen().lees(tx, entries.get(0)).inhoud()).contains("H-01").contains(een.toString());
            assertThat(proef.register.inschrijvingen().lees(tx, entries.get(1)).inhoud()).contains("H-02").contains(twee.toString());
        });
    }

    @Test
    void oneOfSeveralWithoutRule_noneIsLaid() {
        assertThatThrownBy(() -> proef.register.voer(tx -> verstrekkingen.leg(tx,
                List.of(van(UUID.randomUUID(), List.of("H-01"), BSN), van(UUID.randomUUID(), List.of(), BSN))))).isInstanceOf(GatewayBug.class);
        assertThat(zoek(BSN)).isEmpty();
        assertThat(proef.tel("verstrekking")).isZero();
    }

    @Test
    void search_ofSomebodyElse_findsNothing() {
        leg(BSN, Zoeksleutel.naam("Voorbeeld", LocalDate.of(1990, 1, 31)).orElseThrow());
        assertThat(zoek(Zoeksleutel.bsn("999990020").orElseThrow())).isEmpty();
        assertThat(zoek(Zoeksleutel.naam("Voorbeeld", LocalDate.of(1990, 2, 1)).orElseThrow())).isEmpty();
        assertThat(zoek(Zoeksleutel.kenteken("999990019").orElseThrow())).as("another index").isEmpty();
    }

    @Test
    void search_afterTheKeyOfThePeriodChanged_findsBothPeriods() {
        UUID oud = leg(BSN);
        proef.pseudoniemen.nu = "2027";
        UUID nieuw = leg(BSN);
        assertThat(zoek(BSN)).containsExactlyInAnyOrder(oud, nieuw);
    }

    @Test
    void search_isItselfAnEntryWithReasonAndWithoutValue() {
        leg(BSN);
        zoek(BSN);
        String inhoud = proef.sql().sql("select inhoud from inschrijving where soort = 'INZAGE'").query(String.class).single();
        assertThat(inhoud).contains("\"reden\":\"AVG15\"", "\"treffers\":1").doesNotContain("999990019");
    }

    @Test
    void database_holdsNoSearchedValueInAnyColumn() {
        leg(BSN, Zoeksleutel.naam("Voorbeeld", LocalDate.of(1990, 1, 31)).orElseThrow());
        for (String tabel : List.of("verstrekking", "betrokkene_index", "inschrijving")) {
            String alles = String.join("\n", proef.sql().sql("select t::text from " + tabel + " t").query(String.class).list());
            assertThat(alles).isNotEmpty().doesNotContain("999990019").doesNotContainIgnoringCase("voorbeeld").doesNotContain("1990-01-31");
        }
    }

    @Test
    void release_whoseDisclosureFails_doesNotHappen() {
        proef.sql().sql("create function breek() returns trigger language plpgsql as $$ begin raise exception 'stuk'; end $$").update();
        proef.sql().sql("create trigger breek before insert on betrokkene_index for each row execute function breek()").update();
        UUID ontvangst = proef.ontvang((byte) 1);
        long lichamen = proef.tel("lichaam");
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            Lichaamschrijver lichaam = proef.register.lichamen().schrijf(Lichamen.Soort.LEVERING);
            Proefregister.schrijf(lichaam, new byte[] {1});
            UUID levering = UUID.randomUUID();
            verstrekkingen.leg(tx, List.of(van(levering, List.of("H-01"), BSN)));
            proef.register.werk().verschuldig(tx, new Werk.Nieuw(levering, Werk.Soort.DOCUMENT, ontvangst, Proefregister.UTRECHT,
                    nl.zegel.party.Kanaal.SFTP, lichaam.klaar(tx), null, "x.p7m", new Werk.Zegel(1, "ab".repeat(32)), tx.nu(), tx.nu().plusSeconds(60)));
        })).isInstanceOf(RegisterFout.class);
        assertThat(proef.tel("werk") + proef.tel("verstrekking") + proef.tel("inschrijving")).isZero();
        assertThat(proef.tel("lichaam")).isEqualTo(lichamen);
    }

    /** INVARIANT (no log, no release). */
    @Test
    void release_withoutADisclosureLine_isABugAndNothingIsDurable() {
        UUID ontvangst = proef.ontvang((byte) 1);
        leg(BSN);
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            Lichaamschrijver lichaam = proef.register.lichamen().schrijf(Lichamen.Soort.LEVERING);
            Proefregister.schrijf(lichaam, new byte[] {1});
            proef.register.werk().verschuldig(tx, new Werk.Nieuw(UUID.randomUUID(), Werk.Soort.DOCUMENT, ontvangst, Proefregister.UTRECHT,
                    nl.zegel.party.Kanaal.SFTP, lichaam.klaar(tx), null, "x.p7m", new Werk.Zegel(1, "ab".repeat(32)), tx.nu(), tx.nu().plusSeconds(60)));
        })).isInstanceOf(GatewayBug.class).hasMessageContaining("without a disclosure line");
        assertThat(proef.tel("werk")).isZero();
    }

    @Test
    void disclosure_withoutRule_isABug() {
        assertThatThrownBy(() -> proef.register.voer(tx -> verstrekkingen.leg(tx, List.of(van(UUID.randomUUID(), List.of(), BSN)))))
                .isInstanceOf(GatewayBug.class);
        assertThat(proef.tel("verstrekking")).isZero();
    }

    @Test
    void delivery_listsItsLines() {
        UUID levering = leg(BSN);
        assertThat(verstrekkingen.vanLevering(levering)).singleElement().satisfies(v -> {
            assertThat(v.categorieen()).containsExactly("NAW", "GEBDAT");
            assertThat(v.grondslagen()).containsExactly("Wpg 20");
            assertThat(v.ontvanger()).isEqualTo(Proefregister.UTRECHT);
        });
        assertThat(verstrekkingen.vanLevering(UUID.randomUUID())).isEmpty();
    }

    @Test
    void searchKey_unusableText_isEmptyAndNeverShown() {
        assertThat(Zoeksleutel.bsn("1234")).isEmpty();
        assertThat(Zoeksleutel.adres("geen", "1", "")).isEmpty();
        assertThat(Zoeksleutel.naam(" - ", LocalDate.EPOCH)).isEmpty();
        assertThat(Zoeksleutel.kenteken("--")).isEmpty();
        assertThat(Zoeksleutel.bsn("12345678").orElseThrow().genormaliseerd()).isEqualTo("012345678");
        assertThat(BSN.toString()).doesNotContain("999");
    }
}
