package nl.zegel.convenant;

import java.util.Set;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * What a fact covers. Every set must hold the exact code, or {@link #ALLES} where the signed text says so; an empty set
 * covers nothing.
 *
 * @param documenttypen document types covered
 * @param naarRollen    recipient roles covered
 * @param categorieen   data categories covered
 * @param loket         the one loket it is about (the requester, the participant, the recipient allowed), null for any
 * @param kenmerk       number by which a document refers to it, null when it needs no reference
 * @param zaak         the one case it is about, null when it is not bound to one; facts of another case are never at hand
 * @param gemeente      municipality it is about, null when it is about none
 * @param onderdelen    ids of the elements, attachments and groups that it covers; a group covers its own elements, not what
 *                      hangs under it, so that consent of one person never covers another
 * @param waarde       its outcome, a code: a step, JA, whose signature; null when it has none
 */
public record Bereik(
        Set<String> documenttypen, Set<String> naarRollen, Set<String> categorieen, @Nullable LoketId loket,
        @Nullable String kenmerk, @Nullable String zaak, @Nullable String gemeente, Set<String> onderdelen, @Nullable String waarde) {
    public static final String ALLES = "*";
    private static final Set<String> ALLE = Set.of(ALLES);

    public Bereik {
        documenttypen = Set.copyOf(documenttypen);
        naarRollen = Set.copyOf(naarRollen);
        categorieen = Set.copyOf(categorieen);
        onderdelen = Set.copyOf(onderdelen);
    }

    /** No limit of any kind. */
    public static Bereik alles() {
        return new Bereik(ALLE, ALLE, ALLE, null, null, null, null, ALLE, null);
    }

    /** A fact about one loket, whatever the document. */
    public static Bereik vanLoket(LoketId loket) {
        return alles().voor(loket);
    }

    /** A fact about one document type, whoever receives it. */
    public static Bereik vanType(String documenttype) {
        return new Bereik(Set.of(documenttype), ALLE, ALLE, null, null, null, null, ALLE, null);
    }

    /** The same, about one loket alone. */
    public Bereik voor(@Nullable LoketId ander) {
        return new Bereik(documenttypen, naarRollen, categorieen, ander, kenmerk, zaak, gemeente, onderdelen, waarde);
    }

    /** The same under this number, within this case, about this municipality. */
    public Bereik met(@Nullable String nummer, @Nullable String dezeZaak, @Nullable String dezeGemeente) {
        return new Bereik(documenttypen, naarRollen, categorieen, loket, nummer, dezeZaak, dezeGemeente, onderdelen, waarde);
    }

    /** The same, for these elements, attachments and groups alone. */
    public Bereik metOnderdelen(Set<String> alleen) {
        return new Bereik(documenttypen, naarRollen, categorieen, loket, kenmerk, zaak, gemeente, alleen, waarde);
    }

    /** The same with this outcome. */
    public Bereik metWaarde(@Nullable String uitkomst) {
        return new Bereik(documenttypen, naarRollen, categorieen, loket, kenmerk, zaak, gemeente, onderdelen, uitkomst);
    }

    boolean omvatType(String type) {
        return bevat(documenttypen, type);
    }

    boolean omvatRol(String rol) {
        return bevat(naarRollen, rol);
    }

    boolean omvatCategorie(String categorie) {
        return bevat(categorieen, categorie);
    }

    /** @param plaats id of the element or attachment, and of the group that it stands in */
    boolean omvatOnderdeel(Set<String> plaats) {
        return onderdelen.contains(ALLES) || plaats.stream().anyMatch(onderdelen::contains);
    }

    /** It names the part itself. @param plaats as in {@link #omvatOnderdeel} */
    boolean noemtOnderdeel(Set<String> plaats) {
        return !onderdelen.contains(ALLES) && omvatOnderdeel(plaats);
    }

    /** @param andere the case of the document, null when it names none */
    boolean omvatZaak(@Nullable String andere) {
        return zaak == null || zaak.equals(andere);
    }

    boolean omvatLoket(LoketId ander) {
        return loket == null || loket.equals(ander);
    }

    private static boolean bevat(Set<String> codes, String code) {
        return codes.contains(ALLES) || codes.contains(code);
    }
}
