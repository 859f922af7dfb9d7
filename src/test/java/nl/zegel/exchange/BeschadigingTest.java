package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import nl.zegel.register.Inschrijving.Soort;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Vervolg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Received bytes that are no longer what was received stop for a person; what is only away is tried again, and not in silence. */
class BeschadigingTest {
    @TempDir
    Path map;

    private Proefhuis huis;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "update lichaam_blok set bytes = set_byte(bytes, 0, get_byte(bytes, 0) # 1)",
        "update lichaam_blok set bytes = set_byte(bytes, 120, get_byte(bytes, 120) # 1)",
        "update lichaam_blok set bytes = set_byte(bytes, 400, get_byte(bytes, 400) # 1)",
        "update lichaam_blok set bytes = set_byte(bytes, length(bytes) - 1, get_byte(bytes, length(bytes) - 1) # 1)",
        "update lichaam_blok set bytes = substring(bytes for length(bytes) - 20)",
        "update lichaam_blok set bytes = substring(bytes for 40)",
        "update lichaam_blok set bytes = bytes || bytes",
        "delete from lichaam_blok",
        "update ontvangst set aanvoer = set_byte(aanvoer, length(aanvoer) - 1, get_byte(aanvoer, length(aanvoer) - 1) # 1)",
        "update ontvangst set aanvoer = set_byte(aanvoer, 3, get_byte(aanvoer, 3) # 1)"})
    void receivedBytesThatWereAltered_areQuarantinedWithAlarm(String opdracht) throws Exception {
        UUID id = ontvangen();
        huis.sql(opdracht);
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.rij(id).staat()).isEqualTo(Staat.QUARANTAINE);
        assertThat(huis.rij(id).code()).isEqualTo("INNAME_BESCHADIGD");
        assertThat(huis.inschrijvingen(id, Soort.QUARANTAINE)).singleElement().asString().contains("INNAME_BESCHADIGD");
        assertThat(huis.alarmcodes).containsExactly("INNAME_BESCHADIGD");
        assertThat(huis.register.werk().vanOntvangst(id)).isEmpty();
    }

    @Test
    void damageOfWhatWaits_alarmsAndTheWaitGoesOnToItsDeadline() throws Exception {
        huis.start(Wachtproef.feiten(map, "casus", Wachtproef.CASUS));
        Ontvangst rij = huis.dienIn(Wachtproef.om(STEDIN), Proefhuis.OM);
        assertThat(rij.staat()).isEqualTo(Staat.WACHT);
        huis.sql("update lichaam_blok set bytes = set_byte(bytes, 400, get_byte(bytes, 400) # 1)");
        assertThat(huis.verwerker.verwerk(rij.id())).isInstanceOf(Vervolg.Klaar.class);
        assertThat(huis.rij(rij.id()).staat()).isEqualTo(Staat.WACHT);
        assertThat(huis.alarmcodes).containsExactly("INNAME_BESCHADIGD");
    }

    /** The schedule tries again, ever less often, and a person hears of it every day. */
    @Test
    void whatIsOnlyAway_isTriedAgainWithGrowingWaits_andADailyAlarm() throws Exception {
        UUID id = ontvangen();
        huis.weg = true;
        assertThat(wacht(id)).isEqualTo(Duration.ofSeconds(30));
        assertThat(huis.alarmcodes).isEmpty();
        huis.klok.vooruit(Duration.ofMinutes(12));
        assertThat(wacht(id)).isBetween(Duration.ofMinutes(3), Duration.ofSeconds(181));
        assertThat(huis.alarmcodes).isEmpty();
        huis.klok.vooruit(Duration.ofHours(5));
        assertThat(wacht(id)).isEqualTo(Duration.ofMinutes(15));
        assertThat(wacht(id)).isEqualTo(Duration.ofMinutes(15));
        assertThat(huis.alarmcodes).containsExactly("VERWERKEN_STOKT");
        huis.klok.vooruit(Duration.ofDays(1));
        wacht(id);
        assertThat(huis.alarmcodes).containsExactly("VERWERKEN_STOKT", "VERWERKEN_STOKT");
        assertThat(huis.rij(id).staat()).isEqualTo(Staat.ONTVANGEN);
        huis.weg = false;
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void bytesThatNobodyCanAuthenticate_leaveTheirDigest() throws Exception {
        byte[] rommel = "geen bericht".getBytes(StandardCharsets.UTF_8);
        UUID id = huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), rommel);
        Ontvangst rij = huis.verwerk(id);
        assertThat(rij.staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
        assertThat(rij.lichaam()).isNull();
        UUID bind = IntakeDienst.bind(rij.aanvoer());
        byte[] vorm = huis.ontvangstkluis.ontsleutel(huis.kast, IntakeDienst.bindsel(bind, "aanvoer"), IntakeDienst.zonderBind(rij.aanvoer()));
        assertThat(AanvoerVorm.sha256(vorm)).isEqualTo(MessageDigest.getInstance("SHA-256").digest(rommel));
        assertThat(AanvoerVorm.lees(vorm)).isEqualTo(new Aanvoer.Sftp(POLITIE, "x.p7m"));
    }

    private Duration wacht(UUID id) {
        Instant nu = huis.klok.instant();
        return Duration.between(nu, ((Vervolg.Opnieuw) huis.verwerker.verwerk(id)).op());
    }

    private UUID ontvangen() throws IOException {
        return huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(
                Proefhuis.voorbeeld("hib-01-flat.xml").getBytes(StandardCharsets.UTF_8), Proefhuis.sleutel(POLITIE.waarde(), "ondertekenen")));
    }
}
