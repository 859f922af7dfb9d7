package nl.zegel.register;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.List;

/**
 * A little verifier that shares nothing with the log: the recursive definitions of RFC 6962 §2.1 over all leaves, and the
 * verification algorithms of RFC 9162 §2.1.3.2 and §2.1.4.2.
 */
final class Rfc6962 {
    private Rfc6962() {}

    static byte[] sha256(byte[]... delen) {
        try {
            MessageDigest d = MessageDigest.getInstance("SHA-256");
            for (byte[] deel : delen) {
                d.update(deel);
            }
            return d.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** MTH over leaf inputs. */
    static byte[] wortel(List<byte[]> invoer) {
        if (invoer.isEmpty()) {
            return sha256();
        }
        if (invoer.size() == 1) {
            return sha256(new byte[] {0}, invoer.get(0));
        }
        int k = 1;
        while (k * 2 < invoer.size()) {
            k *= 2;
        }
        return sha256(new byte[] {1}, wortel(invoer.subList(0, k)), wortel(invoer.subList(k, invoer.size())));
    }

    static boolean inclusie(byte[] bladInvoer, long positie, long grootte, List<byte[]> pad, byte[] wortel) {
        if (positie >= grootte) {
            return false;
        }
        long fn = positie;
        long sn = grootte - 1;
        byte[] r = sha256(new byte[] {0}, bladInvoer);
        for (byte[] p : pad) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = sha256(new byte[] {1}, p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = sha256(new byte[] {1}, r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(r, wortel);
    }

    static boolean consistentie(long eerst, long dan, byte[] eersteWortel, byte[] tweedeWortel, List<byte[]> gegeven) {
        if (eerst == dan) {
            return gegeven.isEmpty() && Arrays.equals(eersteWortel, tweedeWortel);
        }
        if (gegeven.isEmpty()) {
            return false;
        }
        List<byte[]> pad = new java.util.ArrayList<>(gegeven);
        if (Long.bitCount(eerst) == 1) {
            pad.add(0, eersteWortel);
        }
        long fn = eerst - 1;
        long sn = dan - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = pad.get(0);
        byte[] sr = pad.get(0);
        for (byte[] c : pad.subList(1, pad.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = sha256(new byte[] {1}, c, fr);
                sr = sha256(new byte[] {1}, c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = sha256(new byte[] {1}, sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Arrays.equals(fr, eersteWortel) && Arrays.equals(sr, tweedeWortel);
    }
}
