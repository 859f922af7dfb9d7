package nl.zegel.channel.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import nl.zegel.party.LoketId;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a partner does with nothing but OpenSSH. */
class OpenSshClientIT {
    private static final int GROOT = 32 * 1024 * 1024;
    @TempDir Path map;
    private Proefserver proef;
    private Programma sftp;

    @BeforeEach
    void start() throws Exception {
        sftp = Programma.nodig("sftp", "openssh-client");
        proef = new Proefserver(map);
        Files.writeString(map.resolve("known_hosts"),
                "[127.0.0.1]:" + proef.poort() + " " + Hostsleutel.openSsh(proef.hostsleutel) + "\n");
    }

    @AfterEach
    void stop() throws Exception {
        proef.close();
    }

    private Programma.Afloop batch(LoketId loket, String... regels) throws Exception {
        return sftp.draai(map, 60, String.join("\n", regels) + "\n", opties(loket));
    }

    private List<String> opties(LoketId loket) {
        List<String> o = new ArrayList<>(List.of("-b", "-", "-F", "none", "-P", String.valueOf(proef.poort()),
                "-i", proef.sleutelbestand(loket).toString()));
        for (String optie : List.of("IdentitiesOnly=yes", "StrictHostKeyChecking=yes", "BatchMode=yes",
                "UserKnownHostsFile=" + map.resolve("known_hosts"), "GlobalKnownHostsFile=/dev/null")) {
            o.addAll(List.of("-o", optie));
        }
        o.add(loket + "@127.0.0.1");
        return o;
    }

    private byte[] bestand(String naam, int lengte) throws Exception {
        byte[] bytes = Proefserver.cms(lengte);
        Files.write(map.resolve(naam), bytes);
        return bytes;
    }

    @Test
    void put_isReceivedAndListed() throws Exception {
        byte[] bytes = bestand("hib.p7m", 10_000);
        Programma.Afloop afloop = batch(Proefserver.POLITIE, "put hib.p7m in/", "ls -l in");
        assertThat(afloop.code()).as(afloop.tekst()).isZero();
        assertThat(afloop.tekst()).contains("hib.p7m").contains("10006");
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(bytes);
            assertThat(o.aanvoer().login()).isEqualTo(Proefserver.POLITIE);
            assertThat(o.aanvoer().naam()).isEqualTo("hib.p7m");
        });
    }

    @Test
    void putPart_isReceivedOnlyAtTheRename() throws Exception {
        byte[] bytes = bestand("hib.p7m", 5_000);
        Programma.Afloop eerst = batch(Proefserver.POLITIE, "put hib.p7m in/hib.p7m.part");
        assertThat(eerst.code()).as(eerst.tekst()).isZero();
        assertThat(proef.post.vastgelegd).isEmpty();
        Programma.Afloop dan = batch(Proefserver.POLITIE, "rename in/hib.p7m.part in/hib.p7m");
        assertThat(dan.code()).as(dan.tekst()).isZero();
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> {
            assertThat(o.bytes()).isEqualTo(bytes);
            assertThat(o.aanvoer().naam()).isEqualTo("hib.p7m");
        });
    }

    @Test
    void commitFails_putFails() throws Exception {
        bestand("hib.p7m", 5_000);
        proef.post.vastleggenFaalt = true;
        assertThat(batch(Proefserver.POLITIE, "put hib.p7m in/").code()).isNotZero();
        assertThat(proef.post.vastgelegd).isEmpty();
    }

    @Test
    void bigFile_goesBothWays() throws Exception {
        byte[] bytes = bestand("groot.p7m", GROOT);
        proef.post.leg(proef.post.uit, Proefserver.POLITIE.waarde(), "terug.p7m", bytes);
        Programma.Afloop afloop = batch(Proefserver.POLITIE, "put groot.p7m in/", "get out/terug.p7m terug.p7m");
        assertThat(afloop.code()).as(afloop.tekst()).isZero();
        assertThat(proef.post.vastgelegd.get(0).bytes()).isEqualTo(bytes);
        assertThat(Files.readAllBytes(map.resolve("terug.p7m"))).isEqualTo(bytes);
        assertThat(proef.post.volledigGelezen).containsExactly("politie-utrecht/terug.p7m");
    }

    @Test
    void receipts_areListedAndRead() throws Exception {
        proef.post.leg(proef.post.bewijzen, Proefserver.POLITIE.waarde(), "b1.json", "{}".getBytes());
        Programma.Afloop afloop = batch(Proefserver.POLITIE, "ls -1 receipts", "get receipts/b1.json", "ls -1 /");
        assertThat(afloop.code()).as(afloop.tekst()).isZero();
        assertThat(afloop.tekst()).contains("receipts/b1.json", "/in", "/out", "/receipts");
        assertThat(map.resolve("b1.json")).hasContent("{}");
    }

    @Test
    void reget_isNoCompleteRead() throws Exception {
        byte[] bytes = bestand("bron", 100_000);
        proef.post.leg(proef.post.uit, Proefserver.GEMEENTE.waarde(), "a.p7m", bytes);
        Files.write(map.resolve("a.p7m"), java.util.Arrays.copyOf(bytes, 60_000));
        Programma.Afloop afloop = batch(Proefserver.GEMEENTE, "reget out/a.p7m a.p7m");
        assertThat(afloop.code()).as(afloop.tekst()).isZero();
        assertThat(Files.readAllBytes(map.resolve("a.p7m"))).isEqualTo(bytes);
        assertThat(proef.post.volledigGelezen).isEmpty();
    }

    @Test
    void halfFile_isOnvolledigAndReputCompletesIt() throws Exception {
        byte[] bytes = bestand("heel", 90_000);
        Files.write(map.resolve("hib.p7m"), java.util.Arrays.copyOf(bytes, 40_000));
        Programma.Afloop half = batch(Proefserver.POLITIE, "put hib.p7m in/hib.p7m");
        assertThat(half.code()).as("a half file is not acknowledged: %s", half.tekst()).isNotZero();
        assertThat(proef.post.vastgelegd).isEmpty();
        Files.write(map.resolve("hib.p7m"), bytes);
        Programma.Afloop rest = batch(Proefserver.POLITIE, "reput hib.p7m in/hib.p7m");
        assertThat(rest.code()).as(rest.tekst()).isZero();
        assertThat(proef.post.vastgelegd).singleElement().satisfies(o -> assertThat(o.bytes()).isEqualTo(bytes));
    }

    @Test
    void preservingPut_isOkAndSetsNothing() throws Exception {
        bestand("hib.p7m", 100);
        assertThat(batch(Proefserver.POLITIE, "put -p hib.p7m in/", "chmod 777 in/hib.p7m").code()).isZero();
    }

    @Test
    void everythingElse_isRefused() throws Exception {
        bestand("hib.p7m", 100);
        proef.post.leg(proef.post.uit, Proefserver.POLITIE.waarde(), "a.p7m", new byte[10]);
        assertThat(batch(Proefserver.POLITIE, "put hib.p7m in/").code()).isZero();
        for (String regel : List.of("get in/hib.p7m", "rm in/hib.p7m", "rm out/a.p7m", "mkdir in/x", "rmdir in", "put hib.p7m out/",
                "put hib.p7m", "ln -s in/hib.p7m in/y", "ln in/hib.p7m in/y", "cd ..", "cd in/../out", "get out/b.p7m",
                "rename out/a.p7m in/a.p7m", "rename in/hib.p7m in/ander.p7m", "cd /gemeente-voorbeeld", "cd /etc", "get /etc/passwd")) {
            assertThat(batch(Proefserver.POLITIE, regel).code()).as(regel).isNotZero();
        }
        assertThat(proef.post.vastgelegd).hasSize(1);
    }

    @Test
    void shellCommandAndForwarding_areRefused() throws Exception {
        Programma ssh = Programma.nodig("ssh", "openssh-client");
        List<String> basis = new ArrayList<>(opties(Proefserver.POLITIE));
        basis.subList(0, 2).clear();
        basis.set(basis.indexOf("-P"), "-p");
        List<String> opdracht = new ArrayList<>(basis);
        opdracht.add("id");
        assertThat(ssh.draai(map, 30, "", opdracht).code()).isNotZero();
        List<String> door = new ArrayList<>(List.of("-W", "127.0.0.1:" + proef.poort()));
        door.addAll(basis);
        assertThat(ssh.draai(map, 30, "", door).code()).isNotZero();
    }

    @Test
    void strictKeyExchange_isSpoken() throws Exception {
        List<String> o = new ArrayList<>(opties(Proefserver.POLITIE));
        o.add(0, "-vv");
        assertThat(sftp.draai(map, 30, "ls\n", o).tekst())
                .contains("kex-strict-s-v00@openssh.com", "resetting read seqnr", "resetting send seqnr");
    }

    @Test
    void weakAlgorithms_areNotSpoken() throws Exception {
        Map<String, String> zwak = Map.of("KexAlgorithms=diffie-hellman-group14-sha256", "no matching key exchange method found",
                "Ciphers=aes256-cbc", "no matching cipher found", "MACs=hmac-sha1,hmac-sha1-etm@openssh.com", "no matching MAC found",
                "HostKeyAlgorithms=ssh-rsa", "no matching host key type found");
        for (Map.Entry<String, String> aanbod : zwak.entrySet()) {
            List<String> o = new ArrayList<>(opties(Proefserver.POLITIE));
            o.addAll(0, List.of("-o", aanbod.getKey(), "-o", aanbod.getKey().startsWith("MACs") ? "Ciphers=aes256-ctr" : "Compression=no"));
            Programma.Afloop afloop = sftp.draai(map, 30, "ls\n", o);
            assertThat(afloop.code()).as(aanbod.getKey()).isNotZero();
            assertThat(afloop.tekst()).as(aanbod.getKey()).contains(aanbod.getValue());
        }
    }
}
