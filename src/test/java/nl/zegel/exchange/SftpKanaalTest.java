package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.channel.sftp.Afhaler;
import nl.zegel.channel.sftp.HaalComponent;
import nl.zegel.channel.sftp.Hostsleutel;
import nl.zegel.channel.sftp.PartijServer;
import nl.zegel.channel.sftp.SftpComponent;
import nl.zegel.channel.sftp.SftpInstellingen;
import nl.zegel.channel.sftp.SftpPartner;
import nl.zegel.channel.sftp.SftpUitgang;
import nl.zegel.party.LoketId;
import org.apache.sshd.common.config.keys.KeyUtils;

/** The contract over SFTP: our own partner tool against the embedded server. */
class SftpKanaalTest extends KanaalContract {
    private final Map<LoketId, KeyPair> sleutels = new HashMap<>();
    private KeyPair hostsleutel;
    private SftpComponent component;
    private PartijServer partijServer;
    private int nummer;

    @Override
    void opzet() throws Exception {
        hostsleutel = Hostsleutel.laadOfMaak(map.resolve("host"));
        for (LoketId loket : List.of(POLITIE, OM, CORPORATIE)) {
            sleutels.put(loket, Hostsleutel.laadOfMaak(map.resolve(loket + ".ssh")));
        }
        component = new SftpComponent(new SftpComponent.Opzet(SftpInstellingen.op("127.0.0.1", 0), List.of(hostsleutel),
                (gebruiker, sleutel) -> Optional.of(new LoketId(gebruiker)).filter(l -> sleutels.containsKey(l)
                        && KeyUtils.compareKeys(sleutels.get(l).getPublic(), sleutel)), intake, huis.postbus, huis.klok));
        partijServer = new PartijServer(hostsleutel, Duration.ofSeconds(20));
        camel.addComponent("zegel-sftp", component);
        camel.addComponent("zegel-sftp-haal", new HaalComponent(new Afhaler(partijServer, intake, new Beurtdienst(huis.register, Duration.ofMinutes(5), huis.klok))));
        route("intake-sftp.camel.yaml");
        SftpUitgang uitgang = new SftpUitgang(partijServer);
        huis.uitgang = (kanaal, bezorging) -> uitgang.bezorg(bezorging);
    }

    @Override
    void opruimen() {
        partijServer.close();
    }

    @Override
    LoketId ontvanger() {
        return CORPORATIE;
    }

    private SftpPartner partner(LoketId loket) throws IOException {
        return SftpPartner.verbind(new SftpPartner.Toegang("127.0.0.1", component.server().orElseThrow().poort(), loket, map.resolve(loket + ".ssh"),
                Hostsleutel.openSsh(hostsleutel)));
    }

    @Override
    boolean lever(byte[] p7m) throws Exception {
        Path bestand = Files.write(map.resolve("uit.p7m"), p7m);
        try (SftpPartner partner = partner(POLITIE)) {
            partner.stuur(bestand, "CamelFileName-" + nummer++ + ".p7m");
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    List<Stuk> bewijzen() throws Exception {
        try (SftpPartner partner = partner(POLITIE)) {
            List<Stuk> alle = new ArrayList<>();
            for (String naam : partner.lijst("receipts")) {
                if (naam.endsWith(".json")) {
                    alle.add(new Stuk(haal(partner, "receipts", naam), haal(partner, "receipts", naam + ".p7s")));
                }
            }
            return alle;
        }
    }

    private byte[] haal(SftpPartner partner, String van, String naam) throws IOException {
        Path daar = map.resolve("gehaald");
        Files.deleteIfExists(daar);
        partner.haal(van, naam, daar);
        return Files.readAllBytes(daar);
    }

    @Override
    String antwoord(UUID ontvangst) throws Exception {
        try (SftpPartner partner = partner(POLITIE)) {
            return new String(haal(partner, "receipts", ontvangst + ".niet-verwerkt.txt"), java.nio.charset.StandardCharsets.UTF_8);
        }
    }

    @Override
    String uniformAntwoord() {
        return "Dit bestand is niet verwerkt. Het is geen bericht dat volgens de afspraken is\r\n"
                + "ondertekend en versleuteld voor deze gateway. Er is niets verstrekt.\r\n";
    }

    @Override
    List<String> klaar(LoketId loket) throws Exception {
        try (SftpPartner partner = partner(loket)) {
            return partner.lijst("out");
        }
    }

    @Override
    void half(LoketId loket, String naam) throws Exception {
        Path deel = map.resolve("half");
        try (org.apache.sshd.client.SshClient client = org.apache.sshd.client.SshClient.setUpDefaultClient()) {
            client.setServerKeyVerifier((sessie, adres, sleutel) -> KeyUtils.compareKeys(sleutel, hostsleutel.getPublic()));
            client.start();
            try (var sessie = client.connect(loket.waarde(), "127.0.0.1", component.server().orElseThrow().poort()).verify(Duration.ofSeconds(60))
                    .getClientSession()) {
                sessie.addPublicKeyIdentity(sleutels.get(loket));
                sessie.auth().verify(Duration.ofSeconds(60));
                try (var sftp = org.apache.sshd.sftp.client.SftpClientFactory.instance().createSftpClient(sessie);
                        var bestand = sftp.open("out/" + naam)) {
                    byte[] begin = new byte[500];
                    Files.write(deel, java.util.Arrays.copyOf(begin, sftp.read(bestand, 0, begin)));
                }
            }
        }
        org.assertj.core.api.Assertions.assertThat(Files.size(deel)).isEqualTo(500);
    }

    @Override
    boolean heel(LoketId loket, String naam) throws Exception {
        try (SftpPartner partner = partner(loket)) {
            return haal(partner, "out", naam).length > 0;
        } catch (IOException e) {
            return false;
        }
    }
}
