package nl.zegel.channel.mail;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Terugmelding;

/** Intake and Terugmelding in memory, with switches for the failures a mailbox must survive. */
final class GeheugenIntake implements Intake, Terugmelding {
    final List<Ontvangen> vastgelegd = new ArrayList<>();
    final List<String> geweigerd = new ArrayList<>();
    final List<Aanvoer.Mail> geteld = new ArrayList<>();
    final List<Melding> meldingen = new ArrayList<>();
    int begonnen;
    int gesloten;
    boolean weg;
    String faaltBij = "";

    record Ontvangen(Aanvoer.Mail aanvoer, byte[] bytes) {}

    @Override
    public Ontvangst begin(Aanvoer aanvoer) {
        throw new AssertionError("a mailbox is polled, so its mails are taken under a turn");
    }

    @Override
    public synchronized Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException {
        eisBereikbaar();
        if (((Aanvoer.Mail) aanvoer).berichtId().contains("bug")) {
            throw new nl.zegel.party.GatewayBug("made by the test");
        }
        begonnen++;
        return new InGeheugen((Aanvoer.Mail) aanvoer);
    }

    @Override
    public synchronized void geenZegel(Aanvoer aanvoer, String code) throws IOException {
        eisBereikbaar();
        geweigerd.add(code);
        geteld.add((Aanvoer.Mail) aanvoer);
    }

    @Override
    public synchronized void meld(Melding melding) throws IOException {
        eisBereikbaar();
        meldingen.add(melding);
    }

    private void eisBereikbaar() throws IOException {
        if (weg) {
            throw new IOException("database away");
        }
    }

    @Override
    public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
        return Optional.empty();
    }

    private final class InGeheugen implements Ontvangst {
        private final Aanvoer.Mail aanvoer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        InGeheugen(Aanvoer.Mail aanvoer) {
            this.aanvoer = aanvoer;
        }

        @Override
        public OutputStream bytes() {
            return bytes;
        }

        @Override
        public OntvangstId vastleggen() throws IOException {
            if (!faaltBij.isEmpty() && aanvoer.berichtId().contains(faaltBij)) {
                throw new IOException("commit failed");
            }
            synchronized (GeheugenIntake.this) {
                vastgelegd.add(new Ontvangen(aanvoer, bytes.toByteArray()));
            }
            return new OntvangstId(new UUID(0, vastgelegd.size()));
        }

        @Override
        public void close() {
            gesloten++;
        }
    }
}
