package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Its own server, in its own folder: it is killed. */
class IngebouwdePostgresTest {
    private static final Path MAP = Path.of("target", "postgres-kill").toAbsolutePath();

    private IngebouwdePostgres server;

    IngebouwdePostgresTest() throws IOException {
        Proefdatabase.weg(MAP);
        server = IngebouwdePostgres.start(MAP, Proefdatabase.PROGRAMMAS, 0, new SecureRandom());
    }

    @AfterEach
    void sluit() throws IOException {
        server.close();
    }

    @Test
    void server_isDurableOnLoopbackOnlyAndTakesNoLoginWithoutPassword() throws IOException {
        Toegang t = server.toegang();
        try (Bron bron = Bron.open(t, 1)) {
            JdbcClient db = JdbcClient.create(bron.bron());
            for (String aan : List.of("fsync", "synchronous_commit", "full_page_writes", "data_checksums")) {
                assertThat(db.sql("show " + aan).query(String.class).single()).as(aan).isEqualTo("on");
            }
            assertThat(db.sql("show listen_addresses").query(String.class).single()).isEqualTo("127.0.0.1");
            assertThat(db.sql("show unix_socket_directories").query(String.class).single()).isEmpty();
            assertThat(db.sql("select distinct auth_method from pg_hba_file_rules").query(String.class).list()).containsExactly("scram-sha-256");
            assertThat(db.sql("select rolpassword like 'SCRAM-SHA-256$%' from pg_authid where rolname = 'zegel'").query(Boolean.class).single()).isTrue();
        }
        assertThatThrownBy(() -> DriverManager.getConnection(t.url(), "zegel", "")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> DriverManager.getConnection(t.url(), "zegel", "fout")).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> Bron.open(new Toegang(t.url(), "zegel", "fout"), 1)).isInstanceOf(RegisterFout.class)
                .hasMessageNotContaining("fout;").hasMessageContaining("cannot be reached");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(MAP.resolve("wachtwoord")))).isEqualTo("rw-------");
        assertThat(t.toString()).doesNotContain(t.wachtwoord());
    }

    @Test
    void serverKilled_everyAcknowledgedRowIsThereAfterRestart() throws IOException {
        List<UUID> bevestigd = new ArrayList<>();
        try (Proefregister proef = gemigreerd()) {
            for (int i = 0; i < 40; i++) {
                bevestigd.add(proef.ontvang((byte) i));
            }
            Lichaamschrijver half = proef.register.lichamen().schrijf(Lichamen.Soort.INNAME);
            Proefregister.schrijf(half, new byte[Lichamen.BLOK + 1]);
            proef.register.logboek().nummer();
            dood();
            assertThatThrownBy(() -> proef.ontvang((byte) 99)).isInstanceOf(RegisterFout.class);
        }
        herstart();
        try (Proefregister proef = new Proefregister(server.toegang())) {
            for (UUID id : bevestigd) {
                Ontvangsten.Ontvangst rij = proef.register.ontvangsten().lees(id).orElseThrow();
                assertThat(proef.register.lichamen().lees(rij.lichaam()).readAllBytes()).hasSize(1);
            }
            assertThat(proef.tel("ontvangst")).isEqualTo(40);
            assertThat(proef.tel("scheduled_tasks")).isEqualTo(40);
            proef.inschrijving(1);
            assertThat(proef.register.logboek().nummer()).isEqualTo(1);
        }
    }

    @Test
    void gatewayGoneWithServerAlive_nextStartAdoptsIt() throws IOException {
        try (Proefregister proef = gemigreerd()) {
            proef.ontvang((byte) 1);
        }
        long pid = server.pid();
        server.laatLos();
        server = IngebouwdePostgres.start(MAP, Proefdatabase.PROGRAMMAS, 0, new SecureRandom());
        assertThat(server.overgenomen()).isTrue();
        assertThat(server.pid()).isEqualTo(pid);
        try (Proefregister proef = new Proefregister(server.toegang())) {
            assertThat(proef.tel("ontvangst")).isEqualTo(1);
        }
    }

    @Test
    void folderInUse_secondStartSaysSoInOneSentence() {
        assertThatThrownBy(() -> IngebouwdePostgres.start(MAP, Proefdatabase.PROGRAMMAS, 0, new SecureRandom())).isInstanceOf(IOException.class)
                .hasMessageContaining("al in gebruik door een andere Zegel");
    }

    @Test
    void databaseSetNotToWaitForTheDisk_sessionWaitsAllTheSame() throws IOException {
        try (Bron bron = Bron.open(server.toegang(), 1)) {
            JdbcClient.create(bron.bron()).sql("alter database zegel set synchronous_commit = off").update();
        }
        try (Bron bron = Bron.open(server.toegang(), 1)) {
            assertThat(JdbcClient.create(bron.bron()).sql("show synchronous_commit").query(String.class).single())
                    .as("the session sets it whatever the database says").isEqualTo("on");
        }
    }

    @Test
    void marksOfTheSchedule_alone_doNotWaitForTheDisk() {
        try (Bron bron = Bron.open(server.toegang(), 1)) {
            assertThat(JdbcClient.create(bron.merken()).sql("show synchronous_commit").query(String.class).single()).isEqualTo("off");
            assertThat(JdbcClient.create(bron.bron()).sql("show synchronous_commit").query(String.class).single()).isEqualTo("on");
        }
    }

    @Test
    void serverLog_holdsNoRowOfAStatementThatFailed() throws IOException {
        try (Proefregister proef = gemigreerd()) {
            String teken = "merk-4711";
            assertThatThrownBy(() -> proef.sql().sql("insert into loket_controlepunt values (?, 0, null)").param(teken).update())
                    .isInstanceOf(Exception.class);
            proef.sql().sql("insert into loket_controlepunt values (?, 0, '')").param(teken).update();
            assertThatThrownBy(() -> proef.sql().sql("insert into loket_controlepunt values (?, 0, '')").param(teken).update())
                    .hasMessageNotContaining(teken);
            assertThatThrownBy(() -> proef.sql().sql("select '" + teken + "'::int").query(Integer.class).single()).isInstanceOf(Exception.class);
        }
        String log = Files.readString(MAP.resolve("postgresql.log"));
        assertThat(log).contains("database system is ready").doesNotContain("merk-4711", "loket_controlepunt (", "insert into", "DETAIL");
    }

    private Proefregister gemigreerd() {
        try (Bron bron = Bron.open(server.toegang(), 2)) {
            Register.migreer(bron.bron());
        }
        return new Proefregister(server.toegang());
    }

    private void dood() throws IOException {
        ProcessHandle postmaster = ProcessHandle.of(server.pid()).orElseThrow();
        List<ProcessHandle> alles = new ArrayList<>(postmaster.descendants().toList());
        alles.add(0, postmaster);
        alles.forEach(ProcessHandle::destroyForcibly);
        server.laatLos();
    }

    private void herstart() throws IOException {
        server = IngebouwdePostgres.start(MAP, Proefdatabase.PROGRAMMAS, 0, new SecureRandom());
        assertThat(server.overgenomen()).isFalse();
    }
}
