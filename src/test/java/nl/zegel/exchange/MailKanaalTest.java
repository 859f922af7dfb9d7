package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;

import com.icegreen.greenmail.user.GreenMailUser;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import nl.zegel.channel.mail.MailComponent;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.channel.mail.MailUitgang;
import nl.zegel.channel.mail.Ophaler;
import nl.zegel.channel.mail.Postlezer;
import nl.zegel.channel.mail.Postvak;
import nl.zegel.channel.mail.Verbinding;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.party.LoketId;
import nl.zegel.party.Omgeving;

/** The contract over mail: our own partner tool, and a mail server that is not ours. Unauthentic mail is answered with nothing. */
class MailKanaalTest extends KanaalContract {
    private static final String GATEWAY = "zegel@zegel.example";
    private static final String WACHTWOORD = "wachtwoord";
    private static final Geheim GEHEIM = new Geheim("mail", WACHTWOORD.getBytes(StandardCharsets.UTF_8));

    private final GreenMail server = new GreenMail(new ServerSetup[] {
        new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_IMAP), new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP)});
    private final Map<String, GreenMailUser> postvakken = new HashMap<>();
    private final Semaphore beurt = new Semaphore(0);
    private final Semaphore klaar = new Semaphore(0);
    private volatile boolean dicht;
    private Beurten beurten;

    @Override
    void opzet() throws Exception {
        server.start();
        postvakken.put(GATEWAY, server.setUser(GATEWAY, GATEWAY, WACHTWOORD));
        huis.partijen.lokets().forEach(l -> l.mailadressen().forEach(a -> postvakken.put(a, server.setUser(a, a, WACHTWOORD))));
        Postvak vak = new Postvak(verbinding(server.getImap().getPort(), GATEWAY), "INBOX", Postvak.Buitenkant.VERSLEUTELD, 1 << 24, 50,
                Duration.ofMillis(1));
        Ophaler ophaler = new Ophaler(vak, () -> Optional.of(GEHEIM), new Postlezer(intake, huis.terugmeldingen, GATEWAY, vak), this::neem);
        beurten = new Beurtdienst(huis.register, Duration.ofMinutes(5), huis.klok);
        camel.addComponent("zegel-mail", new MailComponent(Map.of("hoofd", ophaler)));
        route("intake-mail.camel.yaml");
        Bewijstekenaar tekenaar = new Bewijstekenaar(huis.kast, Proefhuis.V);
        MailUitgang uitgang = new MailUitgang(verbinding(server.getSmtp().getPort(), ""), Optional::empty, GATEWAY, bytes -> {
            try {
                return tekenaar.teken(bytes, Optional.empty(), huis.klok.instant());
            } catch (KastDicht e) {
                throw new java.io.IOException(e);
            }
        });
        huis.uitgang = (kanaal, bezorging) -> uitgang.bezorg(bezorging);
    }

    private static Verbinding verbinding(int poort, String gebruiker) {
        return Verbinding.van("127.0.0.1", poort, gebruiker, Verbinding.Beveiliging.GEEN, Optional.empty(), Duration.ofSeconds(60), Omgeving.DEMO);
    }

    /** The route polls by itself; a round begins when the test says so, and has ended when the next one asks for its turn. */
    private Optional<Beurt> neem(String bron) {
        klaar.release();
        beurt.acquireUninterruptibly();
        return dicht ? Optional.empty() : beurten.neem(bron);
    }

    private void ronde() throws InterruptedException {
        klaar.acquire();
        beurt.release();
        klaar.acquire();
        klaar.release();
    }

    @Override
    void einde() throws Exception {
        dicht = true;
        beurt.release(1000);
        super.einde();
    }

    @Override
    void opruimen() {
        server.stop();
    }

    @Override
    LoketId ontvanger() {
        return BURGEMEESTER;
    }

    private String adres(LoketId loket) {
        return huis.partijen.loket(loket).orElseThrow().mailadressen().stream().findFirst().orElse("");
    }

    private MailPartner partner(String adres) {
        return new MailPartner(verbinding(server.getSmtp().getPort(), ""), verbinding(server.getImap().getPort(), adres), () -> Optional.of(GEHEIM), adres);
    }

    @Override
    boolean lever(byte[] p7m) throws Exception {
        Path bestand = Files.write(map.resolve("uit.p7m"), p7m);
        partner(adres(POLITIE)).stuur(bestand, GATEWAY, huis.klok.instant());
        return nogEens(p7m);
    }

    /** The mail is still there: that is the acknowledgement that did not come. */
    @Override
    boolean nogEens(byte[] p7m) throws Exception {
        ronde();
        return server.getManagers().getImapHostManager().getInbox(postvakken.get(GATEWAY)).getMessageCount() == 0;
    }

    private List<MailPartner.Post> post(String adres) throws Exception {
        return adres.isEmpty() ? List.of() : partner(adres).post(0);
    }

    @Override
    List<Stuk> bewijzen() throws Exception {
        List<Stuk> alle = new ArrayList<>();
        for (MailPartner.Post post : post(adres(POLITIE))) {
            MailPartner.bewijzen(post.eml()).forEach(b -> alle.add(new Stuk(b.json(), b.handtekening())));
        }
        return alle;
    }

    /** None, because of backscatter: to nobody at all. */
    @Override
    String antwoord(UUID ontvangst) throws Exception {
        StringBuilder alles = new StringBuilder();
        for (String adres : postvakken.keySet()) {
            post(adres).forEach(p -> alles.append(p.kenmerk()));
        }
        return alles.toString();
    }

    @Override
    String uniformAntwoord() {
        return "";
    }

    @Override
    List<String> klaar(LoketId loket) throws Exception {
        return post(adres(loket)).stream().map(MailPartner.Post::kenmerk).toList();
    }

    /** A mail server took it and the loket's program fetched it: neither says that the loket has it. */
    @Override
    void half(LoketId loket, String naam) throws Exception {
        klaar(loket);
    }

    /** The loket's program opens it and answers with the signed receipt that was asked. */
    @Override
    boolean heel(LoketId loket, String naam) throws Exception {
        List<MailPartner.Post> post = post(adres(loket));
        if (post.isEmpty()) {
            return false;
        }
        byte[] cms = MailPartner.delen(post.get(0).eml()).get(0);
        ByteArrayOutputStream bewijs = new ByteArrayOutputStream();
        try (Geopend geopend = huis.open(cms, loket)) {
            bewijs.write(Ontvangstbewijs.maak(geopend, sleutel(loket.waarde(), "ondertekenen"), Proefhuis.V, huis.klok.instant()));
        }
        huis.terugmeldingen.meld(new Terugmelding.Ontvangstbewijs(Optional.empty(), bewijs.toByteArray()));
        return true;
    }
}
