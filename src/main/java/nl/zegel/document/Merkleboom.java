package nl.zegel.document;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** A Merkle tree (RFC 6962 2.1) whose size is a power of two, so that every path is as long as every other. */
final class Merkleboom {
    /** Below this many leaves a document's size does not show at all. */
    static final int KLEINSTE = 64;

    private final List<List<byte[]>> lagen = new ArrayList<>();

    private Merkleboom(List<byte[]> bladen) {
        lagen.add(bladen);
        while (lagen.get(lagen.size() - 1).size() > 1) {
            List<byte[]> onder = lagen.get(lagen.size() - 1);
            List<byte[]> boven = new ArrayList<>(onder.size() / 2);
            for (int i = 0; i < onder.size(); i += 2) {
                boven.add(knoop(onder.get(i), onder.get(i + 1)));
            }
            lagen.add(boven);
        }
    }

    /** Pads with leaves that only the seed can tell from real ones, and orders all by a hash that only the seed can make. */
    static Merkleboom geschud(List<byte[]> echt, byte[] zaad) {
        int grootte = KLEINSTE;
        while (grootte < echt.size()) {
            grootte *= 2;
        }
        record Gesorteerd(byte[] sleutel, byte[] blad) {}
        List<Gesorteerd> alle = new ArrayList<>(grootte);
        echt.forEach(b -> alle.add(new Gesorteerd(Blad.sha256(new byte[] {3}, zaad, b), b)));
        for (int i = echt.size(); i < grootte; i++) {
            byte[] vulling = Blad.sha256(new byte[] {4}, zaad, ByteBuffer.allocate(4).putInt(i).array());
            alle.add(new Gesorteerd(Blad.sha256(new byte[] {3}, zaad, vulling), vulling));
        }
        alle.sort((a, b) -> Arrays.compareUnsigned(a.sleutel(), b.sleutel()));
        return new Merkleboom(alle.stream().map(Gesorteerd::blad).toList());
    }

    byte[] wortel() {
        return lagen.get(lagen.size() - 1).get(0);
    }

    /** Index of a leaf, or -1. */
    int plaats(byte[] blad) {
        List<byte[]> bladen = lagen.get(0);
        for (int i = 0; i < bladen.size(); i++) {
            if (MessageDigest.isEqual(bladen.get(i), blad)) {
                return i;
            }
        }
        return -1;
    }

    List<byte[]> pad(int plaats) {
        List<byte[]> pad = new ArrayList<>();
        int hier = plaats;
        for (List<byte[]> laag : lagen.subList(0, lagen.size() - 1)) {
            pad.add(laag.get(hier ^ 1));
            hier >>= 1;
        }
        return pad;
    }

    static boolean klopt(byte[] blad, int plaats, List<byte[]> pad, byte[] wortel) {
        byte[] hier = blad;
        int rest = plaats;
        for (byte[] broer : pad) {
            hier = (rest & 1) == 0 ? knoop(hier, broer) : knoop(broer, hier);
            rest >>= 1;
        }
        return rest == 0 && MessageDigest.isEqual(hier, wortel);
    }

    private static byte[] knoop(byte[] links, byte[] rechts) {
        return Blad.sha256(new byte[] {1}, links, rechts);
    }
}
