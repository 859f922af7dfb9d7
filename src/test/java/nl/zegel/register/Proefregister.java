package nl.zegel.register;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.Kanaal;
import nl.zegel.party.LoketId;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A register on a fresh database, with a clock that the test sets and keys that are no secret. */
public final class Proefregister implements AutoCloseable {
    public static final Instant BEGIN = Instant.parse("2026-11-23T09:00:00Z");
    public static final Gatewayadres ADRES = new Gatewayadres("proef.zegel.example", "test", "Stichting Proefverwerker");
    public static final LoketId POLITIE = new LoketId("politie-midden-hennep");
    public static final LoketId UTRECHT = new LoketId("gemeente-utrecht-burgemeester");

    public final Bron bron;
    public final Stelklok klok = new Stelklok();
    public final Dbrooster rooster;
    public final Register register;
    public final Pseudoniemsleutels pseudoniemen = new Pseudoniemsleutels();
    public final ConcurrentLinkedQueue<byte[]> ondertekend = new ConcurrentLinkedQueue<>();

    public Proefregister() {
        this(Proefdatabase.nieuw());
    }

    public Proefregister(Toegang toegang) {
        bron = Bron.open(toegang, 12);
        rooster = new Dbrooster(bron.bron());
        register = new Register(bron.bron(), klok, new SecureRandom(), pseudoniemen, rooster, ADRES);
    }

    /** Not a signature of anything: the register only keeps what the port gives. */
    public byte[] onderteken(byte[] inhoud) {
        ondertekend.add(inhoud);
        return ("handtekening over " + inhoud.length).getBytes(StandardCharsets.UTF_8);
    }

    JdbcClient sql() {
        return JdbcClient.create(bron.bron());
    }

    long tel(String tabel) {
        return sql().sql("select count(*) from " + tabel).query(Long.class).single();
    }

    UUID ontvang(byte... bytes) {
        return register.doe(tx -> {
            Lichaamschrijver lichaam = register.lichamen().schrijf(Lichamen.Soort.INNAME);
            schrijf(lichaam, bytes);
            return register.ontvangsten().ontvang(tx, new Ontvangsten.Nieuw(Kanaal.SFTP, POLITIE, new byte[] {1}, bytes.length), lichaam);
        });
    }

    static void schrijf(Lichaamschrijver lichaam, byte[] bytes) {
        try {
            lichaam.bytes().write(bytes);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    UUID werk(UUID ontvangst, Duration termijn) {
        UUID id = UUID.randomUUID();
        register.voer(tx -> {
            Lichaamschrijver lichaam = register.lichamen().schrijf(Lichamen.Soort.LEVERING);
            schrijf(lichaam, new byte[] {7, 7, 7});
            register.verstrekkingen().leg(tx, List.of(verstrekking(id)));
            register.werk().verschuldig(tx, new Werk.Nieuw(id, Werk.Soort.DOCUMENT, ontvangst, UTRECHT, Kanaal.SFTP, lichaam.klaar(tx), null,
                    "levering-" + id + ".p7m", new Werk.Zegel(3, "00"), tx.nu(), tx.nu().plus(termijn)));
        });
        return id;
    }

    static Verstrekkingen.Verstrekking verstrekking(UUID levering) {
        return new Verstrekkingen.Verstrekking(levering, Verstrekkingen.Handeling.VERSTREKKEN, POLITIE, UTRECHT, "PROEF", List.of("Wpg 20"),
                "proef", "1", "ef".repeat(32), List.of("P-01"), List.of("NAW"), List.of("EIGEN"), "VERDACHTE", java.util.Set.of());
    }

    UUID inschrijving(int nr) {
        return register.doe(tx -> register.inschrijvingen().schrijf(tx,
                Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "PROEF-" + nr, "ernst", "LAAG")));
    }

    UUID bewijs(UUID ontvangst, Gebeurtenis gebeurtenis) {
        return register.doe(tx -> {
            UUID inschrijving = register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.AANGENOMEN, ontvangst,
                    "loket", POLITIE.waarde(), "referentie", "HIB-2026-001"));
            return register.bewijzen().verschuldig(tx, inschrijving, feiten(ontvangst, gebeurtenis, tx.nu()));
        });
    }

    static Bewijsfeiten feiten(UUID ontvangst, Gebeurtenis gebeurtenis, Instant nu) {
        return new Bewijsfeiten(gebeurtenis, POLITIE, nu, "gateway", "De gateway heeft het bericht aangenomen.", Optional.of(nu), POLITIE,
                Optional.empty(), ontvangst, Optional.of("HIB"), Optional.of("HIB-2026-001"), Optional.empty(),
                List.of(new Bewijsfeiten.Vastlegging("DOCUMENT", "multipart/mixed", "ab".repeat(32), "cd".repeat(32))),
                Optional.of(new Bewijsfeiten.Convenantverwijzing("hennep-midden-nederland-2024", "1", "ef".repeat(32))), List.of());
    }

    @Override
    public void close() {
        bron.close();
    }

    /** HMAC under a key per period; two periods live. */
    public static final class Pseudoniemsleutels implements Pseudonimiseerder {
        public volatile String nu = "2026";

        @Override
        public Pseudoniem maak(Zoeksleutel sleutel) {
            return onder(nu, sleutel);
        }

        @Override
        public List<Pseudoniem> onderElkeSleutel(Zoeksleutel sleutel) {
            return List.of(onder("2026", sleutel), onder("2027", sleutel));
        }

        private static Pseudoniem onder(String periode, Zoeksleutel sleutel) {
            try {
                Mac mac = Mac.getInstance("HmacSHA256");
                mac.init(new SecretKeySpec(("proef " + periode).getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
                return new Pseudoniem(periode, mac.doFinal((sleutel.soort() + "|" + sleutel.genormaliseerd()).getBytes(StandardCharsets.UTF_8)));
            } catch (java.security.GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    /** A clock that stands still until it is set. */
    public static final class Stelklok extends Clock {
        private volatile Instant nu = BEGIN;

        public void vooruit(Duration duur) {
            nu = nu.plus(duur);
        }

        public void zet(Instant moment) {
            nu = moment;
        }

        @Override
        public Instant instant() {
            return nu;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException();
        }
    }
}
