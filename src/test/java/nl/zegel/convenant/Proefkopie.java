package nl.zegel.convenant;

import static nl.zegel.convenant.Proefzaak.BGM;
import static nl.zegel.convenant.Proefzaak.MOMENT;
import static nl.zegel.convenant.Proefzaak.NET;
import static nl.zegel.convenant.Proefzaak.POL;
import static nl.zegel.convenant.Proefzaak.coord;

import java.time.OffsetDateTime;
import java.util.List;
import java.util.stream.Stream;
import nl.zegel.document.Bijlage;
import nl.zegel.document.Document;
import nl.zegel.document.Element;
import nl.zegel.document.Groep;
import nl.zegel.document.Kop;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.Vorm;
import nl.zegel.document.Vormgever;
import nl.zegel.document.Woordenboek;
import org.jspecify.annotations.Nullable;

/** A document with made-up values under the convenant of a {@link Proefzaak}, through project and the rehearsal. */
record Proefkopie(Proefzaak zaak, Document document) {
    static final Woordenboek WOORDENBOEK = Woordenboek.laad();
    static final Beslisser BESLISSER = new Beslisser(WOORDENBOEK);
    static final Manifest MANIFEST = new Manifest(List.of(new Manifest.Regel("document.xml", "application/xml", 3, "ab")));
    static final int POSTCODE = 1;
    static final int NAAM = 4;
    static final int TELEFOON = 5;
    static final int BEVINDING = 6;
    static final int BIJLAGE = 9;

    /** To BGM and NET: a place, a suspect there, a finding about him, an attachment. */
    static Proefkopie van(Proefzaak zaak, Kop.Verwijzing... verwijzingen) {
        Kop kop = new Kop("HIB", "ref-2026-7", "gateway", "demo", "proef", POL, "zaak-77", null, "MAATREGEL", OffsetDateTime.parse("2026-11-23T09:00:00+01:00"),
                List.of(new Kop.Ontvanger(BGM, "om te kunnen sluiten"), new Kop.Ontvanger(NET, "om af te sluiten")), List.of(verwijzingen));
        return new Proefkopie(zaak, new Document(kop, List.of(
                groep("g-l", null, null, element(POSTCODE, "postcode", "LOCATIE GEEN WPG8 EIGEN", "3511AB"), element(2, "soortObject", "LOCATIE GEEN WPG8 EIGEN", "LOODS"),
                        element(3, "straatnaam", "LOCATIE GEEN WPG8 EIGEN", "Voorbeeldstraat")),
                groep("g-v", "VERDACHTE", "g-l", element(NAAM, "achternaam", "NAW VERDACHTE WPG8 EIGEN", "Proefman"),
                        element(TELEFOON, "telefoon", "TEL VERDACHTE WPG8 EIGEN", "+31612345678")),
                groep("g-b", null, "g-v", element(BEVINDING, "bijzonderheid", "FEIT VERDACHTE WPG8 EIGEN", "zat achter het gordijn"))),
                List.of(new Bijlage(Proef.id(BIJLAGE), "foto.png", "image/png", "cd".repeat(32), 7, List.of(coord("EMAIL VERDACHTE WPG8 EIGEN")))), null));
    }

    static Groep groep(String id, @Nullable String betrokkene, @Nullable String bij, Element... elementen) {
        return new Groep(id, betrokkene == null ? "LOCATIE" : "BETROKKENE", betrokkene, bij, List.of(elementen));
    }

    static Element element(int nummer, String term, String coord, String waarde, Element.Vergroving... grof) {
        return new Element(Proef.id(nummer), term, "g", coord(coord), waarde, null, List.of(grof));
    }

    /** The same document with this element instead of the one of that number. */
    Proefkopie met(Element anders) {
        return groepen(document.groepen().stream().map(g -> new Groep(g.id(), g.soort(), g.betrokkene(), g.bij(),
                g.elementen().stream().map(e -> e.id().equals(anders.id()) ? anders : e).toList())).toArray(Groep[]::new));
    }

    Proefkopie groepen(Groep... anders) {
        return new Proefkopie(zaak, new Document(document.kop(), List.of(anders), document.bijlagen(), null));
    }

    Vorm vorm() {
        return vorm(document);
    }

    static Vorm vorm(Document document) {
        return new Vormgever(WOORDENBOEK).vorm(document);
    }

    Besluit besluit() {
        return BESLISSER.decide(zaak.convenant(), zaak.partijen(), vorm(), zaak.alleFeiten(), MOMENT);
    }

    Projection project() {
        return project(besluit());
    }

    Projection project(Besluit besluit) {
        return new Projector(WOORDENBOEK).project(document, zaak.convenant(), besluit, BGM, "levering-1");
    }

    static Leesuitkomst.Gelezen gelezen(Projection p) {
        return new Leesuitkomst.Gelezen(p.document(), vorm(p.document()), p.etiket(), p.bewijzen());
    }

    Repetitie.Grond grond() {
        return grond(zaak);
    }

    Repetitie.Grond grond(Proefzaak nu) {
        return new Repetitie.Grond(nu.convenant(), nu.partijen(), nu.alleFeiten(), MOMENT, document, vorm());
    }

    /** The rehearsal of its own copy, whose rendering holds these texts. */
    Clearance repeteer(String... teksten) {
        return repeteer(project(), grond(), teksten);
    }

    static Clearance repeteer(Projection p, Repetitie.Grond grond, String... teksten) {
        return repeteer(p, gelezen(p), MANIFEST, grond, teksten);
    }

    static Clearance repeteer(Projection p, Leesuitkomst.Gelezen terug, Manifest manifest, Repetitie.Grond grond, String... teksten) {
        return ((Repetitie.Uitslag.Vrij) uitslag(p, terug, manifest, grond, teksten)).clearance();
    }

    /** What its own copy withholds and these texts tell. */
    Repetitie.Uitslag.Gevonden gevonden(String... teksten) {
        return gevonden(project(), MANIFEST, grond(), teksten);
    }

    static Repetitie.Uitslag.Gevonden gevonden(Projection p, Manifest manifest, Repetitie.Grond grond, String... teksten) {
        return (Repetitie.Uitslag.Gevonden) uitslag(p, gelezen(p), manifest, grond, teksten);
    }

    private static Repetitie.Uitslag uitslag(Projection p, Leesuitkomst.Gelezen terug, Manifest manifest, Repetitie.Grond grond, String... teksten) {
        return new Repetitie(BESLISSER, WOORDENBOEK).repeteer(p, manifest, terug,
                Stream.of(teksten).map(t -> new Repetitie.Tekst("document.pdf", t)).toList(), grond);
    }
}
