package nl.zegel.exchange;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import nl.zegel.crypto.Bindsel;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import nl.zegel.register.Lichaamschrijver;
import nl.zegel.register.Lichamen;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Transactie;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 1: bytes are encrypted to the intake key while they stream into the database, and are durable with the work they
 * owe before the channel acknowledges. Needs no private key, so receiving goes on while the key store is closed.
 */
public final class IntakeDienst implements Intake {
    private static final Logger LOG = LoggerFactory.getLogger(IntakeDienst.class);
    static final int VERSIE = 1;
    private static final int BIND = 16;

    private final Register register;
    private final Ontvangstkluis kluis;
    private final Supplier<X509Certificate> intakecertificaat;
    private final BooleanSupplier gesloten;
    private final Uitslagen uitslagen;
    private final long grens;

    /**
     * @param gesloten true while evidence cannot be made: then nothing is received
     * @param grens    bytes of one submission at most
     */
    public IntakeDienst(Register register, Ontvangstkluis kluis, Supplier<X509Certificate> intakecertificaat,
            BooleanSupplier gesloten, Uitslagen uitslagen, long grens) {
        this.register = register;
        this.kluis = kluis;
        this.intakecertificaat = intakecertificaat;
        this.gesloten = gesloten;
        this.uitslagen = uitslagen;
        this.grens = grens;
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer) throws IOException {
        return begin(aanvoer, Optional.empty());
    }

    @Override
    public Ontvangst begin(Aanvoer aanvoer, Beurt beurt) throws IOException {
        return begin(aanvoer, Optional.of(beurt));
    }

    private Ontvangst begin(Aanvoer aanvoer, Optional<Beurt> beurt) throws IOException {
        if (gesloten.getAsBoolean()) {
            throw new IOException("the gateway receives nothing now; send again later");
        }
        return new Inname(aanvoer, beurt);
    }

    @Override
    public void geenZegel(Aanvoer aanvoer, String code) throws IOException {
        try {
            register.doe(tx -> {
                register.ontvangsten().telNietAuthentiek(tx, aanvoer.kanaal(), code);
                return true;
            });
        } catch (RegisterFout fout) {
            throw new IOException("could not be counted; offer it again", fout);
        }
    }

    @Override
    public Optional<Bewijsstuk> wachtOpUitslag(OntvangstId id, Duration tenHoogste) {
        return uitslagen.wacht(id.waarde(), tenHoogste);
    }

    static Bindsel bindsel(UUID bind, String soort) {
        return new Bindsel(bind.toString(), "", soort, VERSIE);
    }

    /** The binding id in front of the encrypted supply; it ties both to each other. */
    static byte[] metBind(UUID bind, byte[] dicht) {
        return ByteBuffer.allocate(BIND + dicht.length).putLong(bind.getMostSignificantBits())
                .putLong(bind.getLeastSignificantBits()).put(dicht).array();
    }

    static UUID bind(byte[] gezien) {
        ByteBuffer buffer = ByteBuffer.wrap(gezien);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static byte[] zonderBind(byte[] gezien) {
        return Arrays.copyOfRange(gezien, BIND, gezien.length);
    }

    private final class Inname implements Ontvangst {
        private final Aanvoer aanvoer;
        private final Optional<Beurt> beurt;
        private final UUID bind = UUID.randomUUID();
        private final Lichaamschrijver lichaam;
        private final OutputStream dicht;
        private final Geteld bytes;

        Inname(Aanvoer aanvoer, Optional<Beurt> beurt) throws IOException {
            this.aanvoer = aanvoer;
            this.beurt = beurt;
            lichaam = begonnen();
            dicht = kluis.versleutel(intakecertificaat.get(), bindsel(bind, "ontvangst"), lichaam.bytes());
            bytes = new Geteld(dicht, grens);
        }

        private Lichaamschrijver begonnen() throws IOException {
            try {
                return register.lichamen().schrijf(Lichamen.Soort.INNAME);
            } catch (RegisterFout fout) {
                throw new IOException("nothing can be received now; send again", fout);
            }
        }

        @Override
        public OutputStream bytes() {
            return bytes;
        }

        @Override
        public OntvangstId vastleggen() throws IOException {
            if (bytes.teGroot) {
                throw new TeGroot(grens);
            }
            try {
                dicht.close();
            } catch (RegisterFout fout) {
                throw new IOException("the bytes could not be made durable; send again", fout);
            }
            byte[] gezien = metBind(bind, dicht(AanvoerVorm.schrijf(aanvoer, bytes.sha256())));
            try {
                // INVARIANT (register first): the row and the work it owes are durable before anybody is told "received".
                return register.doe(tx -> leg(tx, gezien)).map(OntvangstId::new)
                        .orElseThrow(() -> new IOException("the turn to fetch this is over; who has it now fetches it"));
            } catch (RegisterFout fout) {
                throw new IOException("the bytes could not be made durable; send again", fout);
            }
        }

        private Optional<UUID> leg(Transactie tx, byte[] gezien) {
            if (beurt.filter(b -> !register.beurten().houdt(tx, b.bron(), b.fence())).isPresent()) {
                return Optional.empty();
            }
            return Optional.of(register.ontvangsten()
                    .ontvang(tx, new Ontvangsten.Nieuw(aanvoer.kanaal(), login(aanvoer), gezien, bytes.aantal()), lichaam));
        }

        private byte[] dicht(byte[] open) throws IOException {
            ByteArrayOutputStream naar = new ByteArrayOutputStream();
            try (OutputStream in = kluis.versleutel(intakecertificaat.get(), bindsel(bind, "aanvoer"), naar)) {
                in.write(open);
            }
            return naar.toByteArray();
        }

        @Override
        public void close() {
            try {
                lichaam.close();
            } catch (RegisterFout fout) {
                // An unfinished body is invisible to everybody; the sweeper removes it.
                LOG.warn("an unfinished body is left to the sweeper: {}", fout.getClass().getSimpleName());
            }
        }
    }

    private static @Nullable LoketId login(Aanvoer aanvoer) {
        return aanvoer instanceof Aanvoer.Sftp sftp ? sftp.login() : null;
    }

    /** Counts and digests, and stops at the limit while streaming. */
    private static final class Geteld extends OutputStream {
        private final OutputStream naar;
        private final long grens;
        private final MessageDigest digest;
        private long aantal;
        private boolean teGroot;

        Geteld(OutputStream naar, long grens) {
            this.naar = naar;
            this.grens = grens;
            try {
                this.digest = MessageDigest.getInstance("SHA-256");
            } catch (NoSuchAlgorithmException e) {
                throw new GatewayBug("every JDK has SHA-256", e);
            }
        }

        byte[] sha256() {
            return digest.digest();
        }

        long aantal() {
            return aantal;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int van, int lengte) throws IOException {
            if (teGroot || aantal + lengte > grens) {
                teGroot = true;
                throw new TeGroot(grens);
            }
            try {
                naar.write(b, van, lengte);
            } catch (RegisterFout fout) {
                throw new IOException("the bytes could not be kept; send again", fout);
            }
            digest.update(b, van, lengte);
            aantal += lengte;
        }

        @Override
        public void close() {
            // The bytes end with vastleggen; closing this early must not make half a body whole.
        }
    }
}
