package nl.zegel.app;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.BesluitJson;
import nl.zegel.document.Document;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Documenten;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.Werk;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** {@code zegel demo}: the whole story on one machine, and every promise in it checked. */
@Command(name = "demo", mixinStandardHelpOptions = true, sortOptions = false, description = {
        "Start alles op deze machine, verstuurt drie HIB's als politie (SFTP, mail, SOAP) en controleert wat iedereen kreeg.",
        "Nog eens op dezelfde map: laat zien dat hetzelfde document hetzelfde bewijs geeft en niets opnieuw wordt geleverd.",
        "Einde met 0: alles wat op het scherm kwam, klopt. 1: iets klopt niet. 2: starten lukte niet."})
final class DemoCommand implements Callable<Integer> {
    static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");
    private static final Duration WACHT_OP_BEWIJS = Duration.ofSeconds(60);
    private static final Duration WACHT_OP_LEVERING = Duration.ofSeconds(90);
    private static final List<Zending> ZENDINGEN = List.of(new Zending("hib-01-flat.xml", Kanaal.SFTP),
            new Zending("hib-10-bijlagen.xml", Kanaal.MAIL), new Zending("hib-11-bsn-en-foto.xml", Kanaal.SOAP));

    private static final int HERHALINGEN = 1000;

    @Spec
    private CommandSpec spec;

    @Option(names = "--exit", description = "stop na de controles; zonder dit blijft alles draaien tot Ctrl-C")
    private boolean exit;

    @Option(names = "--map", paramLabel = "MAP", description = "werkmap (standaard deze installatie): config/, certs-example/out/ en demo/")
    private Path map = Thuis.map();

    @Option(names = "--vrije-poorten", description = "kies vrije poorten in plaats van die uit config/zegel.yaml")
    private boolean vrijePoorten;

    private final Clock klok = Clock.systemUTC();

    /** @param kanaal waarover de politie dit document verstuurt */
    private record Zending(String bestand, Kanaal kanaal) {
        Path pad() {
            return Thuis.pad("docs/voorbeelden").resolve(bestand);
        }
    }

    /** A document that was sent, as the register knows it. */
    private record Verstuurd(Document document, Kanaal kanaal, UUID ontvangst, boolean opnieuw, Path bewijs) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        Instant begin = klok.instant();
        PrintWriter scherm = spec.commandLine().getOut();
        // The screen tells the story; what goes wrong still shows.
        System.setProperty("logging.level.nl.zegel", "WARN");
        kop(scherm, "Voorbereiden");
        Demomap demo = Demomap.bereid(map.toAbsolutePath().normalize(), vrijePoorten, r -> meld(scherm, r));
        Partijen partijen = Partijen.laad(demo.instellingen().partijen(), demo.instellingen().omgeving(), Bestandszegels.voor(demo.instellingen()));
        try (DemoMail mail = DemoMail.start(demo.instellingen().mail(), partijen.lokets(), demo.wachtwoord())) {
            meld(scherm, "mailboxen staan klaar; nu de database, SFTP, mail en SOAP van de gateway ...");
            try (var context = Gateway.start(demo.instellingen(), Thuis.map())) {
                meld(scherm, "de gateway draait na " + Duration.between(begin, klok.instant()).toSeconds() + " s");
                boolean goed = toon(scherm, demo, partijen, context.getBean(Register.class));
                scherm.println("  Duur: " + Duration.between(begin, klok.instant()).toSeconds() + " s");
                poorten(scherm, demo);
                scherm.flush();
                if (!exit) {
                    scherm.println("Alles blijft draaien; stop met Ctrl-C.");
                    scherm.flush();
                    Thread.currentThread().join();
                }
                return goed ? Zegel.OK : Zegel.NEE;
            }
        }
    }

    private boolean toon(PrintWriter scherm, Demomap demo, Partijen partijen, Register register) throws IOException {
        Aansluiting aansluiting = Aansluiting.van(demo.instellingen(), CmsProfiel.V4_0);
        Democontrole controle = new Democontrole(scherm, demo);
        kop(scherm, "De politie verstuurt drie HIB's");
        List<Verstuurd> alle = new ArrayList<>();
        for (Zending zending : ZENDINGEN) {
            verstuur(scherm, demo, aansluiting, register, zending, controle).ifPresent(alle::add);
        }
        kop(scherm, "De ontvangers halen op");
        Demopost post = new Demopost(demo, aansluiting, klok);
        alle.forEach(v -> wacht(() -> geleverd(register, v)));
        for (Loket loket : partijen.lokets()) {
            post.haal(loket);
        }
        alle.forEach(v -> wacht(() -> bewezen(register, partijen, v)));
        for (Loket loket : partijen.lokets()) {
            post.haal(loket);
        }
        wachtOpMail(demo, register, post, partijen, alle);
        meld(scherm, "wat iedereen kreeg staat in " + demo.partijen());
        kop(scherm, "Wat er per document is gebeurd");
        Demotabel tabel = new Demotabel(scherm);
        for (Verstuurd v : alle) {
            tabel.toon(v.document().kop().referentie() + " over " + v.kanaal() + " van " + v.document().kop().afzender(), besluit(register, v),
                    register.werk().vanOntvangst(v.ontvangst()), register.bewijzen().vanOntvangst(v.ontvangst(), POLITIE));
        }
        kop(scherm, "Controles, met alleen de bestanden en sleutels van de partijen");
        for (Verstuurd v : alle) {
            leveringen(register, post, partijen, controle, v);
        }
        controle.bewijzen(POLITIE, klok);
        return slot(scherm, controle);
    }

    private boolean slot(PrintWriter scherm, Democontrole controle) {
        scherm.println();
        if (controle.fouten().isEmpty()) {
            scherm.println("  ✓ Alle " + controle.aantal() + " controles kloppen.");
        } else {
            scherm.println("  ✗ " + controle.fouten().size() + " van de " + controle.aantal() + " controles kloppen niet:");
            controle.fouten().forEach(f -> scherm.println("    " + f));
        }
        return controle.fouten().isEmpty();
    }

    private Optional<Verstuurd> verstuur(PrintWriter scherm, Demomap demo, Aansluiting aansluiting, Register register, Zending zending,
            Democontrole controle) throws IOException {
        Partnersleutels sleutels = Partnersleutels.van(demo.certs(), POLITIE.waarde());
        Path uit = demo.partijen().resolve(POLITIE.waarde()).resolve("verzonden");
        try (Partnerkanaal weg = aansluiting.open(zending.kanaal(), POLITIE, sleutels, sleutels.mailadres().orElse(""), klok)) {
            Verzending verzending = new Verzending(sleutels, uit, klok);
            Verzending.Verzegeld verzegeld = verzending.verzegel(zending.pad(), zending.pad().resolveSibling("bijlagen"), POLITIE,
                    sleutels.gateway().resolve("ontsleutelen.pem"), CmsProfiel.V4_0);
            meld(scherm, zending.bestand() + " over " + zending.kanaal() + " ...");
            Verzending.Uitkomst uitkomst = verzending.verzend(weg, verzegeld, WACHT_OP_BEWIJS, duur -> { });
            uitkomst.redenen().forEach(r -> scherm.println("      " + r));
            return aangenomen(register, zending, verzegeld, uitkomst, controle);
        } catch (Inzender.OngeldigDocument e) {
            controle.toon(false, zending.bestand() + " is geldig: " + e.getMessage());
            return Optional.empty();
        }
    }

    private Optional<Verstuurd> aangenomen(Register register, Zending zending, Verzending.Verzegeld verzegeld, Verzending.Uitkomst uitkomst,
            Democontrole controle) throws IOException {
        boolean eerder = uitkomst.soort() == Verzending.Uitkomst.Soort.EERDER_AANGENOMEN;
        String wat = verzegeld.referentie() + " over " + zending.kanaal();
        boolean goed = controle.toon(eerder || uitkomst.soort() == Verzending.Uitkomst.Soort.AANGENOMEN, wat + (eerder
                ? ": was al aangenomen; hetzelfde bewijs kwam terug" : ": aangenomen, met bewijs over hetzelfde kanaal"));
        if (!goed || uitkomst.bewijs().isEmpty()) {
            return Optional.empty();
        }
        UUID ontvangst = UUID.fromString(JsonMapper.builder().build().readTree(Files.readAllBytes(uitkomst.bewijs().get()))
                .path("MessageIdentifier").path("ontvangst").asString(""));
        try {
            Verstuurd v = new Verstuurd(new Inzender().lees(zending.pad()), zending.kanaal(), ontvangst, verzegeld.opnieuw(), uitkomst.bewijs().get());
            herhaling(register, controle, v, wat, eerder);
            return Optional.of(v);
        } catch (Inzender.OngeldigDocument e) {
            throw new GatewayBug("a document that was valid is not", e);
        }
    }

    /** The same document again: the very same evidence, and no delivery that was not there. */
    private void herhaling(Register register, Democontrole controle, Verstuurd v, String wat, boolean eerder) throws IOException {
        if (!v.opnieuw()) {
            return;
        }
        Bewijzen.Bewijs toen = register.bewijzen().uitslag(v.ontvangst(), POLITIE).orElseThrow(() -> new GatewayBug("accepted without evidence"));
        controle.toon(eerder && java.util.Arrays.equals(toen.json(), Files.readAllBytes(v.bewijs())), wat + ": hetzelfde document geeft byte voor byte hetzelfde bewijs");
        wacht(() -> !herhalingen(register, v).isEmpty());
        controle.toon(!herhalingen(register, v).isEmpty(), wat + ": staat in het register als herhaling van het eerdere document");
        controle.toon(herhalingen(register, v).stream().allMatch(h -> register.werk().vanOntvangst(h.id()).stream()
                .noneMatch(r -> r.soort() == Werk.Soort.DOCUMENT)), wat + ": geen tweede levering aan enig loket");
    }

    private static List<Ontvangsten.Ontvangst> herhalingen(Register register, Verstuurd v) {
        return register.ontvangsten().inStaat(Ontvangsten.Staat.DUBBEL, HERHALINGEN).stream().filter(o -> v.ontvangst().equals(o.zelfdeAls())).toList();
    }

    private static boolean geleverd(Register register, Verstuurd v) {
        return register.werk().vanOntvangst(v.ontvangst()).stream().filter(r -> r.soort() == Werk.Soort.DOCUMENT)
                .noneMatch(r -> r.staat() == Werk.Staat.OPEN || r.staat() == Werk.Staat.BEZIG);
    }

    /** What was collected or confirmed has its hand-over; what went to a mailbox that signs no receipts has its relay. */
    private static boolean bewezen(Register register, Partijen partijen, Verstuurd v) {
        return register.werk().vanOntvangst(v.ontvangst()).stream().filter(r -> r.soort() == Werk.Soort.DOCUMENT)
                .allMatch(r -> heeftBewijs(register, v, r, stil(partijen, r) ? Gebeurtenis.RELAY_TO_NON_ERDS : Gebeurtenis.CONTENT_HANDOVER));
    }

    private static boolean heeftBewijs(Register register, Verstuurd v, Werk.Rij levering, Gebeurtenis gebeurtenis) {
        return register.bewijzen().vanOntvangst(v.ontvangst(), POLITIE).stream()
                .anyMatch(b -> levering.id().equals(b.levering()) && b.gebeurtenis() == gebeurtenis);
    }

    /** Went by mail to a loket that can sign no receipt: of its hand-over nobody knows. */
    private static boolean stil(Partijen partijen, Werk.Rij levering) {
        return levering.kanaal() == Kanaal.MAIL && !partijen.loket(levering.loket()).map(Loket::tekentOntvangstbewijzen).orElse(false);
    }

    private static void overdracht(Register register, Partijen partijen, Democontrole controle, Verstuurd v, Werk.Rij levering) {
        boolean overgedragen = heeftBewijs(register, v, levering, Gebeurtenis.CONTENT_HANDOVER);
        String wie = v.document().kop().referentie() + " voor " + levering.loket();
        if (stil(partijen, levering)) {
            controle.toon(!overgedragen, wie + ": dit loket kan niet bevestigen, en het bewijs zegt dus niet dat het de kopie heeft");
        } else {
            controle.toon(overgedragen, wie + (levering.kanaal() == Kanaal.MAIL
                    ? ": het loket bevestigde de ontvangst met een ondertekend ontvangstbewijs" : ": opgehaald, met bewijs van overdracht"));
        }
    }

    private void leveringen(Register register, Demopost post, Partijen partijen, Democontrole controle, Verstuurd v) throws IOException {
        Besluit besluit = besluit(register, v);
        for (Werk.Rij rij : register.werk().vanOntvangst(v.ontvangst())) {
            if (rij.soort() != Werk.Soort.DOCUMENT) {
                continue;
            }
            Loket loket = partijen.loket(rij.loket()).orElseThrow(() -> new GatewayBug("delivered to nobody: " + rij.loket()));
            overdracht(register, partijen, controle, v, rij);
            Path bestand = post.map(loket, soort(rij.kanaal())).resolve(rij.kanaal() == Kanaal.MAIL ? rij.id() + ".eml" : rij.naam());
            if (controle.toon(Files.exists(bestand), v.document().kop().referentie() + " voor " + rij.loket() + ": afgeleverd over " + rij.kanaal())) {
                Besluit.LoketBesluit deel = besluit.lokets().stream().filter(l -> l.loket().equals(rij.loket())).findFirst()
                        .orElseThrow(() -> new GatewayBug("delivered without a decision: " + rij.loket()));
                controle.levering(bestand, rij.loket(), v.document(), deel, klok);
            }
        }
        for (Bewijzen.Bewijs b : register.bewijzen().vanOntvangst(v.ontvangst(), POLITIE)) {
            Path bestand = demoBewijs(post, partijen, b.naam());
            controle.toon(Files.exists(bestand) && java.util.Arrays.equals(Files.readAllBytes(bestand), b.json()),
                    v.document().kop().referentie() + ": bewijs " + b.gebeurtenis().etsi() + " is bij de afzender");
        }
    }

    private static Path demoBewijs(Demopost post, Partijen partijen, String naam) throws IOException {
        return post.map(partijen.loket(POLITIE).orElseThrow(() -> new GatewayBug("the demo's police is gone")), "receipts").resolve(naam);
    }

    private static String soort(Kanaal kanaal) {
        return switch (kanaal) {
            case SFTP -> "sftp/out";
            case MAIL -> "mail";
            case SOAP -> "soap";
        };
    }

    private static Besluit besluit(Register register, Verstuurd v) {
        Documenten.Document document = register.documenten().lees(v.ontvangst()).orElseThrow(() -> new GatewayBug("accepted without a decision"));
        return BesluitJson.lees(document.besloten().besluit().getBytes(StandardCharsets.UTF_8));
    }

    /** Evidence by mail is owed work of its own. */
    private void wachtOpMail(Demomap demo, Register register, Demopost post, Partijen partijen, List<Verstuurd> alle) throws IOException {
        alle.forEach(v -> wacht(() -> register.werk().vanOntvangst(v.ontvangst()).stream().filter(r -> r.soort() == Werk.Soort.BEWIJS)
                .noneMatch(r -> r.staat() == Werk.Staat.OPEN || r.staat() == Werk.Staat.BEZIG)));
        post.haal(partijen.loket(POLITIE).orElseThrow(() -> new GatewayBug("the demo's police is gone in " + demo.map())));
    }

    /** Bounded; what did not come shows in the checks. */
    private void wacht(java.util.function.BooleanSupplier klaar) {
        Instant einde = klok.instant().plus(WACHT_OP_LEVERING);
        while (!klaar.getAsBoolean() && klok.instant().isBefore(einde)) {
            try {
                Thread.sleep(200);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new GatewayBug("interrupted while waiting", e);
            }
        }
    }

    private static void kop(PrintWriter scherm, String tekst) {
        scherm.println();
        scherm.println(tekst);
        scherm.flush();
    }

    private static void meld(PrintWriter scherm, String tekst) {
        scherm.println("  " + tekst);
        scherm.flush();
    }

    private void poorten(PrintWriter scherm, Demomap demo) {
        Instellingen i = demo.instellingen();
        String sleutels = demo.certs().resolve(POLITIE.waarde()).toString();
        kop(scherm, "Zelf kijken");
        meld(scherm, "SFTP    sftp -P " + i.sftp().luister().poort() + " -i " + sleutels + "/ssh.key " + POLITIE + "@" + i.sftp().luister().adres());
        meld(scherm, "mail    IMAP " + i.mail().imapHost() + ":" + i.mail().imapPoort() + ", SMTP " + i.mail().smtpPoort()
                + "; naam is het mailadres, wachtwoord staat in " + i.mail().wachtwoordBestand());
        meld(scherm, "SOAP    https://" + i.soap().luister().adres() + ":" + i.soap().luister().poort() + "/ws/2w-be-s?wsdl (met een clientcertificaat)");
        meld(scherm, "beheer  http://" + i.beheer().adres() + ":" + i.beheer().poort() + "/actuator/health");
        meld(scherm, "partijen en sleutels: " + demo.partijen() + " en " + demo.certs());
    }
}
