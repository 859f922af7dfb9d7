package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.ONTSLEUTELING;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/**
 * AES-256-GCM plaintext. Small content is decrypted at once by the fast provider, which gives nothing before the tag
 * held. Large content goes through BC's cipher, which alone streams in constant memory; its bytes are unproven until the
 * end was read without exception.
 */
final class GcmStroom extends InputStream {
    /** Ciphertext that is held in memory for the fast provider, in bytes. */
    static final int INEENS = 2 * 1024 * 1024;
    private static final int STUK = 64 * 1024;

    private final InputStream dicht;
    private final byte[] cek;
    private final byte[] nonce;
    private final Tag tag;
    private final Voorzieningen v;
    private @Nullable InputStream open;

    /** Reads what follows the content: the tag. */
    @FunctionalInterface
    interface Tag {
        byte[] lees() throws IOException;
    }

    GcmStroom(InputStream dicht, byte[] cek, byte[] nonce, Tag tag, Voorzieningen v) {
        this.dicht = dicht;
        this.cek = cek;
        this.nonce = nonce;
        this.tag = tag;
        this.v = v;
    }

    @Override
    public int read() throws IOException {
        byte[] een = new byte[1];
        return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
    }

    @Override
    public int read(byte[] b, int off, int len) throws IOException {
        InputStream nu = open;
        if (nu == null) {
            nu = begin();
            open = nu;
        }
        return nu.read(b, off, len);
    }

    private InputStream begin() throws IOException {
        byte[] eerste = dicht.readNBytes(INEENS);
        if (eerste.length < INEENS) {
            return new ByteArrayInputStream(ineens(eerste, tag.lees()));
        }
        GCMModeCipher gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
        gcm.init(false, new AEADParameters(new KeyParameter(cek), Algoritmen.GCM_TAG * 8, nonce));
        return new Stukken(gcm, eerste);
    }

    private byte[] ineens(byte[] bytes, byte[] merk) throws IOException {
        try {
            Cipher gcm = v.cipher("AES/GCM/NoPadding", null);
            gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(cek, "AES"), new GCMParameterSpec(Algoritmen.GCM_TAG * 8, nonce));
            byte[] samen = Arrays.copyOf(bytes, bytes.length + merk.length);
            System.arraycopy(merk, 0, samen, bytes.length, merk.length);
            return gcm.doFinal(samen);
        } catch (GeneralSecurityException e) {
            throw new Ongeldig(ONTSLEUTELING);
        }
    }

    private final class Stukken extends Stroom {
        private final GCMModeCipher gcm;
        private byte @Nullable [] eerste;
        private boolean einde;

        Stukken(GCMModeCipher gcm, byte[] eerste) {
            this.gcm = gcm;
            this.eerste = eerste;
        }

        @Override
        byte @Nullable [] volgende() throws IOException {
            if (einde) {
                return null;
            }
            byte[] in = eerste == null ? dicht.readNBytes(STUK) : eerste;
            eerste = null;
            if (in.length > 0) {
                byte[] uit = new byte[gcm.getUpdateOutputSize(in.length)];
                return Arrays.copyOf(uit, gcm.processBytes(in, 0, in.length, uit, 0));
            }
            einde = true;
            return slot();
        }

        private byte[] slot() throws IOException {
            byte[] merk = tag.lees();
            byte[] uit = new byte[gcm.getOutputSize(merk.length)];
            int n = gcm.processBytes(merk, 0, merk.length, uit, 0);
            try {
                n += gcm.doFinal(uit, n);
            } catch (InvalidCipherTextException e) {
                throw new Ongeldig(ONTSLEUTELING);
            }
            return Arrays.copyOf(uit, n);
        }
    }

    /** A stream made of pieces. */
    abstract static class Stroom extends InputStream {
        private byte[] stuk = new byte[0];
        private int plaats;

        /** The next piece, possibly empty; null at the proven end. */
        abstract byte @Nullable [] volgende() throws IOException;

        @Override
        public int read() throws IOException {
            byte[] een = new byte[1];
            return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int off, int len) throws IOException {
            while (plaats == stuk.length) {
                byte[] nieuw = volgende();
                if (nieuw == null) {
                    return -1;
                }
                stuk = nieuw;
                plaats = 0;
            }
            int n = Math.min(len, stuk.length - plaats);
            System.arraycopy(stuk, plaats, b, off, n);
            plaats += n;
            return n;
        }
    }
}
