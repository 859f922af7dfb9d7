package nl.zegel.register;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import nl.zegel.party.GatewayBug;

/**
 * Roots and proofs of a Merkle tree (RFC 6962 §2.1) from its stored complete subtrees. Each answer asks for the nodes
 * it needs at once, O(log n) of them.
 */
final class Boom {
    /** A complete subtree: {@code niveau} 0 is a leaf hash. */
    record Knoop(int niveau, long nr) {}

    private final Function<Set<Knoop>, Map<Knoop, byte[]>> opslag;

    Boom(Function<Set<Knoop>, Map<Knoop, byte[]>> opslag) {
        this.opslag = opslag;
    }

    byte[] wortel(long grootte) {
        return grootte == 0 ? Merkle.leeg() : los(bron -> List.of(hash(bron, 0, grootte))).get(0);
    }

    /** PATH(m, D[n]) of §2.1.1. */
    List<byte[]> inclusie(long positie, long grootte) {
        if (positie < 0 || positie >= grootte) {
            throw new GatewayBug("position " + positie + " is not below size " + grootte);
        }
        return los(bron -> {
            List<byte[]> pad = new ArrayList<>();
            inclusie(bron, pad, positie, 0, grootte);
            return pad;
        });
    }

    /** PROOF(m, D[n]) of §2.1.2; empty for sizes 0 and n. */
    List<byte[]> consistentie(long oud, long nieuw) {
        if (oud < 0 || oud > nieuw) {
            throw new GatewayBug("size " + oud + " is not up to " + nieuw);
        }
        if (oud == 0 || oud == nieuw) {
            return List.of();
        }
        return los(bron -> {
            List<byte[]> pad = new ArrayList<>();
            deel(bron, pad, oud, 0, nieuw, true);
            return pad;
        });
    }

    private void inclusie(Function<Knoop, byte[]> bron, List<byte[]> pad, long positie, long van, long tot) {
        if (tot - van == 1) {
            return;
        }
        long midden = van + splitsing(tot - van);
        if (positie < midden) {
            inclusie(bron, pad, positie, van, midden);
            pad.add(hash(bron, midden, tot));
        } else {
            inclusie(bron, pad, positie, midden, tot);
            pad.add(hash(bron, van, midden));
        }
    }

    private void deel(Function<Knoop, byte[]> bron, List<byte[]> pad, long oud, long van, long tot, boolean heel) {
        if (oud == tot) {
            if (!heel) {
                pad.add(hash(bron, van, tot));
            }
            return;
        }
        long midden = van + splitsing(tot - van);
        if (oud <= midden) {
            deel(bron, pad, oud, van, midden, heel);
            pad.add(hash(bron, midden, tot));
        } else {
            deel(bron, pad, oud, midden, tot, false);
            pad.add(hash(bron, van, midden));
        }
    }

    private static byte[] hash(Function<Knoop, byte[]> bron, long van, long tot) {
        long aantal = tot - van;
        if (Long.bitCount(aantal) == 1 && van % aantal == 0) {
            return bron.apply(new Knoop(Long.numberOfTrailingZeros(aantal), van / aantal));
        }
        long midden = van + splitsing(aantal);
        return Merkle.knoop(hash(bron, van, midden), hash(bron, midden, tot));
    }

    /** Largest power of two below the number. */
    private static long splitsing(long aantal) {
        return Long.highestOneBit(aantal - 1);
    }

    /** Runs twice: first to learn which nodes are needed, then with them. */
    private <T> T los(Function<Function<Knoop, byte[]>, T> vraag) {
        Set<Knoop> nodig = new LinkedHashSet<>();
        vraag.apply(knoop -> {
            nodig.add(knoop);
            return Merkle.leeg();
        });
        Map<Knoop, byte[]> gevonden = new HashMap<>(opslag.apply(nodig));
        return vraag.apply(knoop -> {
            byte[] hash = gevonden.get(knoop);
            if (hash == null) {
                throw new GatewayBug("the log misses node " + knoop);
            }
            return hash;
        });
    }
}
