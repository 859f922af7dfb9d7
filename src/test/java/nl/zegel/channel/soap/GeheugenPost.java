package nl.zegel.channel.soap;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.LongConsumer;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;

/** Intake and Postbus in memory; keeps of each submission its digest only, so that it costs no memory of its own. */
final class GeheugenPost implements Intake, Postbus {
    private static final Instant TOEN = Instant.parse("2026-11-23T09:00:00Z");
    final List<Ontvangen> vastgelegd = new CopyOnWriteArrayList<>();
    final List<String> geweigerd = new CopyOnWriteArrayList<>();
    final List<String> bevestigd = new CopyOnWriteArrayList<>();
    final Map<String, nl.zegel.document.Deel.Bron> uit = new ConcurrentHashMap<>();
    final Map<String, byte[]> bewijzen = new ConcurrentHashMap<>();
    final Map<UUID, Bewijsstuk> uitslagen = new ConcurrentHashMap<>();
    volatile Optional<LoketId> uitslagVoor = Optional.empty();
    volatile LongConsumer onderweg = n -> {};
    volatile boolean dicht;
    volatile long grens = Long.MAX_VALUE;
    volatile int openLezingen;

    record Ontvangen(OntvangstId id, Aanvoer.Soap aanvoer, long lengte, String sha256) {}

    @Override
    public Ontvangst begin(Aanvoer aanvoer, Beurt beurt) {
        throw new AssertionError("SOAP polls nothing");
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer) throws IOException {
        if (dicht) {
            throw new IOException("database away");
        }
        return new Inname((Aanvoer.Soap) aanvoer);
    }

    @Override
    public void geenZegel(Aanvoer aanvoer, String code) {
        geweigerd.add(code);
    }

    @Override
    public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
        uitslagVoor.ifPresent(l -> uitslagen.computeIfAbsent(id.waarde(), u -> bewijs(l)));
        return Optional.ofNullable(uitslagen.get(id.waarde()));
    }

    static Bewijsstuk bewijs(LoketId voor) {
        return new Bewijsstuk("aangenomen.json", "{\"uitkomst\":\"aangenomen\"}".getBytes(), new byte[] {1, 2, 3}, voor);
    }

    @Override
    public List<Item> uit(LoketId loket) {
        return uit.keySet().stream().filter(k -> k.startsWith(loket + "/")).sorted()
                .map(k -> new Item(k.substring(loket.waarde().length() + 1), 7, TOEN)).toList();
    }

    @Override
    public List<Item> bewijzen(LoketId loket) {
        return bewijzen.keySet().stream().filter(k -> k.startsWith(loket + "/")).sorted()
                .map(k -> new Item(k.substring(loket.waarde().length() + 1), 7, TOEN)).toList();
    }

    @Override
    public List<Item> in(LoketId loket) {
        return List.of();
    }

    @Override
    public Lezing open(LoketId loket, String naam) throws IOException {
        String sleutel = loket + "/" + naam;
        nl.zegel.document.Deel.Bron bron = uit.get(sleutel);
        byte[] bewijs = bewijzen.get(sleutel);
        if (bron == null && bewijs == null) {
            throw new IOException("not there");
        }
        openLezingen++;
        return new Lezing() {
            @Override
            public InputStream bytes() throws IOException {
                return bron == null ? new ByteArrayInputStream(bewijs) : bron.open();
            }

            @Override
            public long lengte() {
                return 7;
            }

            @Override
            public void volledig() {
                throw new AssertionError("over SOAP only a confirmation is a hand-over");
            }

            @Override
            public void close() {
                openLezingen--;
            }
        };
    }

    @Override
    public void bevestig(LoketId loket, String naam) throws IOException {
        if (!uit.containsKey(loket + "/" + naam)) {
            throw new IOException("not there");
        }
        bevestigd.add(loket + "/" + naam);
    }

    private final class Inname implements Ontvangst {
        private final Aanvoer.Soap aanvoer;
        private final DigestOutputStream bytes;
        private long lengte;
        private boolean gesloten;

        Inname(Aanvoer.Soap aanvoer) {
            this.aanvoer = aanvoer;
            try {
                this.bytes = new DigestOutputStream(OutputStream.nullOutputStream(), MessageDigest.getInstance("SHA-256"));
            } catch (NoSuchAlgorithmException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public OutputStream bytes() {
            return new OutputStream() {
                @Override
                public void write(int b) throws IOException {
                    write(new byte[] {(byte) b}, 0, 1);
                }

                @Override
                public void write(byte[] b, int van, int aantal) throws IOException {
                    lengte += aantal;
                    if (lengte > grens) {
                        throw new TeGroot(grens);
                    }
                    bytes.write(b, van, aantal);
                    onderweg.accept(lengte);
                }
            };
        }

        @Override
        public OntvangstId vastleggen() throws IOException {
            if (gesloten) {
                throw new IOException("closed");
            }
            OntvangstId id = new OntvangstId(UUID.randomUUID());
            vastgelegd.add(new Ontvangen(id, aanvoer, lengte, HexFormat.of().formatHex(bytes.getMessageDigest().digest())));
            return id;
        }

        @Override
        public void close() {
            gesloten = true;
        }
    }
}
