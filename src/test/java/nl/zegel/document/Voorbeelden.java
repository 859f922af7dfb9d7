package nl.zegel.document;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The synthetic documents of docs/voorbeelden, and small ways to read what tests make. */
final class Voorbeelden {
    static final Path MAP = Path.of("docs/voorbeelden");
    static final Woordenboek WOORDENBOEK = Woordenboek.laad();
    static final String GRENS = "grens0123456789abcdef";
    static final String E1 = "e-" + "a".repeat(26);
    static final String E2 = "e-" + "b".repeat(26);
    static final String G1 = "g-" + "a".repeat(26);
    static final String G2 = "g-" + "b".repeat(26);
    private static final String KOP = """
            <kop><soort>HIB</soort><referentie>R-1</referentie><gateway>zegel-demo</gateway><omgeving>demo</omgeving>\
            <convenant>hennep-midden-nederland-2024</convenant><afzender>politie-mn-hennepcoordinator</afzender>\
            <doel>BESTUURLIJKE_MAATREGEL</doel><opgemaakt>2026-11-20T14:30+01:00</opgemaakt>\
            <ontvanger loket="gemeente-utrecht-burgemeester"><noodzaak>nodig</noodzaak></ontvanger></kop>""";

    private Voorbeelden() {}

    static List<Path> alle() {
        try (Stream<Path> paden = Files.list(MAP)) {
            return paden.filter(p -> p.toString().endsWith(".xml")).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] bytes(String naam) {
        try {
            return Files.readAllBytes(MAP.resolve(naam));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Document document(String naam) {
        return ((Leesuitkomst.Gelezen) lees(bytes(naam))).document();
    }

    static String xml(String lijf) {
        return xml(KOP, lijf);
    }

    static String xml(String kop, String lijf) {
        return "<document xmlns=\"urn:nl:zegel:document:1\" versie=\"1\">" + kop + lijf + "</document>";
    }

    static String kop() {
        return KOP;
    }

    /** A location group holding these leaves. */
    static String locatie(String gegevens) {
        return "<groep id=\"" + G1 + "\" soort=\"LOCATIE\">" + gegevens + "</groep>";
    }

    static String gegeven(String id, String term, String waarde) {
        return "<gegeven id=\"" + id + "\" term=\"" + term + "\" regime=\"WPG8\" herkomst=\"EIGEN\">" + waarde + "</gegeven>";
    }

    static Leesuitkomst lees(String xml) {
        return lees(xml.getBytes(StandardCharsets.UTF_8));
    }

    static Leesuitkomst lees(byte[] xml) {
        return lees(xml, Grenzen.standaard(), DocumentReader.Rol.INZENDING);
    }

    static Leesuitkomst lees(byte[] xml, Grenzen grenzen, DocumentReader.Rol rol) {
        try {
            return new DocumentReader(WOORDENBOEK, grenzen, rol).leesXml(new ByteArrayInputStream(xml), () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Leesuitkomst leesEntiteit(byte[] entiteit) {
        return leesEntiteit(entiteit, Grenzen.standaard());
    }

    static Leesuitkomst leesEntiteit(byte[] entiteit, Grenzen grenzen) {
        try {
            return new DocumentReader(WOORDENBOEK, grenzen, DocumentReader.Rol.INZENDING)
                    .lees(new ByteArrayInputStream(entiteit), BijlageOpslag.geen(), () -> false);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> codes(Leesuitkomst uitkomst) {
        return uitkomst instanceof Leesuitkomst.Afgekeurd nee ? nee.afkeuringen().stream().map(Afkeuring::code).toList() : List.of();
    }

    static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    static byte[] entiteit(Deel... delen) {
        return entiteit(Map.of(), delen);
    }

    static byte[] entiteit(Map<String, String> beschermd, Deel... delen) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try {
            MimeEntiteit.schrijf(new ArrayList<>(List.of(delen)), GRENS, beschermd, uit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uit.toByteArray();
    }
}
