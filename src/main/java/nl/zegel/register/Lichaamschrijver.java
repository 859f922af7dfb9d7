package nl.zegel.register;

import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/**
 * A body being written, once. Closing it before {@link #klaar} is durable removes every trace. Belongs to one thread at
 * a time; holds one block in memory.
 */
public final class Lichaamschrijver implements Closeable {
    private final Register register;
    private final Lichamen.Soort soort;
    private final Lichamen.@Nullable Slot slot;
    private final UUID id = UUID.randomUUID();
    private final Stroom stroom = new Stroom();
    private byte[] blok = new byte[16 * 1024];
    private int inBlok;
    private int blokken;
    private long lengte;
    private boolean begonnen;
    private boolean duurzaam;
    private boolean dicht;

    Lichaamschrijver(Register register, Lichamen.Soort soort, Lichamen.@Nullable Slot slot) {
        this.register = register;
        this.soort = soort;
        this.slot = slot;
    }

    /** Where the ciphertext goes. Closing the stream ends the bytes, and neither keeps nor removes the body. */
    public OutputStream bytes() {
        return stroom;
    }

    public UUID id() {
        return id;
    }

    /** Bytes written so far. */
    public long lengte() {
        return lengte;
    }

    /**
     * Finishes the body as part of the transaction: it exists from its commit on, and not at all when it rolls back.
     *
     * @return the body's id
     */
    public UUID klaar(Transactie tx) {
        if (dicht) {
            throw new GatewayBug("body " + id + " was closed already");
        }
        stroom.einde = true;
        if (!begonnen) {
            rij(tx);
        }
        int telling = blokken + (inBlok > 0 ? 1 : 0);
        int rijen = tx.db().sql("update lichaam set staat = 'KLAAR', lengte = ?, blokken = ?, laatst = ? where id = ? and staat = 'BEZIG'")
                .params(lengte, telling, Transactie.sql(tx.nu()), id).update();
        if (rijen != 1) {
            throw new RegisterFout("body " + id + " was swept while it was written; it must be sent again");
        }
        if (inBlok > 0) {
            blokNaar(tx, blokken);
        }
        tx.naCommit(() -> duurzaam = true);
        return id;
    }

    /** Removes the body unless it is durable. Never fails: what cannot be removed now, the sweeper removes. */
    @Override
    public void close() {
        if (dicht) {
            return;
        }
        dicht = true;
        stroom.einde = true;
        if (begonnen && !duurzaam) {
            try {
                register.voer(tx -> tx.db().sql("delete from lichaam where id = ? and staat = 'BEZIG'").param(id).update());
            } catch (RegisterFout weg) {
                stroom.einde = true;
            }
        }
    }

    private void rij(Transactie tx) {
        tx.db().sql("insert into lichaam (id, soort, staat, bewaarsleutel, verpakt, laatst) values (?, ?, 'BEZIG', ?::uuid, ?, ?)")
                .params(id, soort.name(), Inschrijvingen.tekst(slot == null ? null : slot.bewaarsleutel()),
                        slot == null ? null : slot.verpakt(), Transactie.sql(tx.nu())).update();
    }

    private void blokNaar(Transactie tx, int nr) {
        tx.db().sql("insert into lichaam_blok (lichaam, nr, bytes) values (?, ?, ?)")
                .params(id, nr, inBlok == blok.length ? blok : Arrays.copyOf(blok, inBlok)).update();
    }

    private void spoel() throws IOException {
        try {
            register.voer(tx -> {
                tx.db().sql("set local synchronous_commit = off").update();
                if (!begonnen) {
                    rij(tx);
                } else if (tx.db().sql("update lichaam set laatst = ? where id = ?").params(Transactie.sql(tx.nu()), id).update() != 1) {
                    throw new RegisterFout("body " + id + " was swept while it was written; it must be sent again");
                }
                blokNaar(tx, blokken);
            });
        } catch (RegisterFout fout) {
            throw new IOException("the bytes could not be kept; nothing was received, send again", fout);
        }
        begonnen = true;
        blokken++;
        inBlok = 0;
    }

    private final class Stroom extends OutputStream {
        private boolean einde;

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int van, int aantal) throws IOException {
            if (einde) {
                throw new IOException("body " + id + " is finished: it is written once");
            }
            int gedaan = 0;
            while (gedaan < aantal) {
                if (inBlok == Lichamen.BLOK) {
                    spoel();
                }
                int stuk = Math.min(aantal - gedaan, Lichamen.BLOK - inBlok);
                groei(inBlok + stuk);
                System.arraycopy(b, van + gedaan, blok, inBlok, stuk);
                inBlok += stuk;
                gedaan += stuk;
                lengte += stuk;
            }
        }

        private void groei(int nodig) {
            if (nodig > blok.length) {
                blok = Arrays.copyOf(blok, Math.min(Lichamen.BLOK, Math.max(nodig, blok.length * 2)));
            }
        }

        @Override
        public void close() {
            einde = true;
        }
    }
}
