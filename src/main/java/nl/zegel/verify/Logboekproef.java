package nl.zegel.verify;

import java.util.ArrayList;
import java.util.List;

/** Proofs of an append-only log, by the algorithms of RFC 9162 sections 2.1.3.2 and 2.1.4.2 (the tree of RFC 6962). */
final class Logboekproef {
    private Logboekproef() {}

    static boolean inclusie(byte[] blad, long positie, long grootte, List<byte[]> pad, byte[] wortel) {
        if (positie < 0 || positie >= grootte) {
            return false;
        }
        long fn = positie;
        long sn = grootte - 1;
        byte[] r = blad;
        for (byte[] p : pad) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                r = Hash.knoop(p, r);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                r = Hash.knoop(r, p);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Hash.gelijk(r, wortel);
    }

    /** True when the log of the old size and root is the beginning of the new one. */
    static boolean consistentie(long oud, byte[] oudeWortel, long nieuw, byte[] nieuweWortel, List<byte[]> pad) {
        if (oud <= 0 || oud > nieuw) {
            return false;
        }
        if (oud == nieuw) {
            return pad.isEmpty() && Hash.gelijk(oudeWortel, nieuweWortel);
        }
        List<byte[]> heel = new ArrayList<>(pad);
        if (Long.bitCount(oud) == 1) {
            heel.add(0, oudeWortel);
        }
        if (heel.isEmpty()) {
            return false;
        }
        long fn = oud - 1;
        long sn = nieuw - 1;
        while ((fn & 1) == 1) {
            fn >>= 1;
            sn >>= 1;
        }
        byte[] fr = heel.get(0);
        byte[] sr = heel.get(0);
        for (byte[] c : heel.subList(1, heel.size())) {
            if (sn == 0) {
                return false;
            }
            if ((fn & 1) == 1 || fn == sn) {
                fr = Hash.knoop(c, fr);
                sr = Hash.knoop(c, sr);
                while ((fn & 1) == 0 && fn != 0) {
                    fn >>= 1;
                    sn >>= 1;
                }
            } else {
                sr = Hash.knoop(sr, c);
            }
            fn >>= 1;
            sn >>= 1;
        }
        return sn == 0 && Hash.gelijk(fr, oudeWortel) && Hash.gelijk(sr, nieuweWortel);
    }

    /** A growing log: gives the root at each size that it passes. */
    static final class Groei {
        private final List<byte[]> toppen = new ArrayList<>();
        private long grootte;

        void voegToe(byte[] blad) {
            byte[] hier = blad;
            for (long n = grootte; (n & 1) == 1; n >>= 1) {
                hier = Hash.knoop(toppen.remove(toppen.size() - 1), hier);
            }
            toppen.add(hier);
            grootte++;
        }

        long grootte() {
            return grootte;
        }

        byte[] wortel() {
            if (toppen.isEmpty()) {
                return Hash.sha256();
            }
            byte[] hier = toppen.get(toppen.size() - 1);
            for (int i = toppen.size() - 2; i >= 0; i--) {
                hier = Hash.knoop(toppen.get(i), hier);
            }
            return hier;
        }
    }
}
