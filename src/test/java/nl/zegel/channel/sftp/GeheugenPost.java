package nl.zegel.channel.sftp;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.LoketId;

/** Intake and Postbus in memory, with switches for the failures a channel must survive. */
final class GeheugenPost implements Intake, Postbus {
    private static final Instant TOEN = Instant.parse("2026-11-23T09:00:00Z");
    final List<Ontvangen> vastgelegd = new CopyOnWriteArrayList<>();
    final List<String> volledigGelezen = new CopyOnWriteArrayList<>();
    final Map<String, byte[]> uit = new ConcurrentHashMap<>();
    final Map<String, byte[]> bewijzen = new ConcurrentHashMap<>();
    volatile int onderBeurt;
    volatile boolean vastleggenFaalt;
    volatile boolean beginFaalt;
    volatile long grens = Long.MAX_VALUE;
    volatile int losgelaten;

    record Ontvangen(Aanvoer.Sftp aanvoer, byte[] bytes) {}

    /** Puts an item in a loket's folder. */
    void leg(Map<String, byte[]> map, String loket, String naam, byte[] bytes) {
        map.put(loket + "/" + naam, bytes);
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException {
        onderBeurt++;
        return begin(aanvoer);
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer) throws IOException {
        if (beginFaalt) {
            throw new IOException("database away");
        }
        return new InGeheugen((Aanvoer.Sftp) aanvoer);
    }

    @Override
    public void geenZegel(Aanvoer aanvoer, String code) {
        throw new AssertionError("SFTP hands over every byte it took");
    }

    @Override
    public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
        return Optional.empty();
    }

    @Override
    public List<Item> uit(LoketId loket) {
        return items(uit, loket);
    }

    @Override
    public List<Item> bewijzen(LoketId loket) {
        return items(bewijzen, loket);
    }

    @Override
    public List<Item> in(LoketId loket) {
        return vastgelegd.stream().filter(o -> o.aanvoer().login().equals(loket))
                .map(o -> new Item(o.aanvoer().naam(), o.bytes().length, TOEN)).toList();
    }

    private static List<Item> items(Map<String, byte[]> map, LoketId loket) {
        List<Item> items = new ArrayList<>();
        map.forEach((naam, bytes) -> {
            if (naam.startsWith(loket + "/")) {
                items.add(new Item(naam.substring(loket.waarde().length() + 1), bytes.length, TOEN));
            }
        });
        return items;
    }

    @Override
    public Lezing open(LoketId loket, String naam) throws IOException {
        byte[] bytes = uit.getOrDefault(loket + "/" + naam, bewijzen.get(loket + "/" + naam));
        if (bytes == null) {
            throw new IOException("not there");
        }
        return new Lezing() {
            @Override
            public InputStream bytes() {
                return new ByteArrayInputStream(bytes);
            }

            @Override
            public long lengte() {
                return bytes.length;
            }

            @Override
            public void volledig() {
                volledigGelezen.add(loket + "/" + naam);
            }

            @Override
            public void close() {
                losgelaten++;
            }
        };
    }

    @Override
    public void bevestig(LoketId loket, String naam) {
        throw new UnsupportedOperationException("SFTP never confirms");
    }

    private final class InGeheugen implements Ontvangst {
        private final Aanvoer.Sftp aanvoer;
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private boolean dicht;

        InGeheugen(Aanvoer.Sftp aanvoer) {
            this.aanvoer = aanvoer;
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
                    if (dicht || bytes.size() + aantal > grens) {
                        throw new IOException("limit");
                    }
                    bytes.write(b, van, aantal);
                }
            };
        }

        @Override
        public OntvangstId vastleggen() throws IOException {
            if (vastleggenFaalt || dicht) {
                throw new IOException("commit failed");
            }
            vastgelegd.add(new Ontvangen(aanvoer, bytes.toByteArray()));
            return new OntvangstId(UUID.randomUUID());
        }

        @Override
        public void close() {
            dicht = true;
        }
    }
}
