package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import nl.zegel.document.ElementId;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Gebied;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partij;
import nl.zegel.party.PartijId;
import nl.zegel.party.Partijen;

/** Small makings that the tests of this room share. */
final class Proef {
    private static final String LETTERS = "abcdefghijklmnopqrstuvwxyz234567";

    private Proef() {}

    /** A fixed element id made from a number. */
    static ElementId id(int nummer) {
        StringBuilder tekst = new StringBuilder("e-");
        for (int i = 0; i < 26; i++) {
            tekst.append(LETTERS.charAt((nummer >> (5 * (i % 6))) & 31));
        }
        return new ElementId(tekst.toString());
    }

    static Partijen partijen(List<LoketId> lokets) {
        return partijen(lokets, "0344");
    }

    /** Every loket has the same area. */
    static Partijen partijen(List<LoketId> lokets, String gemeente) {
        List<Partij> alle = new ArrayList<>();
        for (LoketId id : lokets) {
            alle.add(partij(id, gemeente));
        }
        return Partijen.van(alle);
    }

    static Partij partij(LoketId id, String... gemeenten) {
        PartijId partij = new PartijId(id.waarde());
        Loket loket = new Loket(id, partij, id.waarde(), "loket", new Gebied(Set.of(gemeenten)), List.of(Kanaal.SFTP), List.of(), List.of(),
                Optional.empty(), Optional.empty(), 1000, CmsProfiel.V4_0, List.of(CmsProfiel.V4_0), true, List.of());
        return new Partij(partij, id.waarde(), Optional.empty(), Optional.empty(), List.of(loket));
    }
}
