package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Bytes at rest: INVARIANT (no plaintext at rest), three layers of keys, binding, and moving what survives. */
class RustTest {
    private static final Voorzieningen V = Voorzieningen.snelste();
    private static final byte[] TEKST = "gegeven van een verzonnen betrokkene".getBytes(StandardCharsets.UTF_8);
    private static final Bindsel BINDSEL = new Bindsel("doc-1", "gemeente-voorbeeld", "levering", 1);
    private final Rustkluis kluis = new Rustkluis(Proef.kast(V), "rust-2026", V, Proef.TOEVAL);
    private final Bewaargroep groep = new Bewaargroep("hennep-proef", "levering", YearMonth.of(2027, 5));

    @TempDir
    Path map;

    @Test
    void storedKey_opensItsBodyAgain() throws Exception {
        Bewaarsleutel kek = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        Datasleutel sleutel = kluis.nieuweDatasleutel(kek);
        byte[] dicht = sleutel.versleutel(TEKST, BINDSEL);
        assertThat(new String(dicht, StandardCharsets.ISO_8859_1)).doesNotContain("betrokkene");
        assertThat(kluis.open(sleutel.verpakt(), kek).ontsleutel(dicht, BINDSEL)).isEqualTo(TEKST);
    }

    @Test
    void otherBinding_doesNotOpen() throws Exception {
        Datasleutel sleutel = kluis.nieuweDatasleutel(kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep));
        byte[] dicht = sleutel.versleutel(TEKST, BINDSEL);
        for (Bindsel ander : List.of(new Bindsel("doc-2", "gemeente-voorbeeld", "levering", 1), new Bindsel("doc-1", "ander", "levering", 1),
                new Bindsel("doc-1", "gemeente-voorbeeld", "besluit", 1), new Bindsel("doc-1", "gemeente-voorbeeld", "levering", 2),
                new Bindsel("doc-1g", "emeente-voorbeeld", "levering", 1))) {
            assertThatThrownBy(() -> sleutel.ontsleutel(dicht, ander)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void cutOrAlteredBody_doesNotOpen() throws Exception {
        Datasleutel sleutel = kluis.nieuweDatasleutel(kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep));
        byte[] dicht = sleutel.versleutel(TEKST, BINDSEL);
        for (int n = 0; n < dicht.length; n++) {
            byte[] kort = Arrays.copyOf(dicht, n);
            assertThatThrownBy(() -> sleutel.ontsleutel(kort, BINDSEL)).isInstanceOf(IOException.class);
            byte[] anders = dicht.clone();
            anders[n] ^= 1;
            assertThatThrownBy(() -> sleutel.ontsleutel(anders, BINDSEL)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void bodyCutAtASegment_doesNotOpen() throws Exception {
        Datasleutel sleutel = kluis.nieuweDatasleutel(kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep));
        byte[] dicht = sleutel.versleutel(new byte[300_000], BINDSEL);
        for (int n : new int[] {65_537, 131_073, 196_609}) {
            assertThatThrownBy(() -> sleutel.ontsleutel(Arrays.copyOf(dicht, n), BINDSEL)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void groupKeyGone_bodyIsGone_unlessMovedFirst() throws Exception {
        Bewaarsleutel oud = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        Bewaarsleutel nieuw = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), new Bewaargroep("hennep-proef", "bevroren", YearMonth.of(2030, 1)));
        Datasleutel sleutel = kluis.nieuweDatasleutel(oud);
        byte[] dicht = sleutel.versleutel(TEKST, BINDSEL);
        VerpakteSleutel verhuisd = kluis.herverpak(sleutel.verpakt(), oud, nieuw);
        assertThat(kluis.open(verhuisd, nieuw).ontsleutel(dicht, BINDSEL)).isEqualTo(TEKST);
        assertThatThrownBy(() -> kluis.open(sleutel.verpakt(), nieuw)).isInstanceOf(GatewayBug.class);
        Bewaarsleutel nagemaakt = new Bewaarsleutel(oud.id(), oud.groep(), oud.rustsleutel(), nieuw.verpakt());
        assertThatThrownBy(() -> kluis.open(sleutel.verpakt(), nagemaakt)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void masterKeyChanged_oldBodiesStillOpen() throws Exception {
        Bewaarsleutel kek = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        Datasleutel sleutel = kluis.nieuweDatasleutel(kek);
        byte[] dicht = sleutel.versleutel(TEKST, BINDSEL);
        Rustkluis later = new Rustkluis(Proef.kast(V), "rust-2027", V, Proef.TOEVAL);
        assertThat(later.open(sleutel.verpakt(), kek).ontsleutel(dicht, BINDSEL)).isEqualTo(TEKST);
        Bewaarsleutel over = later.herverpak(kek);
        assertThat(over.rustsleutel()).isEqualTo("rust-2027");
        assertThat(later.open(sleutel.verpakt(), over).ontsleutel(dicht, BINDSEL)).isEqualTo(TEKST);
    }

    @Test
    void groupKeyUnderOtherName_doesNotOpen() throws Exception {
        Bewaarsleutel kek = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        Bewaargroep anders = new Bewaargroep("hennep-proef", "levering", YearMonth.of(2099, 1));
        assertThatThrownBy(() -> kluis.nieuweDatasleutel(new Bewaarsleutel(kek.id(), anders, kek.rustsleutel(), kek.verpakt())))
                .isInstanceOf(GatewayBug.class);
    }

    @Test
    void texts_holdNoKey() throws Exception {
        Bewaarsleutel kek = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        Datasleutel sleutel = kluis.nieuweDatasleutel(kek);
        assertThat(sleutel).hasToString("Datasleutel");
        assertThat(kek).hasToString("Bewaarsleutel[" + kek.id() + "]");
        assertThat(sleutel.verpakt()).hasToString("VerpakteSleutel[" + kek.id() + "]");
    }

    @Test
    void intake_encryptsWithoutTheStoreAndOpensWithIt() throws Exception {
        Ontvangstkluis intake = new Ontvangstkluis(Proef.TOEVAL);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try (OutputStream in = intake.versleutel(Proef.GATEWAY_EC.certificaat(), BINDSEL, uit)) {
            in.write(TEKST);
        }
        byte[] dicht = uit.toByteArray();
        assertThat(intake.ontsleutel(Proef.kast(V), BINDSEL, dicht)).isEqualTo(TEKST);
        Bindsel ander = new Bindsel("doc-9", "", "ontvangst", 1);
        assertThatThrownBy(() -> intake.ontsleutel(Proef.kast(V), ander, dicht)).isInstanceOf(IOException.class);
        for (int i = 35; i < dicht.length; i += 5) {
            byte[] anders = dicht.clone();
            anders[i] ^= 1;
            assertThatThrownBy(() -> intake.ontsleutel(Proef.kast(V), BINDSEL, anders)).isInstanceOf(IOException.class);
        }
    }

    @Test
    void intakeForKeyThatIsNotThere_waits() throws Exception {
        ProefPki.Houder weg = ProefPki.blad("weg", ProefPki.ec("secp256r1"), Proef.CA, ProefPki.AFSPREKEN);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        new Ontvangstkluis(Proef.TOEVAL).versleutel(weg.certificaat(), BINDSEL, uit).close();
        assertThatThrownBy(() -> new Ontvangstkluis(Proef.TOEVAL).ontsleutel(Proef.kast(V), BINDSEL, uit.toByteArray())).isInstanceOf(KastDicht.class);
    }

    @Test
    void scratch_smallAndLarge_readTwiceAndLeaveNoFile() throws Exception {
        for (int lengte : new int[] {0, 10, 3_000_000}) {
            byte[] bytes = new byte[lengte];
            Proef.TOEVAL.nextBytes(bytes);
            try (Klad klad = new Klad(map, Proef.TOEVAL)) {
                try (OutputStream uit = klad.schrijf()) {
                    uit.write(bytes);
                }
                try (Stream<Path> bestanden = Files.list(map)) {
                    assertThat(bestanden).isEmpty();
                }
                assertThat(klad.open().readAllBytes()).isEqualTo(bytes);
                assertThat(klad.open().readAllBytes()).isEqualTo(bytes);
                assertThatThrownBy(klad::schrijf).isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void scratch_closedOrUnfinished_givesNothing() throws Exception {
        Klad klad = new Klad(map, Proef.TOEVAL);
        OutputStream uit = klad.schrijf();
        uit.write(TEKST);
        assertThatThrownBy(klad::open).isInstanceOf(IOException.class);
        uit.close();
        klad.close();
        assertThatThrownBy(klad::open).isInstanceOf(IOException.class);
    }

    @Test
    void commitment_isTheDocumentedHashAndBindsKindNonceAndBytes() throws Exception {
        byte[] nonce = new byte[32];
        nonce[31] = 7;
        Vastlegging v = Vastlegging.leg("manifest", nonce, TEKST);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.write("zegel-vastlegging-1\nmanifest\n".getBytes(StandardCharsets.US_ASCII));
        bytes.write(nonce);
        bytes.write(TEKST);
        assertThat(v.hex()).isEqualTo(java.util.HexFormat.of().formatHex(
                java.security.MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray())));
        assertThat(v.klopt("manifest", nonce, TEKST)).isTrue();
        assertThat(v.klopt("document", nonce, TEKST)).isFalse();
        assertThat(v.klopt("manifest", new byte[32], TEKST)).isFalse();
        assertThat(v.klopt("manifest", nonce, new byte[0])).isFalse();
        assertThatThrownBy(() -> Vastlegging.leg("Manifest\n", nonce, TEKST)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Vastlegging.leg("manifest", new byte[16], TEKST)).isInstanceOf(IllegalArgumentException.class);
        assertThat(Vastlegging.nieuweNonce(Proef.TOEVAL)).hasSize(32).isNotEqualTo(Vastlegging.nieuweNonce(Proef.TOEVAL));
    }

    @Test
    void pseudonym_changesWithKindValueAndPeriod() throws Exception {
        Instant grens = Instant.parse("2027-01-01T00:00:00Z");
        Pseudonimiseerder p = new Pseudonimiseerder(Proef.kast(V), List.of(new Pseudonimiseerder.Periode("ps-2027", grens),
                new Pseudonimiseerder.Periode("ps-2026", ProefPki.VAN)), V);
        Pseudonimiseerder.Pseudoniem nu = p.maak("bsn", "999990019", ProefPki.NU);
        assertThat(nu.sleutel()).isEqualTo("ps-2026");
        assertThat(p.maak("bsn", "999990019", grens).sleutel()).isEqualTo("ps-2027");
        assertThat(p.alle("bsn", "999990019")).hasSize(2).contains(nu);
        assertThat(p.alle("bsn", "999990020")).doesNotContain(nu);
        assertThat(p.alle("kenteken", "999990019")).doesNotContain(nu);
        assertThat(nu.hex()).doesNotContain("999990019");
        assertThatThrownBy(() -> p.maak("bsn", "999990019", Instant.EPOCH)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void damagedWrappedKey_isABug() throws Exception {
        Bewaarsleutel kek = kluis.nieuweBewaarsleutel(java.util.UUID.randomUUID().toString(), groep);
        VerpakteSleutel goed = kluis.nieuweDatasleutel(kek).verpakt();
        byte[] anders = goed.verpakt().clone();
        anders[20] ^= 1;
        assertThatThrownBy(() -> kluis.open(new VerpakteSleutel(kek.id(), anders), kek)).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> kluis.open(new VerpakteSleutel(kek.id(), new byte[3]), kek)).isInstanceOf(GatewayBug.class);
    }
}
