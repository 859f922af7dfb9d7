package nl.zegel.convenant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.zegel.document.ElementId;
import nl.zegel.document.Vorm;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Gebied;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partij;
import nl.zegel.party.PartijId;
import nl.zegel.party.Partijen;
import org.jspecify.annotations.Nullable;

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

    /** A scope without case and outcome; see {@link Bereik}. */
    static Bereik bereik(
            Set<String> typen, Set<String> rollen, Set<String> categorieen, @Nullable LoketId loket, @Nullable String kenmerk,
            @Nullable String gemeente, Set<String> onderdelen) {
        return new Bereik(typen, rollen, categorieen, loket, kenmerk, null, gemeente, onderdelen, null);
    }

    /** The same about the whole document. */
    static Bereik bereik(
            Set<String> typen, Set<String> rollen, Set<String> categorieen, @Nullable LoketId loket, @Nullable String kenmerk,
            @Nullable String gemeente) {
        return bereik(typen, rollen, categorieen, loket, kenmerk, gemeente, Set.of(Bereik.ALLES));
    }

    static Convenant met(Convenant c, Looptijd looptijd, Map<Feitsoort, Convenant.Verklaarder> verklaarders) {
        return met(c, looptijd, c.deelnemers(), verklaarders, List.of(), List.of());
    }

    static Convenant met(Convenant c, List<Convenant.Verstrekking> regels, List<Convenant.NietVerstrekken> verboden) {
        return met(c, c.looptijd(), c.deelnemers(), c.verklaarders(), regels, verboden);
    }

    static Convenant met(
            Convenant c, Looptijd looptijd, List<Convenant.Deelname> deelnemers, Map<Feitsoort, Convenant.Verklaarder> verklaarders,
            List<Convenant.Verstrekking> regels, List<Convenant.NietVerstrekken> verboden) {
        return new Convenant(c.id(), c.titel(), c.versie(), c.bron(), c.digest(), looptijd, c.rollen(), deelnemers, c.documenttypen(),
                c.betrokkenen(), c.persoonsplaats(), c.voorwaarden(), c.stappen(), verklaarders, c.verklaringGeldigDagen(), c.afleidingen(),
                regels, verboden, c.lezingen());
    }

    /** A rule like this one, of these categories on these conditions, with these precisions. */
    static Convenant.Verstrekking regel(
            Convenant.Verstrekking r, String id, Set<String> categorieen, Map<Voorwaarde, String> voorwaarden, Set<String> precisies) {
        return new Convenant.Verstrekking(id, r.van(), r.naar(), r.documenttypen(), r.stappen(), r.doelen(), r.betrokkenen(), categorieen,
                r.regimes(), r.herkomst(), null, r.grondslagen(), voorwaarden, r.verplichtingen(), precisies, List.of(), false, false, null, null,
                r.bewaring(), r.artikelen(), r.lezingen(), Map.of());
    }

    /** A Vorm like this one with other recipients, references, groups and attachments. */
    static Vorm met(
            Vorm v, List<Vorm.OntvangerVorm> ontvangers, Set<String> verwijzingen, List<Vorm.GroepVorm> groepen, List<Vorm.BijlageVorm> bijlagen) {
        return new Vorm(v.versie(), v.soort(), v.convenant(), v.afzender(), v.stap(), v.doel(), ontvangers, verwijzingen, groepen, bijlagen);
    }
}
