package nl.zegel.app;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Instant;
import javax.sql.DataSource;
import nl.zegel.crypto.Sleutel;
import nl.zegel.document.Document;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;

/** The whole gateway for the bench: a police unit's sealed HIB in, and the beans of the running house. */
public final class Benchgateway implements AutoCloseable {
    private static final LoketId POLITIE = new LoketId("politie-mn-hennepcoordinator");

    private final Proefgateway gateway;
    private final Inzender inzender = new Inzender();
    private final Sleutel afzender;

    public Benchgateway(Path map) throws IOException, GeneralSecurityException {
        gateway = Proefgateway.start(map);
        afzender = sleutel(POLITIE.waarde(), "ondertekenen");
    }

    public static Sleutel sleutel(String loket, String naam) throws IOException, GeneralSecurityException {
        return Proefgateway.sleutel(loket, naam);
    }

    public <T> T bean(Class<T> soort) {
        return gateway.bean(soort);
    }

    public DataSource bron() {
        return gateway.bean(Kern.Databank.class).bron();
    }

    public Path data() {
        return gateway.instellingen.data();
    }

    /** What the police make of an XML file, with its attachments beside it. */
    public byte[] verzegeld(Path xml) throws IOException {
        try {
            Document document = inzender.lees(xml);
            ByteArrayOutputStream p7m = new ByteArrayOutputStream();
            inzender.zegel(document, xml.resolveSibling("bijlagen"), afzender, Proefgateway.gateway("ontsleutelen"), CmsProfiel.V4_0,
                    Instant.now(), p7m);
            return p7m.toByteArray();
        } catch (Inzender.OngeldigDocument e) {
            throw new IOException(e.getMessage(), e);
        }
    }

    /** Received when this returns. */
    public OntvangstId dienIn(byte[] p7m) throws IOException {
        try (Intake.Ontvangst ontvangst = bean(Intake.class).begin(new Aanvoer.Sftp(POLITIE, "hib.p7m"))) {
            ontvangst.bytes().write(p7m);
            return ontvangst.vastleggen();
        }
    }

    @Override
    public void close() {
        gateway.close();
    }
}
