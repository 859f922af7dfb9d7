package nl.zegel.register;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Beschadigd;

/** Reads a finished body block by block; no connection is held between blocks. Belongs to one thread. */
final class Lichaamlezer extends InputStream {
    private final Register register;
    private final UUID id;
    private final int blokken;
    private final long lengte;
    private long gelezen;
    private int volgende;
    private byte[] blok = new byte[0];
    private int plaats;

    Lichaamlezer(Register register, UUID id, int blokken, long lengte) {
        this.register = register;
        this.id = id;
        this.blokken = blokken;
        this.lengte = lengte;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int van, int aantal) throws IOException {
        if (aantal == 0) {
            return 0;
        }
        while (plaats == blok.length) {
            if (volgende == blokken) {
                if (gelezen != lengte) {
                    throw new Beschadigd("body " + id + " is damaged: " + gelezen + " of " + lengte + " bytes are there");
                }
                return -1;
            }
            haal();
        }
        int stuk = Math.min(aantal, blok.length - plaats);
        System.arraycopy(blok, plaats, b, van, stuk);
        plaats += stuk;
        gelezen += stuk;
        return stuk;
    }

    private void haal() throws IOException {
        Optional<byte[]> gevonden;
        try {
            gevonden = register.lees(db -> db.sql("select bytes from lichaam_blok where lichaam = ? and nr = ?")
                    .params(id, volgende).query((rs, n) -> rs.getBytes(1)).optional());
        } catch (RegisterFout fout) {
            throw new IOException("body " + id + " cannot be read now; try again", fout);
        }
        blok = gevonden.orElseThrow(() -> new Beschadigd("body " + id + " was destroyed or is damaged"));
        volgende++;
        plaats = 0;
    }
}
