package nl.zegel.document;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;

/** Provenance: a Merkle root over salted leaves of a document (docs/formats/document-1.md). Stateless, thread-safe. */
public final class Herkomst {
    /** Bytes of a salt, a seed and a root. */
    static final int BYTES = 32;

    private Herkomst() {}

    /**
     * The sender's side: the same document with every generalisation of the dictionary, fresh salts, seed and root. Salts,
     * roots and signatures already there are replaced.
     *
     * @param toeval a cryptographic source outside tests
     */
    public static Document maak(Document document, Woordenboek woordenboek, RandomGenerator toeval) {
        List<Groep> groepen = document.groepen().stream().map(g -> new Groep(
                g.id(), g.soort(), g.betrokkene(), g.bij(),
                g.elementen().stream().map(e -> gezouten(e, woordenboek, toeval)).toList())).toList();
        String zaad = willekeurig(toeval);
        Document zonder = new Document(document.kop(), groepen, document.bijlagen(), null, zaad, null);
        return new Document(document.kop(), groepen, document.bijlagen(), tekst(boom(zonder).wortel()), zaad, null);
    }

    /** The bytes that the sender signs (detached CMS) so that recipients can check the root without the rest. */
    public static byte[] verklaring(Document document) {
        Kop kop = document.kop();
        return String.join("\n", "zegel-herkomst 1", "gateway " + kop.gateway(), "omgeving " + kop.omgeving(),
                "afzender " + kop.afzender(), "referentie " + kop.referentie(), "wortel " + wortel(document), "")
                .getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Inclusion paths for everything that a copy holds, computed from the whole document that the sender sent. What the
     * gateway derived itself has none. Empty when the sender made no root.
     *
     * @throws GatewayBug when the copy holds something that the whole does not
     */
    public static List<HerkomstBewijs> bewijzen(Document geheel, Document kopie) {
        if (geheel.wortel() == null) {
            return List.of();
        }
        Merkleboom boom = boom(geheel);
        List<HerkomstBewijs> bewijzen = new ArrayList<>();
        Map<String, Groep> groepen = groepen(kopie);
        kopie.elementen().forEach(e -> {
            if (!e.vergroofd()) {
                bewijzen.add(bewijs(boom, e.id(), null, null, Blad.van(e, groepen)));
            }
            e.vergrovingen().stream().filter(v -> v.zout() != null)
                    .forEach(v -> bewijzen.add(bewijs(boom, e.id(), v.naam(), null, Blad.van(e, v, groepen))));
        });
        kopie.bijlagen().forEach(b -> {
            String zout = tekst(Blad.bijlagezout(zaad(geheel), b.id()));
            bewijzen.add(bewijs(boom, b.id(), null, zout, Blad.van(b, bytes(zout))));
        });
        return bewijzen;
    }

    /**
     * The ids of elements and attachments of this copy that the proofs do not tie to the copy's root; empty is good. What a
     * root proves is worth as much as the sender's signature over {@link #verklaring}.
     */
    public static Set<ElementId> nietGedekt(Document kopie, List<HerkomstBewijs> bewijzen) {
        Set<ElementId> open = new HashSet<>();
        Map<Sleutel, HerkomstBewijs> opSleutel = new HashMap<>();
        bewijzen.forEach(b -> opSleutel.put(new Sleutel(b.element(), b.vergroving()), b));
        byte[] wortel = kopie.wortel() == null ? null : bytes(kopie.wortel());
        Map<String, Groep> groepen = groepen(kopie);
        kopie.elementen().forEach(e -> {
            boolean goed = e.vergroofd() || e.zout() != null
                    && klopt(opSleutel.get(new Sleutel(e.id(), null)), wortel, Blad.van(e, groepen));
            for (Element.Vergroving v : e.vergrovingen()) {
                goed &= v.zout() != null && klopt(opSleutel.get(new Sleutel(e.id(), v.naam())), wortel, Blad.van(e, v, groepen));
            }
            if (!goed) {
                open.add(e.id());
            }
        });
        for (Bijlage b : kopie.bijlagen()) {
            HerkomstBewijs bewijs = opSleutel.get(new Sleutel(b.id(), null));
            if (bewijs == null || bewijs.zout() == null || !klopt(bewijs, wortel, Blad.van(b, bytes(bewijs.zout())))) {
                open.add(b.id());
            }
        }
        return Set.copyOf(open);
    }

    /** True when the root that a submission states follows from what it holds. */
    static boolean wortelKlopt(Document document) {
        return wortel(document).equals(tekst(boom(document).wortel()));
    }

    private record Sleutel(ElementId element, @Nullable String vergroving) {}

    private static Merkleboom boom(Document document) {
        Map<String, Groep> groepen = groepen(document);
        byte[] zaad = zaad(document);
        List<byte[]> bladen = new ArrayList<>();
        document.elementen().forEach(e -> {
            bladen.add(Blad.van(e, groepen));
            e.vergrovingen().forEach(v -> bladen.add(Blad.van(e, v, groepen)));
        });
        document.bijlagen().forEach(b -> bladen.add(Blad.van(b, Blad.bijlagezout(zaad, b.id()))));
        return Merkleboom.geschud(bladen, zaad);
    }

    private static HerkomstBewijs bewijs(
            Merkleboom boom, ElementId id, @Nullable String vergroving, @Nullable String zout, byte[] blad) {
        int plaats = boom.plaats(blad);
        if (plaats < 0) {
            throw new GatewayBug("a copy holds a leaf that the sender's document does not");
        }
        return new HerkomstBewijs(id, vergroving, zout, plaats, boom.pad(plaats).stream().map(Herkomst::tekst).toList());
    }

    private static boolean klopt(@Nullable HerkomstBewijs bewijs, byte @Nullable [] wortel, byte[] blad) {
        return bewijs != null && wortel != null
                && Merkleboom.klopt(blad, bewijs.plaats(), bewijs.pad().stream().map(Herkomst::bytes).toList(), wortel);
    }

    private static Element gezouten(Element e, Woordenboek woordenboek, RandomGenerator toeval) {
        Element kaal = e.exact();
        List<Element.Vergroving> grof = woordenboek.term(e.term()).orElseThrow(() -> new GatewayBug("term outside the dictionary"))
                .vergrovingen().stream().sorted()
                .map(v -> new Element.Vergroving(v.name(), v.vergrof(e.waarde()), willekeurig(toeval))).toList();
        return new Element(kaal.id(), kaal.term(), kaal.groep(), kaal.coordinaten(), kaal.waarde(), willekeurig(toeval), grof);
    }

    private static Map<String, Groep> groepen(Document document) {
        Map<String, Groep> groepen = new HashMap<>();
        document.groepen().forEach(g -> groepen.put(g.id(), g));
        return groepen;
    }

    private static String wortel(Document document) {
        if (document.wortel() == null) {
            throw new GatewayBug("provenance asked of a document without a root");
        }
        return document.wortel();
    }

    private static byte[] zaad(Document document) {
        if (document.zaad() == null) {
            throw new GatewayBug("the tree asked of a document without its seed");
        }
        return bytes(document.zaad());
    }

    private static String willekeurig(RandomGenerator toeval) {
        byte[] bytes = new byte[BYTES];
        toeval.nextBytes(bytes);
        return tekst(bytes);
    }

    private static String tekst(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    static byte[] bytes(String tekst) {
        return Base64.getUrlDecoder().decode(tekst);
    }
}
