package nl.zegel.crypto;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.OutputAEADEncryptor;
import org.jspecify.annotations.Nullable;

/** AES-256-GCM with a fresh key, a random nonce of 12 bytes and a tag of 16, written explicitly: the ASN.1 default is 12. */
final class GcmSchrijver implements OutputAEADEncryptor {
    private final Cipher gcm;
    private final AlgorithmIdentifier alg;
    private final byte[] cek;
    private byte @Nullable [] tag;

    GcmSchrijver(byte[] cek, Voorzieningen v, SecureRandom random) throws GeneralSecurityException {
        byte[] nonce = new byte[Algoritmen.GCM_NONCE];
        random.nextBytes(nonce);
        gcm = v.cipher("AES/GCM/NoPadding", null);
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(cek, "AES"), new GCMParameterSpec(Algoritmen.GCM_TAG * 8, nonce));
        alg = new AlgorithmIdentifier(Algoritmen.AES256_GCM, new GCMParameters(nonce, Algoritmen.GCM_TAG));
        this.cek = cek;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return alg;
    }

    @Override
    public OutputStream getOutputStream(OutputStream naar) {
        return new Stroom(naar);
    }

    /** There is none: authenticated attributes are not used. */
    @Override
    public OutputStream getAADStream() {
        throw new GatewayBug("associated data is not used");
    }

    @Override
    public byte[] getMAC() {
        if (tag == null) {
            throw new GatewayBug("tag was asked for before the content ended");
        }
        return tag;
    }

    @Override
    public GenericKey getKey() {
        return new GenericKey(alg, cek);
    }

    private final class Stroom extends FilterOutputStream {
        Stroom(OutputStream naar) {
            super(naar);
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            byte[] dicht = gcm.update(b, off, len);
            if (dicht != null) {
                out.write(dicht);
            }
        }

        /** The last ciphertext goes out here, the tag stays behind for the field of its own. */
        @Override
        public void close() throws IOException {
            if (tag != null) {
                return;
            }
            try {
                byte[] rest = gcm.doFinal();
                int lengte = rest.length - Algoritmen.GCM_TAG;
                tag = Arrays.copyOfRange(rest, lengte, rest.length);
                out.write(rest, 0, lengte);
                out.close();
            } catch (GeneralSecurityException e) {
                throw new GatewayBug("encryption failed", e);
            }
        }
    }
}
