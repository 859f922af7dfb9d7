package nl.zegel.crypto;

import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import javax.crypto.Cipher;
import javax.crypto.CipherOutputStream;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.operator.GenericKey;
import org.bouncycastle.operator.OutputEncryptor;

/** AES-256-CBC with a random IV, as BC's generator wants it. */
final class CbcSchrijver implements OutputEncryptor {
    private final Cipher cbc;
    private final AlgorithmIdentifier alg;
    private final byte[] cek;

    CbcSchrijver(byte[] cek, Voorzieningen v, SecureRandom random) throws GeneralSecurityException {
        byte[] iv = new byte[Algoritmen.CBC_IV];
        random.nextBytes(iv);
        cbc = v.cipher("AES/CBC/PKCS5Padding", null);
        cbc.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(cek, "AES"), new IvParameterSpec(iv));
        alg = new AlgorithmIdentifier(Algoritmen.AES256_CBC, new DEROctetString(iv));
        this.cek = cek;
    }

    @Override
    public AlgorithmIdentifier getAlgorithmIdentifier() {
        return alg;
    }

    @Override
    public OutputStream getOutputStream(OutputStream naar) {
        return new CipherOutputStream(naar, cbc);
    }

    @Override
    public GenericKey getKey() {
        return new GenericKey(alg, cek);
    }
}
