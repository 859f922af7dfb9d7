package nl.zegel.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.document.Deel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Werk;

/** What lies ready for a loket, read from the register; nothing ever lies in a folder. */
public final class PostbusDienst implements Postbus {
    private static final Duration EIGEN_INZENDINGEN = Duration.ofDays(7);
    private static final Duration BEWIJSTERMIJN = Duration.ofDays(90);
    private static final String LATER = "not now; try again later";
    private static final String GEWEIGERD = ".niet-verwerkt.txt";
    /** The one answer to a login whose bytes could not be authenticated, whatever the cause. */
    private static final byte[] UNIFORM = ("Dit bestand is niet verwerkt. Het is geen bericht dat volgens de afspraken is\r\n"
            + "ondertekend en versleuteld voor deze gateway. Er is niets verstrekt.\r\n").getBytes(StandardCharsets.UTF_8);

    private final Register register;
    private final Kluis kluis;
    private final Hertoets hertoets;
    private final Afgiftebewijs afgiftebewijs;
    private final Ontvangstkluis ontvangstkluis;
    private final Sleutelkast kast;
    private final Alarmen alarmen;
    private final Clock klok;

    public PostbusDienst(Register register, Kluis kluis, Hertoets hertoets, Afgiftebewijs afgiftebewijs, Ontvangstkluis ontvangstkluis,
            Sleutelkast kast, Alarmen alarmen, Clock klok) {
        this.register = register;
        this.kluis = kluis;
        this.hertoets = hertoets;
        this.afgiftebewijs = afgiftebewijs;
        this.ontvangstkluis = ontvangstkluis;
        this.kast = kast;
        this.alarmen = alarmen;
        this.klok = klok;
    }

    @Override
    public List<Item> uit(LoketId loket) {
        return lijst(() -> register.werk().klaarVoor(loket, Werk.Soort.DOCUMENT, klok.instant()).stream()
                .map(k -> new Item(k.naam(), k.lengte(), k.tijd())).toList());
    }

    @Override
    public List<Item> bewijzen(LoketId loket) {
        return lijst(() -> bewijsitems(loket));
    }

    private List<Item> bewijsitems(LoketId loket) {
        List<Item> items = new ArrayList<>();
        for (Bewijzen.Bewijs bewijs : register.bewijzen().voor(loket, klok.instant().minus(BEWIJSTERMIJN))) {
            items.add(new Item(bewijs.naam(), bewijs.json().length, bewijs.gemaakt()));
            items.add(new Item(bewijs.naam() + ".p7s", bewijs.handtekening().length, bewijs.gemaakt()));
        }
        for (Ontvangsten.Ontvangst niet : inzendingen(loket)) {
            if (niet.staat() == Ontvangsten.Staat.NIET_AUTHENTIEK) {
                items.add(new Item(niet.id() + GEWEIGERD, UNIFORM.length, niet.ontvangen()));
            }
        }
        return items;
    }

    @Override
    public List<Item> in(LoketId loket) {
        return lijst(() -> inzendingen(loket).stream().map(eigen -> new Item(naam(eigen), eigen.lengte(), eigen.ontvangen())).toList());
    }

    private static List<Item> lijst(Supplier<List<Item>> vraag) {
        try {
            return vraag.get();
        } catch (RegisterFout weg) {
            throw new UncheckedIOException(LATER, new IOException(weg.getClass().getSimpleName()));
        }
    }

    private List<Ontvangsten.Ontvangst> inzendingen(LoketId loket) {
        return register.ontvangsten().vanLogin(loket, klok.instant().minus(EIGEN_INZENDINGEN));
    }

    /** The name as the loket sent it; the intake's id while the key store is closed. */
    private String naam(Ontvangsten.Ontvangst rij) {
        try {
            UUID bind = IntakeDienst.bind(rij.aanvoer());
            Aanvoer aanvoer = AanvoerVorm.lees(
                    ontvangstkluis.ontsleutel(kast, IntakeDienst.bindsel(bind, "aanvoer"), IntakeDienst.zonderBind(rij.aanvoer())));
            return aanvoer instanceof Aanvoer.Sftp sftp ? sftp.naam() : rij.id().toString();
        } catch (KastDicht | IOException dicht) {
            return rij.id().toString();
        }
    }

    @Override
    public Lezing open(LoketId loket, String naam) throws IOException {
        try {
            return geopend(loket, naam);
        } catch (RegisterFout weg) {
            throw new IOException(LATER, weg);
        }
    }

    private Lezing geopend(LoketId loket, String naam) throws IOException {
        Optional<byte[]> bewijs = bewijs(loket, naam);
        if (bewijs.isPresent()) {
            return new Vast(bewijs.get());
        }
        Werk.Rij rij = levering(loket, naam);
        // INVARIANT (register first): the intent entry is durable before a byte of the copy is given.
        register.doe(tx -> register.werk().opening(tx, rij.id())).orElseThrow(PostbusDienst::weg);
        return new Levering(rij, Bezorger.leveringsdeel(rij, kluis));
    }

    /** A past act: whatever became of the copy since, a loket that opened it may say that it has it. */
    @Override
    public void bevestig(LoketId loket, String naam) throws IOException {
        try {
            Werk.Rij rij = register.werk().opNaam(loket, naam).filter(r -> r.soort() == Werk.Soort.DOCUMENT && r.geopend())
                    .orElseThrow(PostbusDienst::weg);
            overgedragen(rij, "Het loket heeft bevestigd dat het de kopie heeft.");
        } catch (RegisterFout weg) {
            throw new IOException(LATER, weg);
        }
    }

    private Werk.Rij levering(LoketId loket, String naam) throws IOException {
        Werk.Rij rij = register.werk().opNaam(loket, naam).filter(r -> r.soort() == Werk.Soort.DOCUMENT)
                .filter(r -> r.staat() == Werk.Staat.AANGEBODEN || r.staat() == Werk.Staat.OVERGEDRAGEN)
                .filter(r -> r.deadline().isAfter(klok.instant())).orElseThrow(PostbusDienst::weg);
        Instant nu = klok.instant();
        Optional<String> bezwaar = hertoets.bezwaar(rij, nu);
        if (bezwaar.isPresent()) {
            register.voer(tx -> register.werk().houdVast(tx, rij.id(), bezwaar.get(), nu.plus(Bezorger.HERTOETS))
                    .ifPresent(entry -> alarmen.geboekt(tx, rij.id(), "VASTGEHOUDEN")));
            throw weg();
        }
        return rij;
    }

    private Optional<byte[]> bewijs(LoketId loket, String naam) {
        if (naam.endsWith(GEWEIGERD)) {
            return inzendingen(loket).stream().filter(o -> naam.equals(o.id() + GEWEIGERD)
                    && o.staat() == Ontvangsten.Staat.NIET_AUTHENTIEK).findFirst().map(o -> UNIFORM.clone());
        }
        boolean handtekening = naam.endsWith(".p7s");
        String json = handtekening ? naam.substring(0, naam.length() - ".p7s".length()) : naam;
        return register.bewijzen().opNaam(loket, json).map(b -> handtekening ? b.handtekening() : b.json());
    }

    private void overgedragen(Werk.Rij rij, String waarneming) {
        register.voer(tx -> register.werk().overgedragen(tx, rij.id(), waarneming)
                .ifPresent(entry -> afgiftebewijs.overgedragen(tx, rij, entry, waarneming)));
    }

    private static IOException weg() {
        return new IOException("not here, or not any more");
    }

    /** A delivery being read; its stream opens the body under our own encryption. */
    private final class Levering implements Lezing {
        private final Werk.Rij rij;
        private final Deel deel;

        Levering(Werk.Rij rij, Deel deel) {
            this.rij = rij;
            this.deel = deel;
        }

        @Override
        public InputStream bytes() throws IOException {
            return deel.bron().open();
        }

        @Override
        public long lengte() {
            return deel.lengte();
        }

        @Override
        public void volledig() {
            try {
                overgedragen(rij, "Het loket heeft de kopie helemaal opgehaald.");
            } catch (RegisterFout weg) {
                // The loket has the bytes and may read them again; the next complete reading books it.
                throw new UncheckedIOException(new IOException("the hand-over could not be booked", weg));
            }
        }

        @Override
        public void close() {
            // Each stream is closed by its reader.
        }
    }

    /** Evidence is open to its loket as often as it likes. */
    private record Vast(byte[] inhoud) implements Lezing {
        @Override
        public InputStream bytes() {
            return new ByteArrayInputStream(inhoud);
        }

        @Override
        public long lengte() {
            return inhoud.length;
        }

        @Override
        public void volledig() {
            // Reading evidence is no event.
        }

        @Override
        public void close() {
            // Nothing is held.
        }
    }
}
