package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.ONTSLEUTELING;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-CBC plaintext (profile 3.2). Unproven by itself: only the signatures inside and outside prove it, and nothing
 * is used before both hold (EFAIL).
 */
final class CbcStroom extends GcmStroom.Stroom {
    private static final int STUK = 64 * 1024;

    private final InputStream dicht;
    private final Cipher cbc;
    private final Staart staart;
    private boolean einde;

    /** Reads and checks what follows the content. */
    @FunctionalInterface
    interface Staart {
        void lees() throws IOException;
    }

    CbcStroom(InputStream dicht, byte[] cek, byte[] iv, Staart staart, Voorzieningen v) throws IOException {
        this.dicht = dicht;
        this.staart = staart;
        try {
            cbc = v.cipher("AES/CBC/PKCS5Padding", null);
            cbc.init(Cipher.DECRYPT_MODE, new SecretKeySpec(cek, "AES"), new IvParameterSpec(iv));
        } catch (GeneralSecurityException e) {
            throw new Ongeldig(ONTSLEUTELING);
        }
    }

    @Override
    byte @Nullable [] volgende() throws IOException {
        if (einde) {
            return null;
        }
        byte[] in = dicht.readNBytes(STUK);
        if (in.length > 0) {
            byte[] uit = cbc.update(in);
            return uit == null ? new byte[0] : uit;
        }
        einde = true;
        staart.lees();
        try {
            return cbc.doFinal();
        } catch (GeneralSecurityException e) {
            throw new Ongeldig(ONTSLEUTELING);
        }
    }
}
