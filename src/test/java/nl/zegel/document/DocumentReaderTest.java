package nl.zegel.document;

import static nl.zegel.document.Voorbeelden.E1;
import static nl.zegel.document.Voorbeelden.E2;
import static nl.zegel.document.Voorbeelden.G1;
import static nl.zegel.document.Voorbeelden.G2;
import static nl.zegel.document.Voorbeelden.codes;
import static nl.zegel.document.Voorbeelden.gegeven;
import static nl.zegel.document.Voorbeelden.lees;
import static nl.zegel.document.Voorbeelden.locatie;
import static nl.zegel.document.Voorbeelden.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class DocumentReaderTest {
    private static final String GEHEIM = "Geheimenaam";

    @Test
    void minimalDocument_isRead() {
        assertThat(lees(xml(locatie(gegeven(E1, "woonplaats", "Utrecht"))))).isInstanceOf(Leesuitkomst.Gelezen.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<!DOCTYPE document>",
        "<!DOCTYPE document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>",
        "<!DOCTYPE document SYSTEM \"http://127.0.0.1:1/x.dtd\">",
        "<!DOCTYPE d [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;\">]>"})
    void doctype_isRefused(String doctype) {
        assertThat(codes(lees(doctype + xml(locatie(gegeven(E1, "woonplaats", "&x;")))))).containsExactly("XML_DTD");
    }

    @Test
    void undeclaredEntity_isRefused() {
        assertThat(codes(lees(xml(locatie(gegeven(E1, "woonplaats", "&x;")))))).containsExactly("XML_ONLEESBAAR");
    }

    @Test
    void processingInstruction_isRefused() {
        assertThat(codes(lees("<?xml-stylesheet href=\"x\"?>" + xml("")))).containsExactly("XML_VERWERKINGSINSTRUCTIE");
        assertThat(codes(lees(xml("<?php x?>")))).containsExactly("XML_VERWERKINGSINSTRUCTIE");
    }

    @Test
    void cutOffXml_isRefused() {
        assertThat(codes(lees(xml("").substring(0, 300)))).containsExactly("XML_ONLEESBAAR");
    }

    @Test
    void otherEncodings_areRefused() {
        String verklaard = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?>" + xml("");
        assertThat(codes(lees(verklaard.getBytes(StandardCharsets.ISO_8859_1)))).containsExactly("XML_CODERING");
        assertThat(codes(lees(("<?xml version=\"1.0\" encoding=\"x-none\"?>" + xml("")).getBytes(StandardCharsets.UTF_8))))
                .containsExactly("XML_CODERING");
        assertThat(codes(lees(("\ufeff" + xml("")).getBytes(StandardCharsets.UTF_16BE)))).containsExactly("XML_CODERING");
        byte[] kapot = xml(locatie(gegeven(E1, "woonplaats", "Utr\u00e9cht"))).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(codes(lees(kapot))).containsExactly("XML_CODERING");
    }

    @Test
    void bounds_areKept() {
        byte[] goed = xml(locatie(gegeven(E1, "woonplaats", "Utrecht"))).getBytes(StandardCharsets.UTF_8);
        Grenzen g = Grenzen.standaard();
        assertThat(met(goed, new Grenzen(goed.length - 1, 8, 16, 100, 1000, 9, 99, 9, 9))).isEqualTo("XML_TE_GROOT");
        assertThat(met(goed, new Grenzen(goed.length, 8, 16, 100, 1000, 9, 99, 9, 9))).isEmpty();
        assertThat(met(goed, new Grenzen(g.xmlBytes(), 2, 16, 100, 1000, 9, 99, 9, 9))).isEqualTo("XML_TE_DIEP");
        assertThat(met(goed, new Grenzen(g.xmlBytes(), 8, 3, 100, 1000, 9, 99, 9, 9))).isEqualTo("XML_TE_VEEL_ATTRIBUTEN");
        assertThat(met(goed, new Grenzen(g.xmlBytes(), 8, 16, 5, 1000, 9, 99, 9, 9))).isEqualTo("XML_TE_VEEL_ELEMENTEN");
        assertThat(met(goed, new Grenzen(g.xmlBytes(), 8, 16, 100, 30, 9, 99, 9, 9))).isEqualTo("");
        assertThat(met(goed, new Grenzen(g.xmlBytes(), 8, 16, 100, 10, 9, 99, 9, 9))).isEqualTo("WAARDE_TE_LANG");
    }

    @Test
    void deepNesting_isRefusedBeforeItCosts() {
        String diep = "<a>".repeat(100_000) + "</a>".repeat(100_000);
        assertThat(codes(lees(xml(diep)))).containsAnyOf("XML_TE_DIEP");
    }

    @Test
    void thousandsOfAttributes_areRefused() {
        StringBuilder attributen = new StringBuilder();
        for (int i = 0; i < 5000; i++) {
            attributen.append(" a").append(i).append("=\"x\"");
        }
        assertThat(codes(lees(xml("<groep" + attributen + "/>")))).containsExactly("XML_TE_VEEL_ATTRIBUTEN");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "<onbekend/>", "<groep soort=\"LOCATIE\"/>", "<groep id=\"g-1\" soort=\"LOCATIE\"/>",
        "<x:groep xmlns:x=\"urn:x\" id=\"g\"/>"})
    void unknownStructure_isRefused(String lijf) {
        assertThat(codes(lees(xml(lijf)))).isNotEmpty().containsOnly("XML_STRUCTUUR");
    }

    @Test
    void schemaInstanceAttributes_areRefused() {
        String xml = xml("").replace("versie=\"1\"",
                "versie=\"1\" xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" xsi:schemaLocation=\"urn:nl:zegel:document:1 http://127.0.0.1:1/x\"");
        assertThat(codes(lees(xml))).containsExactly("XML_STRUCTUUR");
    }

    @Test
    void otherVersion_isRefused() {
        assertThat(codes(lees(xml("").replace("versie=\"1\"", "versie=\"2\"")))).containsOnly("XML_STRUCTUUR");
    }

    @ParameterizedTest
    @CsvSource({
        "onbekendeTerm,x,TERM_ONBEKEND", "achternaam,x,TERM_NIET_IN_GROEP", "woonplaats,'  ',WAARDE_LEEG",
        "postcode,3512SS,WAARDE_ONGELDIG", "postcode,3512 AB,WAARDE_ONGELDIG", "huisnummer,012,WAARDE_ONGELDIG",
        "nummeraanduiding,0344990000000001,WAARDE_ONGELDIG", "wijkcode,WK12,WAARDE_ONGELDIG", "soortObject,KASTEEL,CODE_ONBEKEND",
        "woonplaats,a&#10;b,WAARDE_TEKENS", "woonplaats,a&#8238;b,WAARDE_TEKENS", "plaatsomschrijving,a&#8203;b,WAARDE_TEKENS"})
    void valueOutsideTheDictionary_isRefusedWithItsCode(String term, String waarde, String code) {
        assertThat(codes(lees(xml(locatie(gegeven(E1, term, waarde)))))).contains(code);
    }

    @ParameterizedTest
    @CsvSource({
        "bsn,999990018", "bsn,000000000", "geboortedatum,2026-02-30", "geboortedatum,31-01-1990", "kenteken,XX-99-99", "telefoon,98765",
        "email,a@b", "geslacht,Q"})
    void personalValueOfWrongForm_isRefused_andNeverShown(String term, String waarde) {
        Leesuitkomst uitkomst = lees(xml("<groep id=\"" + G1 + "\" soort=\"BETROKKENE\" betrokkene=\"VERDACHTE\">" + gegeven(E1, term, waarde) + "</groep>"));
        assertThat(codes(uitkomst)).containsAnyOf("WAARDE_ONGELDIG", "CODE_ONBEKEND");
        assertThat(uitkomst.toString()).doesNotContain(waarde);
    }

    @Test
    void refusals_neverHoldWhatWasRead() {
        String vol = xml("<groep id=\"" + GEHEIM + "\" soort=\"" + GEHEIM + "\"><" + GEHEIM + " " + GEHEIM + "=\"" + GEHEIM + "\">" + GEHEIM
                + "</" + GEHEIM + "></groep>");
        assertThat(lees(vol).toString()).contains("XML_STRUCTUUR").doesNotContain(GEHEIM);
        assertThat(lees(xml(locatie(gegeven(E1, "woonplaats", GEHEIM + "&y;")))).toString()).doesNotContain(GEHEIM);
    }

    @Test
    void unknownNamesOfTheDictionary_areRefused() {
        assertThat(codes(lees(xml(Voorbeelden.kop().replace(">HIB<", ">FAX<"), "")))).containsExactly("DOCUMENTSOORT_ONBEKEND");
        assertThat(codes(lees(xml("<groep id=\"" + G1 + "\" soort=\"KELDER\"/>")))).containsExactly("GROEPSOORT_ONBEKEND");
        assertThat(codes(lees(xml("<groep id=\"" + G1 + "\" soort=\"BETROKKENE\" betrokkene=\"BUURMAN\"/>")))).containsExactly("BETROKKENE_ONBEKEND");
    }

    @Test
    void doubledIdsAndRecipients_areRefused() {
        assertThat(codes(lees(xml(locatie(gegeven(E1, "woonplaats", "A") + gegeven(E1, "woonplaats", "B")))))).containsExactly("DUBBEL_ID");
        assertThat(codes(lees(xml(locatie("") + locatie(""))))).containsExactly("DUBBEL_ID");
        String ontvanger = "<ontvanger loket=\"gemeente-utrecht-burgemeester\"/>";
        assertThat(codes(lees(xml(Voorbeelden.kop().replace("</kop>", ontvanger + "</kop>"), "")))).containsExactly("DUBBELE_ONTVANGER");
    }

    @Test
    void bijToNowhereOrInACircle_isRefused() {
        assertThat(codes(lees(xml("<groep id=\"" + G1 + "\" soort=\"BEVINDING\" bij=\"" + G2 + "\"/>")))).containsExactly("VERWIJZING_ONJUIST");
        assertThat(codes(lees(xml("<groep id=\"" + G1 + "\" soort=\"BEVINDING\" bij=\"" + G2 + "\"/><groep id=\"" + G2
                + "\" soort=\"BEVINDING\" bij=\"" + G1 + "\"/>")))).containsOnly("VERWIJZING_ONJUIST");
    }

    @Test
    void missingCoordinates_areReadAsNotStated() {
        Leesuitkomst uitkomst = lees(xml("<groep id=\"" + G1 + "\" soort=\"BETROKKENE\"><gegeven id=\"" + E1 + "\" term=\"achternaam\">X</gegeven></groep>"));
        assertThat(((Leesuitkomst.Gelezen) uitkomst).document().groepen().get(0).elementen().get(0).coordinaten())
                .isEqualTo(new Coordinaten("NAW", null, null, null));
    }

    @Test
    void groupOfAGroupAboutAPerson_isAboutThatPerson() {
        Leesuitkomst uitkomst = lees(xml("<groep id=\"" + G1 + "\" soort=\"BETROKKENE\" betrokkene=\"KIND\"/><groep id=\"" + G2
                + "\" soort=\"POLITIEGEGEVENS\" bij=\"" + G1 + "\">" + gegeven(E1, "strafbaarFeit", "x") + "</groep>"));
        assertThat(((Leesuitkomst.Gelezen) uitkomst).vorm().groepen().get(1).elementen().get(0).coordinaten().betrokkene()).isEqualTo("KIND");
    }

    @Test
    void generalisations_followFromTheValue() {
        String nummer = gegeven(E1, "huisnummer", "12");
        assertThat(lees(xml(locatie(nummer + "<vergroving naam=\"TER_HOOGTE_VAN\">ter hoogte van 12</vergroving>")))).isInstanceOf(Leesuitkomst.Gelezen.class);
        assertThat(codes(lees(xml(locatie(nummer + "<vergroving naam=\"TER_HOOGTE_VAN\">ter hoogte van 14</vergroving>"))))).containsExactly("VERGROVING_WIJKT_AF");
        assertThat(codes(lees(xml(locatie(nummer + "<vergroving naam=\"POSTCODE4\">3512</vergroving>"))))).containsExactly("VERGROVING_ONBEKEND");
    }

    @Test
    void saltWithoutRoot_isRefused() {
        String zout = "<gegeven id=\"" + E1 + "\" term=\"woonplaats\" zout=\"" + "A".repeat(43) + "\">X</gegeven>";
        assertThat(codes(lees(xml(locatie(zout))))).containsExactly("HERKOMST_ONVOLLEDIG");
        String tweemaal = zout + zout.replace(E1, E2);
        String herkomst = "<herkomst wortel=\"" + "A".repeat(43) + "\" zaad=\"" + "A".repeat(43) + "\"/>";
        assertThat(codes(lees(xml(locatie(tweemaal) + herkomst)))).containsExactly("HERKOMST_DUBBEL_ZOUT");
        assertThat(codes(lees(xml(locatie(zout) + herkomst)))).containsExactly("HERKOMST_WIJKT_AF");
    }

    @Test
    void submissionWithLabel_isRefused_andCopyWithout_too() {
        String etiket = "<etiket levering=\"L-1\" voor=\"gemeente-utrecht-burgemeester\" convenant=\"hennep-mn\" versie=\"1\" digest=\""
                + "0".repeat(64) + "\" doel=\"X\"><titel>t</titel></etiket>";
        assertThat(codes(lees(xml(etiket)))).containsExactly("ETIKET_NIET_TOEGESTAAN");
        byte[] zonder = xml("").getBytes(StandardCharsets.UTF_8);
        assertThat(codes(Voorbeelden.lees(zonder, Grenzen.standaard(), DocumentReader.Rol.KOPIE))).containsExactly("ETIKET_ONTBREEKT");
    }

    @Test
    void manyFaults_areReportedUpToTheBound() {
        StringBuilder gegevens = new StringBuilder();
        for (int i = 0; i < 26; i++) {
            gegevens.append(gegeven("e-" + String.valueOf((char) ('a' + i)).repeat(26), "postcode", "x"));
        }
        assertThat(codes(lees(xml(locatie(gegevens.toString()))))).hasSize(Leesuitkomst.Afgekeurd.MEEST).containsOnly("WAARDE_ONGELDIG");
    }

    @Test
    void timeOver_isRefused() throws IOException {
        DocumentReader lezer = new DocumentReader(Voorbeelden.WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING);
        InputStream xml = new ByteArrayInputStream(xml("").getBytes(StandardCharsets.UTF_8));
        assertThat(codes(lezer.leesXml(xml, () -> true))).containsExactly("TIJD_VERSTREKEN");
    }

    @Test
    void brokenSource_isNotTheDocumentsFault() {
        DocumentReader lezer = new DocumentReader(Voorbeelden.WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING);
        InputStream kapot = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("disk");
            }
        };
        assertThatThrownBy(() -> lezer.leesXml(kapot, () -> false)).hasMessage("disk");
        assertThatThrownBy(() -> lezer.lees(kapot, BijlageOpslag.geen(), () -> false)).hasMessage("disk");
    }

    private static String met(byte[] xml, Grenzen grenzen) {
        return String.join(" ", codes(Voorbeelden.lees(xml, grenzen, DocumentReader.Rol.INZENDING)));
    }
}
