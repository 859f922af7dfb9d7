package nl.zegel.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.BEROctetStringGenerator;
import org.bouncycastle.asn1.BERSequenceGenerator;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSet;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.GCMParameters;
import org.bouncycastle.asn1.cms.RecipientInfo;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;

/**
 * Writes one AuthEnvelopedData (RFC 5083) with AES-256-GCM: a random nonce of 12 bytes and a tag of 16, written explicitly since
 * the ASN.1 default is 12. By hand, because what BC's stream generator writes is refused by openssl ("missing eoc").
 */
final class GcmSchrijver extends OutputStream {
    private static final int STUK = 64 * 1024;

    private final Cipher gcm;
    private final BERSequenceGenerator info;
    private final BERSequenceGenerator envelop;
    private final BERSequenceGenerator deel;
    private final OutputStream octets;
    private boolean klaar;

    GcmSchrijver(OutputStream naar, RecipientInfo ontvanger, byte[] cek, Voorzieningen v, SecureRandom random)
            throws GeneralSecurityException, IOException {
        byte[] nonce = new byte[Algoritmen.GCM_NONCE];
        random.nextBytes(nonce);
        gcm = v.cipher("AES/GCM/NoPadding", null);
        gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(cek, "AES"), new GCMParameterSpec(Algoritmen.GCM_TAG * 8, nonce));
        info = new BERSequenceGenerator(naar);
        info.addObject(CMSObjectIdentifiers.authEnvelopedData);
        envelop = new BERSequenceGenerator(info.getRawOutputStream(), 0, true);
        envelop.addObject(new ASN1Integer(0));
        envelop.addObject(new DERSet(ontvanger));
        deel = new BERSequenceGenerator(envelop.getRawOutputStream());
        deel.addObject(CMSObjectIdentifiers.data);
        deel.addObject(new AlgorithmIdentifier(Algoritmen.AES256_GCM, new GCMParameters(nonce, Algoritmen.GCM_TAG)));
        octets = new BEROctetStringGenerator(deel.getRawOutputStream(), 0, false).getOctetOutputStream(new byte[STUK]);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] b, int off, int len) throws IOException {
        byte[] dicht = gcm.update(b, off, len);
        if (dicht != null) {
            octets.write(dicht);
        }
    }

    /** The last ciphertext, then the tag in its own field. What is behind stays open. */
    @Override
    public void close() throws IOException {
        if (klaar) {
            return;
        }
        klaar = true;
        try {
            byte[] rest = gcm.doFinal();
            int lengte = rest.length - Algoritmen.GCM_TAG;
            octets.write(rest, 0, lengte);
            octets.close();
            deel.close();
            envelop.addObject(new DEROctetString(Arrays.copyOfRange(rest, lengte, rest.length)));
            envelop.close();
            info.close();
        } catch (GeneralSecurityException e) {
            throw new GatewayBug("encryption failed", e);
        }
    }
}
