package nl.zegel.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Opener;
import nl.zegel.document.Document;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.PostbusDienst;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Register;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The thin thread: a HIB from the police becomes a sealed copy in a recipient's {@code out/}, with evidence. */
class DunneDraadIT {
    private static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");
    private static final LoketId CORPORATIE = new LoketId("corporatie-voorbeeld-wonen");

    @TempDir
    Path map;

    @Test
    void hib_reachesTheRecipientsOutAndTheSenderGetsEvidence() throws Exception {
        try (Proefgateway gateway = Proefgateway.start(map)) {
            Intake intake = gateway.bean(Intake.class);
            OntvangstId id = dienIn(intake, Path.of("docs/voorbeelden/hib-01-flat.xml"));

            Optional<Intake.Bewijsstuk> bewijs = intake.wachtOpUitslag(id, Duration.ofSeconds(30));
            assertThat(gateway.bean(Register.class).ontvangsten().lees(id.waarde()).orElseThrow().toString()).contains("AANGENOMEN");
            assertThat(bewijs).isPresent();
            System.out.println(new String(bewijs.get().json()));

            Postbus postbus = gateway.bean(PostbusDienst.class);
            List<Postbus.Item> uit = wacht(() -> postbus.uit(CORPORATIE));
            try (Postbus.Lezing lezing = postbus.open(CORPORATIE, uit.get(0).naam()); InputStream in = lezing.bytes()) {
                byte[] p7m = in.readAllBytes();
                assertThat(p7m).hasSize((int) uit.get(0).lengte());
                Geopend open = (Geopend) gateway.bean(Opener.class).open(() -> new java.io.ByteArrayInputStream(p7m),
                        List.of(Proefgateway.sleutel(CORPORATIE.waarde(), "ontsleutelen")), (c, p) -> true);
                String tekst = new String(open.open().readAllBytes());
                assertThat(tekst).contains("document.xml", "document.pdf");
            }
        }
    }

    static OntvangstId dienIn(Intake intake, Path xml) throws Exception {
        Inzender inzender = new Inzender();
        Document document = inzender.lees(xml);
        ByteArrayOutputStream p7m = new ByteArrayOutputStream();
        inzender.zegel(document, xml.resolveSibling("bijlagen"), Proefgateway.sleutel(POLITIE.waarde(), "ondertekenen"),
                Proefgateway.gateway("ontsleutelen"), CmsProfiel.V4_0, Instant.now(), p7m);
        try (Intake.Ontvangst ontvangst = intake.begin(new Aanvoer.Sftp(POLITIE, "hib.p7m"))) {
            ontvangst.bytes().write(p7m.toByteArray());
            return ontvangst.vastleggen();
        }
    }

    static <T> List<T> wacht(java.util.function.Supplier<List<T>> vraag) throws InterruptedException {
        Instant einde = Instant.now().plusSeconds(30);
        while (Instant.now().isBefore(einde)) {
            List<T> antwoord = vraag.get();
            if (!antwoord.isEmpty()) {
                return antwoord;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("nothing came");
    }
}
