package nl.zegel.party;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** Party files that load, and who is found in them. */
class PartijenTest extends Partijproef {
    @Test
    void party_complete_found() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        Partijen partijen = laad(Omgeving.DEMO);
        Loket loket = partijen.loket(new LoketId("alfa-loket")).orElseThrow();
        assertThat(partijen.lokets()).containsExactly(loket);
        assertThat(partijen.partij(new PartijId("alfa")).orElseThrow().oin()).contains(new Oin("00000099000000998000"));
        assertThat(partijen.bijMailadres("Slecht@Zegel.Example")).contains(loket);
        assertThat(partijen.bijSshSleutel(PUBSLEUTEL + "   een ander commentaar")).contains(loket);
        assertThat(partijen.bijCertificaat(vingerafdruk(slecht.resolve("goed.pem")), Sleuteldoel.ONDERTEKENEN, DAG)).contains(loket);
    }

    @Test
    void lookup_unknown_nobody() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        Partijen partijen = laad(Omgeving.DEMO);
        String goed = vingerafdruk(slecht.resolve("goed.pem"));
        assertThat(partijen.loket(new LoketId("iemand-anders"))).isEmpty();
        assertThat(partijen.bijMailadres("ander@zegel.example")).isEmpty();
        assertThat(partijen.bijSshSleutel("geen sleutel")).isEmpty();
        assertThat(partijen.bijSshSleutel("")).isEmpty();
        assertThat(partijen.bijCertificaat(goed, Sleuteldoel.ONTSLEUTELEN, DAG)).as("other purpose").isEmpty();
        assertThat(partijen.bijCertificaat(goed, Sleuteldoel.ONDERTEKENEN, LocalDate.of(2027, 1, 1))).as("day after the end").isEmpty();
        assertThat(partijen.bijCertificaat(goed, Sleuteldoel.ONDERTEKENEN, LocalDate.of(2025, 12, 31))).as("day before the start").isEmpty();
        assertThat(partijen.bijCertificaat(goed, Sleuteldoel.ONDERTEKENEN, LocalDate.of(2026, 12, 31))).as("last day").isPresent();
        assertThat(partijen.bijCertificaat("00", Sleuteldoel.ONDERTEKENEN, DAG)).isEmpty();
    }

    @Test
    void twoParties_sharingNothing_load() throws IOException {
        schrijf("alfa.yaml", PARTIJ);
        schrijf("beta.yaml", ANDER);
        assertThat(laad(Omgeving.DEMO).lokets()).extracting(l -> l.id().waarde()).containsExactly("alfa-loket", "beta-loket");
    }

    @Test
    void certificateThatNamesTheOinOfItsParty_loads() throws IOException {
        schrijf("alfa.yaml", PARTIJ.replace("998000", "999000").replace("goed.pem", "met-oin.pem"));
        assertThat(laad(Omgeving.DEMO).lokets()).hasSize(1);
    }

    @Test
    void outsideDemo_fingerprintsAndNoMarks_loads() throws IOException {
        schrijf("alfa.yaml", metAfdrukken(PARTIJ, "zonder-merk"));
        assertThat(laad(Omgeving.PRODUCTIE).lokets()).hasSize(1);
    }

    @Test
    void renewal_sameKeySameLoket_bothCount() throws IOException {
        schrijf("alfa.yaml", PARTIJ + "      - doel: ONDERTEKENEN\n        bestand: SLECHT/vernieuwd.pem\n        van: 2026-11-01\n");
        assertThat(laad(Omgeving.DEMO).lokets().get(0).certificaten(Sleuteldoel.ONDERTEKENEN, DAG)).hasSize(2)
                .first().extracting(Certificaat::vingerafdruk).isEqualTo(vingerafdruk(slecht.resolve("vernieuwd.pem")));
    }
}
