package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.STEDIN;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import javax.net.ssl.SSLContext;
import nl.zegel.channel.soap.PemBestanden;
import nl.zegel.channel.soap.Profiel;
import nl.zegel.channel.soap.SoapAanvoer;
import nl.zegel.channel.soap.SoapInstellingen;
import nl.zegel.channel.soap.SoapServer;
import nl.zegel.channel.soap.SoapToegang;
import nl.zegel.channel.soap.SoapUitgang;
import nl.zegel.channel.soap.SoapVerzender;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.party.LoketId;
import nl.zegel.party.Loket;
import nl.zegel.testing.ProefTomcat;
import nl.zegel.testing.VoorbeeldPki;
import org.apache.cxf.Bus;
import org.apache.cxf.bus.CXFBusFactory;

/** The contract over SOAP: our own partner tool against the real server, with mutual TLS between. */
class SoapKanaalTest extends KanaalContract {
    private final Bus bus = new CXFBusFactory().createBus();
    private final SoapAanvoer component = new SoapAanvoer();
    private ProefTomcat tomcat;
    private SoapServer server;

    @Override
    void opzet() throws Exception {
        tomcat = new ProefTomcat(map, bus);
        SoapToegang toegang = (c, doel) -> {
            Optional<Loket> loket = huis.partijen.bijCertificaat(Vingerafdruk.van(c), doel, Authenticate.dag(huis.klok.instant()));
            return loket.isPresent() && huis.paden.goed(c, doel, huis.klok.instant()) ? loket.map(Loket::id) : Optional.empty();
        };
        camel.addComponent(SoapAanvoer.SCHEMA, component);
        route("intake-soap.camel.yaml");
        server = new SoapServer(bus, new SoapInstellingen(tomcat.basis(), Duration.ZERO, 1 << 20, 1L << 40), huis.kast, toegang, intake, huis.postbus,
                component, huis.klok);
        SSLContext tls = tls("gateway");
        SoapUitgang uitgang = new SoapUitgang(bus, tomcat.basis().toString(), huis.kast, () -> tls, toegang, l -> Optional.empty(), huis.klok);
        huis.uitgang = (kanaal, bezorging) -> uitgang.bezorg(bezorging);
    }

    @Override
    void opruimen() throws Exception {
        server.close();
        tomcat.close();
        bus.shutdown(true);
    }

    @Override
    LoketId ontvanger() {
        return STEDIN;
    }

    @Override
    List<LoketId> anderen() {
        return List.of(POLITIE);
    }

    private static SSLContext tls(String eigenaar) throws IOException {
        Path pki = VoorbeeldPki.uit();
        return PemBestanden.tls(PemBestanden.certificaat(pki.resolve(eigenaar).resolve("tls.pem")), PemBestanden.sleutel(pki.resolve(eigenaar).resolve("tls.key")),
                PemBestanden.alle(pki.resolve("keten.pem")), PemBestanden.alle(pki.resolve("anchors.pem")));
    }

    private SoapVerzender partner(LoketId loket) throws IOException {
        Path eigen = VoorbeeldPki.uit().resolve(loket.waarde());
        return new SoapVerzender(new SoapVerzender.Gegevens(tomcat.basis(), Profiel.S, loket, PemBestanden.certificaat(eigen.resolve("ondertekenen.pem")),
                PemBestanden.sleutel(eigen.resolve("ondertekenen.key")), tls(loket.waarde()), Proefhuis.gateway("ondertekenen"), Optional.empty()), huis.klok);
    }

    @Override
    boolean lever(byte[] p7m) throws Exception {
        Path bestand = Files.write(map.resolve("uit.p7m"), p7m);
        try (SoapVerzender partner = partner(POLITIE)) {
            partner.dienIn(bestand);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    List<Stuk> bewijzen() throws Exception {
        try (SoapVerzender partner = partner(POLITIE)) {
            Map<String, Stuk> alle = new LinkedHashMap<>();
            for (Postbus.Item item : partner.bewijzen()) {
                if (item.naam().endsWith(".json")) {
                    neem(partner.bewijs(item.naam()), alle);
                }
            }
            // and what the sender hears by the id of its own last submission: one answer only when it is the very same
            partner.uitslag(laatste().toString()).ifPresent(b -> neem(b, alle));
            return List.copyOf(alle.values());
        }
    }

    private static void neem(Intake.Bewijsstuk stuk, Map<String, Stuk> alle) {
        alle.put(stuk.naam() + new String(stuk.json(), StandardCharsets.UTF_8), new Stuk(stuk.json(), stuk.handtekening()));
    }

    @Override
    String antwoord(UUID ontvangst) throws Exception {
        try (SoapVerzender partner = partner(POLITIE)) {
            return partner.uitslag(ontvangst.toString()).map(b -> b.naam()).orElse("");
        }
    }

    /** The submission was answered with "received"; after that there is never anything to ask. */
    @Override
    String uniformAntwoord() {
        return "";
    }

    @Override
    List<String> klaar(LoketId loket) throws Exception {
        try (SoapVerzender partner = partner(loket)) {
            return partner.overzicht().stream().map(Postbus.Item::naam).toList();
        }
    }

    /** Collected whole and not confirmed: over SOAP only the confirmation says that it is safe there. */
    @Override
    void half(LoketId loket, String naam) throws Exception {
        try (SoapVerzender partner = partner(loket)) {
            partner.haalOp(naam, map.resolve("half"));
        }
    }

    @Override
    boolean heel(LoketId loket, String naam) throws Exception {
        try (SoapVerzender partner = partner(loket)) {
            partner.haalOp(naam, map.resolve("heel"));
            partner.bevestig(naam);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
