package nl.zegel.convenant;

import java.time.LocalDate;
import java.util.Optional;
import nl.zegel.convenant.Convenant.Documenttype;
import nl.zegel.document.Coordinaten;
import nl.zegel.document.Vorm;
import nl.zegel.document.Vorm.OntvangerVorm;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;

/** What must hold before any element is looked at: for the document as a whole, then for each recipient. */
final class Poort {
    private Poort() {}

    /** Why the whole document is refused; empty when it may be looked at. */
    static Optional<Reden> weigering(
            Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, LocalDate dag, Omstandigheden om,
            Regelzoeker zoeker) {
        Documenttype type = convenant.documenttypen().get(vorm.soort());
        if (!vorm.convenant().equals(convenant.id()) || !zoeker.kanNog(vorm.soort())) {
            return Optional.of(Redenen.looptijd(convenant.looptijd()));
        }
        if (type == null) {
            return nee(Redencode.BERICHTTYPE_ONBEKEND);
        }
        if (!neemtDeel(convenant, partijen, vorm, feiten, vorm.afzender(), dag)) {
            return Optional.of(Redenen.geenDeelnemer(convenant));
        }
        String rol = convenant.rol(vorm.afzender(), dag).orElseThrow();
        if (!zoeker.magVerstrekken(vorm.soort(), rol)) {
            return Optional.of(volgens(type, Redencode.ROL_MAG_NIET_VERSTREKKEN));
        }
        if (!type.doelen().contains(vorm.doel())) {
            return Optional.of(volgens(type, Redencode.DOEL_NIET_TOEGESTAAN));
        }
        boolean stapKlopt = vorm.stap() == null ? type.stappen().isEmpty() : type.stappen().contains(vorm.stap());
        if (!stapKlopt) {
            return Optional.of(volgens(type, Redencode.STAP_NIET_BEREIKT));
        }
        if (type.zonderPersoonsgegevens() && houdtPersoonsgegevens(vorm)) {
            return Optional.of(volgens(type, Redencode.PERSOONSGEGEVENS_IN_NIET_PERSOONSBERICHT));
        }
        return buitenDoel(convenant, om);
    }

    /** INVARIANT (unsure means no): an attachment that says nothing of what it holds may hold a person. */
    private static boolean houdtPersoonsgegevens(Vorm vorm) {
        boolean inGroepen = vorm.groepen().stream().anyMatch(g -> g.betrokkene() != null
                || g.elementen().stream().anyMatch(e -> overPersoon(e.coordinaten()) || !e.treffers().isEmpty()));
        return inGroepen || vorm.bijlagen().stream()
                .anyMatch(b -> b.inhoud().isEmpty() || b.inhoud().stream().anyMatch(Poort::overPersoon));
    }

    private static boolean overPersoon(Coordinaten c) {
        return !Coordinaten.GEEN.equals(c.betrokkene());
    }

    /** Why this recipient gets nothing at all; empty when its elements may be looked at. */
    static Optional<Reden> uitsluiting(
            Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, LocalDate dag, OntvangerVorm ontvanger) {
        LoketId loket = ontvanger.loket();
        if (loket.equals(vorm.afzender())) {
            return nee(Redencode.AFZENDER_IS_ONTVANGER);
        }
        if (vorm.ontvangers().stream().filter(o -> o.loket().equals(loket)).count() != 1) {
            return nee(Redencode.ONTVANGER_UITGESLOTEN);
        }
        if (!neemtDeel(convenant, partijen, vorm, feiten, loket, dag)) {
            return Optional.of(Redenen.geenDeelnemer(convenant));
        }
        // the reason travels in the recipient's copy: with a hit in it nothing goes (G-8, G-9)
        return ontvanger.treffers().isEmpty() ? Optional.empty() : nee(Redencode.NOODZAAK_ONTBREEKT);
    }

    private static boolean neemtDeel(Convenant convenant, Partijen partijen, Vorm vorm, Feiten feiten, LoketId loket, LocalDate dag) {
        return partijen.loket(loket).isPresent() && Voorwaardentoets.neemtDeel(convenant, feiten, loket, vorm.soort(), dag);
    }

    /** A prohibition for a code of the document with no coordinate named is about the whole document. */
    private static Optional<Reden> buitenDoel(Convenant convenant, Omstandigheden om) {
        return convenant.nietVerstrekken().stream()
                .filter(n -> n.bijCode() != null && n.code() == Redencode.DOEL_NIET_TOEGESTAAN && !n.bijCode().inGroep() && om.houdtCode(n.bijCode(), null))
                .findFirst().map(n -> Redenen.verbod(n, null));
    }

    private static Optional<Reden> nee(Redencode code) {
        return Optional.of(Redenen.zonderRegel(code, null));
    }

    private static Reden volgens(Documenttype type, Redencode code) {
        return new Reden(code, null, type.artikelen(), java.util.List.of(), java.util.List.of(), null, null);
    }
}
