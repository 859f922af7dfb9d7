package nl.zegel.register;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Beschadigd;
import org.jspecify.annotations.Nullable;

/**
 * Encrypted bytes of any size, kept in blocks of {@value #BLOK} bytes; memory does not grow with size. The bytes given
 * are ciphertext already: this room never sees a document.
 *
 * <p>Each full block is committed by itself, because one transaction over a slow upload of gigabytes would hold a
 * connection and the vacuum horizon for hours. Until {@link Lichaamschrijver#klaar} commits, the body is BEZIG: nobody
 * can open it, and closing or the sweeper removes it. Blocks commit without waiting for the disk; the transaction that
 * says "klaar" does wait, and PostgreSQL's log is one sequence, so whatever it acknowledges is durable as a whole.
 */
public final class Lichamen {
    static final int BLOK = 512 * 1024;

    /** What a body is. */
    public enum Soort { INNAME, DOCUMENT, BIJLAGE, LEVERING }

    private final Register register;

    Lichamen(Register register) {
        this.register = register;
    }

    /**
     * What opens a body.
     *
     * @param bewaarsleutel key row that wraps its data key
     * @param verpakt       its wrapped data key, opaque
     */
    public record Slot(UUID bewaarsleutel, byte[] verpakt) {}

    /** Starts a new body under a retention key. */
    public Lichaamschrijver schrijf(Soort soort, Slot slot) {
        return new Lichaamschrijver(register, soort, slot);
    }

    /** Starts a new body under the intake key, which needs no row. */
    public Lichaamschrijver schrijf(Soort soort) {
        return new Lichaamschrijver(register, soort, null);
    }

    /** What opens a finished body; empty when it is under the intake key, not there or destroyed. */
    public Optional<Slot> slot(UUID id) {
        return register.lees(db -> db.sql("""
                select l.bewaarsleutel, l.verpakt from lichaam l join bewaarsleutel s on s.id = l.bewaarsleutel
                where l.id = ? and l.staat = 'KLAAR' and s.vernietigd is null""")
                .param(id).query((rs, n) -> new Slot(rs.getObject(1, UUID.class), rs.getBytes(2))).optional());
    }

    /**
     * Opens a finished body; each call starts at the first byte.
     *
     * @throws Beschadigd when there is no such finished body, or its data key was destroyed
     */
    public InputStream lees(UUID id) throws IOException {
        Kop kop = kop(id).orElseThrow(() -> new Beschadigd("body " + id + " is not there, not finished or destroyed"));
        return new Lichaamlezer(register, id, kop.blokken(), kop.lengte());
    }

    /** Ciphertext length in bytes, or empty as {@link #lees} would fail. */
    public Optional<Long> lengte(UUID id) {
        return kop(id).map(Kop::lengte);
    }

    /** Removes a body, finished or not; rows that refer to it must be gone or let go in the same transaction. */
    public void verwijder(Transactie tx, UUID id) {
        tx.db().sql("delete from lichaam where id = ?").param(id).update();
    }

    /** Removes bodies whose writer was last seen longer ago than this. @return how many */
    public int veeg(Duration stil) {
        return register.doe(tx -> tx.db().sql("delete from lichaam where staat = 'BEZIG' and laatst < ?")
                .param(Transactie.sql(tx.nu().minus(stil))).update());
    }

    private Optional<Kop> kop(UUID id) {
        return register.lees(db -> db.sql("""
                select l.blokken, l.lengte from lichaam l left join bewaarsleutel s on s.id = l.bewaarsleutel
                where l.id = ? and l.staat = 'KLAAR' and s.vernietigd is null""")
                .param(id).query((rs, n) -> new Kop(rs.getInt(1), rs.getLong(2))).optional());
    }

    private record Kop(int blokken, long lengte) {}
}
