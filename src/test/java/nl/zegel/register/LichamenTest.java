package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.YearMonth;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LichamenTest {
    private final Proefregister proef = new Proefregister();
    private final Lichamen lichamen = proef.register.lichamen();

    @AfterEach
    void sluit() {
        proef.close();
    }

    private static byte[] bytes(int aantal) {
        byte[] b = new byte[aantal];
        new Random(aantal).nextBytes(b);
        return b;
    }

    private UUID bewaar(byte[] b) {
        try (Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME)) {
            Proefregister.schrijf(s, b);
            return proef.register.doe(s::klaar);
        }
    }

    @Test
    void body_anySize_readsBackAsWritten() throws IOException {
        for (int aantal : new int[] {0, 1, Lichamen.BLOK - 1, Lichamen.BLOK, Lichamen.BLOK + 1, 3 * Lichamen.BLOK, 3 * Lichamen.BLOK + 17}) {
            byte[] b = bytes(aantal);
            UUID id = bewaar(b);
            try (InputStream in = lichamen.lees(id)) {
                assertThat(in.readAllBytes()).as("%d bytes", aantal).isEqualTo(b);
            }
            assertThat(lichamen.lengte(id)).contains((long) aantal);
        }
    }

    @Test
    void unfinishedBody_isInvisibleAndGoneAfterClose() {
        Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME);
        Proefregister.schrijf(s, bytes(2 * Lichamen.BLOK + 5));
        assertThat(proef.tel("lichaam_blok")).isEqualTo(2);
        assertThat(lichamen.lengte(s.id())).isEmpty();
        assertThatThrownBy(() -> lichamen.lees(s.id())).isInstanceOf(IOException.class);
        s.close();
        assertThat(proef.tel("lichaam") + proef.tel("lichaam_blok")).isZero();
    }

    @Test
    void finishedInTransactionThatRollsBack_leavesNothingAfterClose() {
        Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME);
        Proefregister.schrijf(s, bytes(Lichamen.BLOK + 5));
        assertThatThrownBy(() -> proef.register.voer(tx -> {
            s.klaar(tx);
            throw new IllegalStateException("na klaar");
        })).hasMessage("na klaar");
        assertThat(lichamen.lengte(s.id())).isEmpty();
        s.close();
        assertThat(proef.tel("lichaam") + proef.tel("lichaam_blok")).isZero();
    }

    @Test
    void durableBody_closeKeepsItAndWritingMoreIsRefused() {
        Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME);
        Proefregister.schrijf(s, bytes(10));
        UUID id = proef.register.doe(s::klaar);
        assertThatThrownBy(() -> s.bytes().write(1)).isInstanceOf(IOException.class).hasMessageContaining("written once");
        s.close();
        assertThat(lichamen.lengte(id)).contains(10L);
    }

    @Test
    void writerThatDied_isSweptAndCannotFinishAfter() {
        Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME);
        Proefregister.schrijf(s, bytes(Lichamen.BLOK + 5));
        assertThat(lichamen.veeg(Duration.ofHours(1))).isZero();
        proef.klok.vooruit(Duration.ofHours(2));
        assertThat(lichamen.veeg(Duration.ofHours(1))).isEqualTo(1);
        assertThat(proef.tel("lichaam_blok")).isZero();
        assertThatThrownBy(() -> proef.register.doe(s::klaar)).isInstanceOf(RegisterFout.class);
        assertThat(proef.tel("lichaam")).isZero();
    }

    @Test
    void sweptWhileWriting_nextBlockFailsAsIoError() {
        Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.INNAME);
        Proefregister.schrijf(s, bytes(Lichamen.BLOK + 5));
        proef.sql().sql("delete from lichaam").update();
        assertThatThrownBy(() -> s.bytes().write(bytes(Lichamen.BLOK))).isInstanceOf(IOException.class);
    }

    @Test
    void destroyedDataKey_makesBodyUnreadableAndRemovesBlocks() throws IOException {
        Sleutelrijen.Sleutelrij sleutel = sleutel("kort");
        Sleutelrijen.Sleutelrij ander = sleutel("lang");
        UUID weg = onder(sleutel);
        UUID blijft = onder(ander);
        UUID inschrijving = proef.register.doe(tx -> proef.register.sleutelrijen().vernietig(tx, sleutel.id(), "TERMIJN")).orElseThrow();
        assertThat(inschrijving).isNotNull();
        assertThatThrownBy(() -> lichamen.lees(weg)).isInstanceOf(IOException.class);
        assertThat(lichamen.lees(blijft).readAllBytes()).hasSize(9);
        assertThat(proef.tel("lichaam_blok")).isEqualTo(1);
        assertThat(proef.register.sleutelrijen().lees(sleutel.id())).isEmpty();
        assertThat(proef.register.<Boolean>doe(tx -> proef.register.sleutelrijen().vernietig(tx, sleutel.id(), "TERMIJN").isEmpty())).isTrue();
    }

    @Test
    void dataKey_sameTermAgain_isTheSameAndNotMadeTwice() {
        assertThat(sleutel("kort").id()).isEqualTo(sleutel("kort").id()).isNotEqualTo(sleutel("lang").id());
    }

    @Test
    void missingBlock_isDamageNotAShortBody() {
        UUID id = bewaar(bytes(2 * Lichamen.BLOK));
        proef.sql().sql("delete from lichaam_blok where nr = 1").update();
        assertThatThrownBy(() -> lichamen.lees(id).readAllBytes()).isInstanceOf(IOException.class).hasMessageContaining("damaged");
    }

    private Sleutelrijen.Sleutelrij sleutel(String klasse) {
        return proef.register.sleutelrijen().voor("hennep", klasse, YearMonth.of(2027, 1), id -> new Sleutelrijen.Ingepakt(new byte[] {1, 2}, "kek-1"));
    }

    private UUID onder(Sleutelrijen.Sleutelrij sleutel) {
        try (Lichaamschrijver s = lichamen.schrijf(Lichamen.Soort.DOCUMENT, new Lichamen.Slot(sleutel.id(), new byte[] {3}))) {
            Proefregister.schrijf(s, bytes(9));
            return proef.register.doe(s::klaar);
        }
    }
}
