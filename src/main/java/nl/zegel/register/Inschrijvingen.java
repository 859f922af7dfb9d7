package nl.zegel.register;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/** Writes entries into the log, in the transaction of the state that they describe. Thread-safe. */
public final class Inschrijvingen {
    static final String KOLOMMEN =
            "select id, soort, onderwerp, tijdstip, vastlegging, nonce, inhoud, positie, vernietigd_onder from inschrijving ";

    private final SecureRandom toeval;

    Inschrijvingen(SecureRandom toeval) {
        this.toeval = toeval;
    }

    /** @return the entry's id; its position is given after commit by the sequencer */
    public UUID schrijf(Transactie tx, Inschrijving inschrijving) {
        return schrijf(tx, inschrijving, null);
    }

    /** @param bewaarsleutel term under which the entry's body is destroyed; null keeps it as long as the register */
    public UUID schrijf(Transactie tx, Inschrijving inschrijving, @Nullable UUID bewaarsleutel) {
        return schrijf(tx, List.of(inschrijving), bewaarsleutel).get(0);
    }

    /** Several at once, in this order. @return their ids, in the same order */
    List<UUID> schrijf(Transactie tx, List<Inschrijving> inschrijvingen, @Nullable UUID bewaarsleutel) {
        List<Nieuw> rijen = inschrijvingen.stream().map(i -> nieuw(tx, i)).toList();
        tx.voegToe("insert into inschrijving (id, soort, onderwerp, tijdstip, vastlegging, nonce, inhoud, bewaarsleutel) values (?, ?, ?, ?, ?, ?, ?, ?)",
                rijen, (ps, r) -> {
                    ps.setObject(1, r.id);
                    ps.setString(2, r.inschrijving.soort().name());
                    ps.setObject(3, r.inschrijving.onderwerp(), Types.OTHER);
                    ps.setObject(4, Transactie.sql(tx.nu()));
                    ps.setBytes(5, r.vastlegging);
                    ps.setBytes(6, r.nonce);
                    ps.setString(7, r.inhoud);
                    ps.setObject(8, bewaarsleutel, Types.OTHER);
                });
        return rijen.stream().map(Nieuw::id).toList();
    }

    private Nieuw nieuw(Transactie tx, Inschrijving inschrijving) {
        UUID id = nieuwId();
        byte[] nonce = nonce();
        String inhoud = inhoud(tx, id, inschrijving);
        return new Nieuw(id, inschrijving, nonce, inhoud, Merkle.vastlegging(nonce, inhoud.getBytes(StandardCharsets.UTF_8)));
    }

    private record Nieuw(UUID id, Inschrijving inschrijving, byte[] nonce, String inhoud, byte[] vastlegging) {}

    /** An entry as it stands; body and nonce are null once destroyed, position before it is numbered. */
    public record Regel(UUID id, Inschrijving.Soort soort, @Nullable UUID onderwerp, Instant tijdstip, byte[] vastlegging,
            byte @Nullable [] nonce, @Nullable String inhoud, @Nullable Long positie, @Nullable UUID vernietigdOnder) {}

    Regel lees(Transactie tx, UUID id) {
        return tx.db().sql(KOLOMMEN + "where id = ?").param(id).query(Inschrijvingen::regel).optional()
                .orElseThrow(() -> new GatewayBug("no entry " + id));
    }

    /** The story of one intake, delivery or piece of evidence, in order of arrival. */
    public List<Regel> over(Transactie tx, UUID onderwerp) {
        return tx.db().sql(KOLOMMEN + "where onderwerp = ? order by volgnr").param(onderwerp).query(Inschrijvingen::regel).list();
    }

    static Regel regel(ResultSet rs, int n) throws SQLException {
        return new Regel(rs.getObject(1, UUID.class), Inschrijving.Soort.valueOf(rs.getString(2)), rs.getObject(3, UUID.class),
                rs.getObject(4, OffsetDateTime.class).toInstant(), rs.getBytes(5), rs.getBytes(6), rs.getString(7),
                rs.getObject(8, Long.class), rs.getObject(9, UUID.class));
    }

    private static String inhoud(Transactie tx, UUID id, Inschrijving inschrijving) {
        Map<String, Object> json = new TreeMap<>();
        json.put("versie", Inschrijving.VERSIE);
        json.put("id", id.toString());
        json.put("soort", inschrijving.soort().name());
        json.put("tijdstip", Tijd.tekst(tx.nu()));
        if (inschrijving.onderwerp() != null) {
            json.put("onderwerp", inschrijving.onderwerp().toString());
        }
        json.put("velden", inschrijving.velden());
        return CanoniekeJson.schrijf(json);
    }

    byte[] nonce() {
        byte[] nonce = new byte[32];
        toeval.nextBytes(nonce);
        return nonce;
    }

    UUID nieuwId() {
        byte[] b = new byte[16];
        toeval.nextBytes(b);
        b[6] = (byte) (b[6] & 0x0f | 0x40);
        b[8] = (byte) (b[8] & 0x3f | 0x80);
        java.nio.ByteBuffer buffer = java.nio.ByteBuffer.wrap(b);
        return new UUID(buffer.getLong(), buffer.getLong());
    }

    static @Nullable String tekst(@Nullable UUID id) {
        return id == null ? null : id.toString();
    }
}
