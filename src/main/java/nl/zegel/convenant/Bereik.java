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
 * @param gemeente      municipality it is about, null when it is about none
 * @param onderdelen    ids of the elements, attachments and groups that it covers; a group covers its own elements, not what
 *                      hangs under it, so that consent of one person never covers another
 */
public record Bereik(
        Set<String> documenttypen, Set<String> naarRollen, Set<String> categorieen, @Nullable LoketId loket,
        @Nullable String kenmerk, @Nullable String gemeente, Set<String> onderdelen) {
    public static final String ALLES = "*";
    private static final Set<String> ALLE = Set.of(ALLES);

    public Bereik {
        documenttypen = Set.copyOf(documenttypen);
        naarRollen = Set.copyOf(naarRollen);
        categorieen = Set.copyOf(categorieen);
        onderdelen = Set.copyOf(onderdelen);
    }

    /** About the document as a whole. */
    public Bereik(
            Set<String> documenttypen, Set<String> naarRollen, Set<String> categorieen, @Nullable LoketId loket,
            @Nullable String kenmerk, @Nullable String gemeente) {
        this(documenttypen, naarRollen, categorieen, loket, kenmerk, gemeente, ALLE);
    }

    /** A fact about one loket, whatever the document. */
    public static Bereik vanLoket(LoketId loket) {
        return new Bereik(ALLE, ALLE, ALLE, loket, null, null);
    }

    /** A fact about one document type, whoever receives it. */
    public static Bereik vanType(String documenttype) {
        return new Bereik(Set.of(documenttype), ALLE, ALLE, null, null, null);
    }

    /** A fact about the whole convenant. */
    public static Bereik alles() {
        return new Bereik(ALLE, ALLE, ALLE, null, null, null);
    }

    /** A request or signal as the register holds it. */
    public static Bereik vanVerzoek(LoketId verzoeker, String documenttype, String kenmerk, String gemeente) {
        return new Bereik(Set.of(documenttype), ALLE, ALLE, verzoeker, kenmerk, gemeente);
    }

    /** The same, about one loket alone. */
    Bereik voor(LoketId ander) {
        return new Bereik(documenttypen, naarRollen, categorieen, ander, kenmerk, gemeente, onderdelen);
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

    boolean omvatLoket(LoketId ander) {
        return loket == null || loket.equals(ander);
    }

    private static boolean bevat(Set<String> codes, String code) {
        return codes.contains(ALLES) || codes.contains(code);
    }
}
