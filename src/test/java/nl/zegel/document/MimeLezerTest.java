package nl.zegel.document;

import static nl.zegel.document.Voorbeelden.GRENS;
import static nl.zegel.document.Voorbeelden.codes;
import static nl.zegel.document.Voorbeelden.deel;
import static nl.zegel.document.Voorbeelden.entiteit;
import static nl.zegel.document.Voorbeelden.leesEntiteit;
import static nl.zegel.document.Voorbeelden.xml;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MimeLezerTest {
    private static final byte[] XML = xml("").getBytes(StandardCharsets.UTF_8);
    private static final byte[] CSV = "a;b\r\n1;2\r\n".getBytes(StandardCharsets.UTF_8);

    private static byte[] verklaring(String naam, String mediatype, byte[] inhoud) {
        return verklaring(naam, mediatype, inhoud.length, HexFormat.of().formatHex(Blad.sha256(inhoud)));
    }

    private static byte[] verklaring(String naam, String mediatype, long lengte, String sha256) {
        return xml("<bijlage id=\"" + Voorbeelden.E1 + "\" naam=\"" + naam + "\" mediatype=\"" + mediatype + "\" sha256=\"" + sha256
                + "\" lengte=\"" + lengte + "\"/>").getBytes(StandardCharsets.UTF_8);
    }

    private static List<String> metBijlage(String naam, String mediatype, byte[] inhoud) {
        return codes(leesEntiteit(entiteit(
                deel("document.xml", "application/xml", verklaring(naam, mediatype, inhoud)), deel(naam, mediatype, inhoud))));
    }

    private static byte[] ruw(String tekst) {
        return tekst.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void xmlAlone_isRead() {
        byte[] alleen = ruw("Content-Type: application/xml; charset=utf-8\n\n" + new String(XML, StandardCharsets.UTF_8));
        assertThat(leesEntiteit(alleen)).isInstanceOf(Leesuitkomst.Gelezen.class);
    }

    @Test
    void attachment_asDeclared_isRead() {
        assertThat(metBijlage("lijst één.csv", "text/csv", CSV)).isEmpty();
    }

    @Test
    void rootOfAnotherKind_isRefused() {
        assertThat(codes(leesEntiteit(ruw("Content-Type: multipart/alternative; boundary=x\n\n--x\n\n--x--\n")))).containsExactly("MIME_SOORT");
        assertThat(codes(leesEntiteit(ruw("Content-Type: text/plain\n\nhallo\n")))).containsExactly("MIME_EERSTE_DEEL");
        assertThat(codes(leesEntiteit(new byte[0]))).isNotEmpty();
    }

    @Test
    void firstPartThatIsNotTheXml_isRefused() {
        assertThat(codes(leesEntiteit(entiteit(deel("a.csv", "text/csv", CSV), deel("document.xml", "application/xml", XML)))))
                .containsExactly("MIME_EERSTE_DEEL");
    }

    @Test
    void nestedPartsAndMessages_areRefused() {
        String genest = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: multipart/mixed; boundary=y\n\n--y\n"
                + "Content-Type: application/xml\n\n<a/>\n--y--\n--x--\n";
        assertThat(codes(leesEntiteit(ruw(genest)))).containsExactly("MIME_GENEST");
        String bericht = "Content-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: message/rfc822\n\nSubject: x\n\nx\n--x--\n";
        assertThat(codes(leesEntiteit(ruw(bericht)))).containsExactly("MIME_GENEST");
    }

    @Test
    void cutOffEntity_isRefused() {
        byte[] heel = entiteit(deel("document.xml", "application/xml", XML), deel("a.csv", "text/csv", CSV));
        String tekst = new String(heel, StandardCharsets.US_ASCII);
        byte[] af = tekst.substring(0, tekst.length() - GRENS.length() - 6).getBytes(StandardCharsets.US_ASCII);
        assertThat(codes(leesEntiteit(af))).isNotEmpty();
        byte[] zonderEinde = entiteit(deel("document.xml", "application/xml", XML));
        String kort = new String(zonderEinde, StandardCharsets.US_ASCII).replace("--" + GRENS + "--", "");
        assertThat(codes(leesEntiteit(kort.getBytes(StandardCharsets.US_ASCII)))).containsExactly("MIME_ONLEESBAAR");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "Content-Type: application/xml\nContent-Type: text/plain\n\n", "Content-Type: application/xml; charset=utf-8; charset=utf-16\n\n",
        "Content-Type: application/xml\nContent-Disposition: attachment; filename=a.xml; filename*=UTF-8''b.xml\n\n",
        "Content-Type: application/xml\nContent-Transfer-Encoding: 7bit\nContent-Transfer-Encoding: base64\n\n"})
    void doubledContentFields_areRefused(String kop) {
        assertThat(codes(leesEntiteit(ruw(kop + "<a/>\n")))).containsExactly("MIME_DUBBELE_KOPREGEL");
    }

    @Test
    void brokenEncoding_isRefused() {
        assertThat(codes(leesEntiteit(ruw("Content-Type: application/xml\nContent-Transfer-Encoding: x-uu\n\nabc\n")))).containsExactly("MIME_CODERING");
        assertThat(codes(leesEntiteit(ruw("Content-Type: application/xml\nContent-Transfer-Encoding: base64\n\n!!!!\n")))).containsExactly("MIME_CODERING");
    }

    @Test
    void otherCharset_isRefused() {
        assertThat(codes(leesEntiteit(ruw("Content-Type: application/xml; charset=utf-16\n\n<a/>\n")))).containsExactly("XML_CODERING");
    }

    @Test
    void bounds_areKept() {
        Grenzen nauw = new Grenzen(1 << 20, 8, 16, 1000, 1000, 1, 200, 3, 100);
        byte[] twee = entiteit(deel("document.xml", "application/xml", XML), deel("document.pdf", "text/csv", CSV));
        assertThat(codes(leesEntiteit(twee, nauw))).containsAnyOf("MIME_TE_VEEL_DELEN");
        assertThat(codes(leesEntiteit(ruw("X-A: " + "a".repeat(300) + "\nContent-Type: application/xml\n\n<a/>\n"), nauw))).containsExactly("MIME_KOP_TE_GROOT");
        assertThat(codes(leesEntiteit(ruw("A: 1\nB: 2\nC: 3\nD: 4\nContent-Type: application/xml\n\n<a/>\n"), nauw))).containsExactly("MIME_KOP_TE_GROOT");
        byte[] groot = ruw("Content-Type: application/xml\n\n"
                + new String(verklaring("a.csv", "text/csv", 101, "0".repeat(64)), StandardCharsets.UTF_8));
        assertThat(codes(leesEntiteit(groot, nauw))).containsExactly("BIJLAGE_TE_GROOT");
    }

    @Test
    void attachmentUnlikeItsDeclaration_isRefused() {
        Deel xml = deel("document.xml", "application/xml", verklaring("a.csv", "text/csv", CSV));
        assertThat(codes(leesEntiteit(entiteit(xml)))).containsExactly("BIJLAGE_ONTBREEKT");
        assertThat(codes(leesEntiteit(entiteit(xml, deel("b.csv", "text/csv", CSV))))).containsExactly("BIJLAGE_ONTBREEKT");
        assertThat(codes(leesEntiteit(entiteit(xml, deel("a.csv", "text/plain", CSV))))).containsExactly("BIJLAGE_ONTBREEKT");
        byte[] ander = "a;b\r\n1;3\r\n".getBytes(StandardCharsets.UTF_8);
        assertThat(codes(leesEntiteit(entiteit(xml, deel("a.csv", "text/csv", ander))))).containsExactly("BIJLAGE_WIJKT_AF");
        assertThat(codes(leesEntiteit(entiteit(xml, deel("a.csv", "text/csv", new byte[] {'a'}))))).containsExactly("BIJLAGE_WIJKT_AF");
        assertThat(codes(leesEntiteit(entiteit(xml, deel("a.csv", "text/csv", CSV), deel("b.csv", "text/csv", CSV)))))
                .containsExactly("BIJLAGE_NIET_VERKLAARD");
        assertThat(codes(leesEntiteit(entiteit(deel("document.xml", "application/xml", XML), deel("document.pdf", "application/pdf", CSV)))))
                .containsExactly("BIJLAGE_NIET_VERKLAARD");
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "../a.csv", "a/b.csv", "a\\b.csv", ".verborgen.csv", "a&#10;b.csv", "a&#8238;vsc.csv", " a.csv", "a.csv.", "C:a.csv", "a%2f.csv"})
    void nameThatIsNotPlain_isRefused(String naam) {
        byte[] xml = ruw("Content-Type: application/xml\n\n" + new String(verklaring(naam, "text/csv", CSV), StandardCharsets.UTF_8));
        assertThat(codes(leesEntiteit(xml))).contains("BIJLAGE_NAAM");
    }

    @Test
    void namesOfTheWrongLengthKindOrTwice_areRefused() {
        assertThat(codes(Voorbeelden.lees(verklaring("a".repeat(197) + ".csv", "text/csv", CSV)))).containsExactly("BIJLAGE_NAAM");
        assertThat(codes(Voorbeelden.lees(verklaring("a.pdf", "text/csv", CSV)))).containsExactly("BIJLAGE_SOORT");
        assertThat(codes(Voorbeelden.lees(verklaring("Document.PDF", "application/pdf", CSV)))).containsExactly("BIJLAGE_DUBBELE_NAAM");
        assertThat(codes(Voorbeelden.lees(new String(verklaring("a.csv", "text/csv", CSV), StandardCharsets.UTF_8)
                .replace("/></document>", "><inhoud categorie=\"ZAKEN\" betrokkene=\"BUUR\"/></bijlage></document>"))))
                .containsExactly("CATEGORIE_ONBEKEND", "BETROKKENE_ONBEKEND");
    }

    @Test
    void contentOfAnotherKind_isRefused() {
        byte[] elf = {0x7f, 'E', 'L', 'F', 0, 0, 0, 0, 0, 0};
        assertThat(metBijlage("a.csv", "text/csv", elf)).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.csv", "text/csv", new byte[] {'a', (byte) 0xc3})).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.csv", "text/csv", new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80})).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.pdf", "application/pdf", elf)).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.pdf", "application/pdf", new byte[] {'%', 'P'})).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.pdf", "application/pdf", "%PDF-1.7".getBytes(StandardCharsets.US_ASCII))).isEmpty();
        assertThat(metBijlage("a.png", "image/png", elf)).containsExactly("BIJLAGE_INHOUD");
        assertThat(metBijlage("a.jpg", "image/jpeg", elf)).containsExactly("BIJLAGE_INHOUD");
    }

    @Test
    void png_withMetadataOrATail_isRefused() {
        byte[] goed = Voorbeelden.bytes("bijlagen/plattegrond.png");
        assertThat(metBijlage("a.png", "image/png", goed)).isEmpty();
        assertThat(metBijlage("a.png", "image/png", met(goed, 33, "\0\0\0\1tEXtx\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.png", "image/png", met(goed, 33, "\0\0\0\1eXIfx\0\0\0\0".getBytes(StandardCharsets.ISO_8859_1)))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.png", "image/png", met(goed, goed.length, new byte[] {'P', 'K'}))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.png", "image/png", java.util.Arrays.copyOf(goed, goed.length - 2))).containsExactly("BIJLAGE_INHOUD");
    }

    @Test
    void jpeg_withMetadataOrATail_isRefused() {
        String begin = "ffd8" + "ffe000104a46494600010100000100010000";
        String beeld = "ffdb0004" + "0102" + "ffda0003" + "01" + "12ff0034ffd056";
        assertThat(metBijlage("a.jpg", "image/jpeg", hex(begin + beeld + "ffd9"))).isEmpty();
        assertThat(metBijlage("a.jpeg", "image/jpeg", hex(begin + "ffe1000445786966".substring(0, 12) + beeld + "ffd9"))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.jpg", "image/jpeg", hex(begin + "fffe00036f" + beeld + "ffd9"))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.jpg", "image/jpeg", hex(begin + beeld + "ffd9" + "504b"))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.jpg", "image/jpeg", hex("ffd8" + "ffe000114a4649460001010000010001000000" + beeld + "ffd9"))).containsExactly("BIJLAGE_METADATA");
        assertThat(metBijlage("a.jpg", "image/jpeg", hex(begin + beeld))).containsExactly("BIJLAGE_INHOUD");
    }

    @Test
    void entity_readsBack_withProtectedFieldsAndHostileNames() throws IOException {
        String naam = "één\r\nBcc: x; \"filename\".csv" + "ü".repeat(40);
        Map<String, String> beschermd = new LinkedHashMap<>();
        beschermd.put("Subject", "Bericht 1");
        beschermd.put("From", "gateway@zegel.example");
        byte[] bytes = entiteit(beschermd, deel("document.xml", "application/xml", XML), deel("tekst.txt", "text/plain", CSV), deel(naam, "text/csv", CSV));
        String tekst = new String(bytes, StandardCharsets.US_ASCII);
        assertThat(tekst).startsWith("Subject: Bericht 1\r\nFrom: gateway@zegel.example\r\nMIME-Version: 1.0\r\n").contains("hp=\"cipher\"")
                .contains("inline").doesNotContain("\r\nBcc").doesNotContainPattern("[^\r]\n");
        assertThat(tekst.lines()).allMatch(r -> r.length() <= 100);
        List<String> gelezen = new ArrayList<>();
        Optional<Afkeuring> nee = MimeEntiteit.lees(new ByteArrayInputStream(bytes), Grenzen.standaard(), () -> false,
                (n, soort, inhoud) -> gelezen.add(n + "|" + soort + "|" + inhoud.readAllBytes().length));
        assertThat(nee).isEmpty();
        assertThat(gelezen).containsExactly("document.xml|application/xml|" + XML.length, "tekst.txt|text/plain|" + CSV.length, naam + "|text/csv|" + CSV.length);
        assertThat(bytes).isEqualTo(entiteit(beschermd, deel("document.xml", "application/xml", XML), deel("tekst.txt", "text/plain", CSV), deel(naam, "text/csv", CSV)));
    }

    @Test
    void headerSmuggling_isABugOfTheCaller() {
        Deel xml = deel("document.xml", "application/xml", XML);
        assertThatThrownBy(() -> entiteit(Map.of("Subject", "x\r\nBcc: y"), xml)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entiteit(Map.of("Bcc", "y"), xml)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> entiteit(deel("a", "text/plain\r\nX: y", CSV))).isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] met(byte[] bytes, int plaats, byte[] erbij) {
        byte[] uit = new byte[bytes.length + erbij.length];
        System.arraycopy(bytes, 0, uit, 0, plaats);
        System.arraycopy(erbij, 0, uit, plaats, erbij.length);
        System.arraycopy(bytes, plaats, uit, plaats + erbij.length, bytes.length - plaats);
        return uit;
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
