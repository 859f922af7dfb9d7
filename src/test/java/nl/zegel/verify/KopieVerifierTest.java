package nl.zegel.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.document.Document;
import nl.zegel.party.CmsProfiel;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Copies and sealed messages as the gateway makes them, and everything that can be done to them. */
class KopieVerifierTest {
    private static final String EC = "gemeente-utrecht-burgemeester";

    @TempDir
    static Path map;

    private static Proefdossier dossier;
    private static Document geheel;
    private static byte[] kopie;
    private static Path los;
    private static Path zegel;
    private static String ontvanger;

    @BeforeAll
    static void maak() {
        dossier = new Proefdossier(map);
        geheel = dossier.ondertekend(Proefdossier.voorbeeld("hib-10-bijlagen.xml"));
        kopie = dossier.kopie(geheel, true, "LOCATIE", "BETROKKENE", "BEVINDING");
        los = dossier.schrijf("document.xml", kopie);
        ontvanger = Files.exists(Proefdossier.PKI.resolve(EC)) ? EC : "gemeente-utrecht";
        zegel = dossier.schrijf("levering.p7m", dossier.verzegeld(kopie, Proefdossier.certificaat(ontvanger, "ontsleutelen"), profiel()));
    }

    private static CmsProfiel profiel() {
        return Proefdossier.certificaat(ontvanger, "ontsleutelen").getPublicKey().getAlgorithm().equals("EC") ? CmsProfiel.V4_0 : CmsProfiel.V3_2;
    }

    private static Verslag verifieer(Vraag vraag) {
        return Verifier.verifieer(vraag);
    }

    private static Path tekst(String naam, String xml) {
        return dossier.schrijf(naam, xml.getBytes(StandardCharsets.UTF_8));
    }

    private static String xml() {
        return new String(kopie, StandardCharsets.UTF_8);
    }

    @Test
    void looseCopy_provesProvenanceAndNotItsLabels() {
        Verslag verslag = verifieer(dossier.vraag(los));
        assertThat(verslag.heeft("ZOALS_ONDERTEKEND")).as(verslag.tekst()).isTrue();
        assertThat(verslag.heeft("KOP_EN_ETIKET_LOS")).isTrue();
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void sealedCopy_openedWithItsKey_isProvenWhole() {
        Verslag verslag = verifieer(dossier.metSleutel(ontvanger, zegel));
        assertThat(verslag.oordeel()).as(verslag.tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(verslag.bevindingen()).extracting(Bevinding::code)
                .contains("ZEGEL_OPEN", "HANDTEKENING_GATEWAY", "HANDTEKENING_AFZENDER", "ZOALS_ONDERTEKEND", "BIJLAGE_NIET_GEGEVEN");
    }

    @Test
    void sealedCopy_withoutKey_saysForWhomAndNoMore() {
        Verslag verslag = verifieer(dossier.vraag(zegel));
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(verslag.heeft("ZEGEL_DICHT")).isTrue();
        assertThat(verslag.tekst()).contains(Proefdossier.certificaat(ontvanger, "ontsleutelen").getSerialNumber().toString());
    }

    @Test
    void sealedCopy_byAnyAlteredByte_isNotProven() throws IOException {
        int stap = (int) Math.max(1, Files.size(zegel) / 700);
        assertThat(Proefdossier.onopgemerkt(zegel, stap, dossier.metSleutel(ontvanger, zegel))).isEmpty();
    }

    @Test
    void sealedCopy_headAltered_everyByte_isNotProven() throws IOException {
        byte[] heel = Files.readAllBytes(zegel);
        Path kop = dossier.schrijf("kop.p7m", heel);
        Vraag vraag = dossier.metSleutel(ontvanger, kop);
        List<Integer> onopgemerkt = new java.util.ArrayList<>();
        for (int i = 0; i < Math.min(500, heel.length); i++) {
            byte[] fout = heel.clone();
            fout[i] ^= 0x01;
            Files.write(kop, fout);
            if (verifieer(vraag).oordeel() == Oordeel.BEWEZEN) {
                onopgemerkt.add(i);
            }
        }
        assertThat(onopgemerkt).isEmpty();
    }

    @Test
    void sealedCopy_cutOff_isNotProven() throws IOException {
        byte[] heel = Files.readAllBytes(zegel);
        for (int n = 0; n < heel.length; n += heel.length / 40) {
            Path kort = dossier.schrijf("kort.p7m", java.util.Arrays.copyOf(heel, n));
            assertThat(verifieer(dossier.metSleutel(ontvanger, kort)).oordeel()).as("%d bytes", n).isNotEqualTo(Oordeel.BEWEZEN);
        }
        Path lang = dossier.schrijf("lang.p7m", java.util.Arrays.copyOf(heel, heel.length + 1));
        assertThat(verifieer(dossier.metSleutel(ontvanger, lang)).oordeel()).isEqualTo(Oordeel.FOUT);
    }

    @Test
    void sealedForAnother_doesNotOpen() {
        Verslag verslag = verifieer(dossier.metSleutel(Proefdossier.AFZENDER.waarde(), zegel));
        assertThat(verslag.heeft("NIET_VOOR_DEZE_SLEUTEL")).as(verslag.tekst()).isTrue();
    }

    @Test
    void sealedWithRsa_profiles_openToo() {
        String rsa = List.of("gemeente-utrecht-burgemeester", "gemeente-utrecht-college", "gemeente-amersfoort-burgemeester").stream()
                .filter(l -> Files.exists(Proefdossier.PKI.resolve(l))
                        && Proefdossier.certificaat(l, "ontsleutelen").getPublicKey().getAlgorithm().equals("RSA"))
                .findFirst().orElseGet(KopieVerifierTest::eersteRsa);
        for (CmsProfiel profiel : CmsProfiel.values()) {
            Path bericht = dossier.schrijf("rsa-" + profiel + ".p7m", dossier.verzegeld(kopie, Proefdossier.certificaat(rsa, "ontsleutelen"), profiel));
            Verslag verslag = verifieer(dossier.metSleutel(rsa, bericht));
            assertThat(verslag.oordeel()).as(profiel + " " + verslag.tekst()).isEqualTo(Oordeel.BEWEZEN);
        }
    }

    @Test
    void outerLayersOfProfile32_altered_areNotProven() throws IOException {
        String rsa = eersteRsa();
        byte[] heel = dossier.verzegeld(kopie, Proefdossier.certificaat(rsa, "ontsleutelen"), CmsProfiel.V3_2);
        Path bericht = dossier.schrijf("profiel32.p7m", heel);
        Vraag vraag = dossier.metSleutel(rsa, bericht);
        assertThat(verifieer(vraag).oordeel()).isEqualTo(Oordeel.BEWEZEN);
        List<Integer> onopgemerkt = new java.util.ArrayList<>();
        for (int i = 0; i < heel.length; i += i < 120 || i >= heel.length - 450 ? 1 : i < heel.length - 2600 ? 997 : 9) {
            byte[] fout = heel.clone();
            fout[i] ^= 0x01;
            Files.write(bericht, fout);
            if (verifieer(vraag).oordeel() == Oordeel.BEWEZEN) {
                onopgemerkt.add(i - heel.length);
            }
        }
        assertThat(onopgemerkt).isEmpty();
    }

    private static String eersteRsa() {
        try (var mappen = Files.list(Proefdossier.PKI)) {
            return mappen.map(m -> m.getFileName().toString()).filter(l -> !l.equals("gateway") && Files.exists(Proefdossier.PKI.resolve(l).resolve("ontsleutelen.pem")))
                    .sorted().filter(l -> Proefdossier.certificaat(l, "ontsleutelen").getPublicKey().getAlgorithm().equals("RSA")).findFirst().orElseThrow();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void sealedBySomebodyElseThanTheGateway_isWrong() {
        var vals = Proefdossier.sleutel(Proefdossier.AFZENDER.waarde(), "ondertekenen", Sleutelkast.Gebruik.ONDERTEKENEN);
        Path bericht = dossier.schrijf("vals.p7m", dossier.verzegeld(kopie, vals, Proefdossier.certificaat(ontvanger, "ontsleutelen"), profiel()));
        Verslag verslag = verifieer(dossier.metSleutel(ontvanger, bericht));
        assertThat(verslag.heeft("GATEWAY_ANDER_CERTIFICAAT")).as(verslag.tekst()).isTrue();
    }

    @Test
    void copyWithoutSendersSignature_isAsTheGatewayReceivedIt() {
        Path zonder = dossier.schrijf("zonder.xml", dossier.kopie(geheel, false, "LOCATIE"));
        Verslag verslag = verifieer(dossier.vraag(zonder));
        assertThat(verslag.heeft("ZOALS_ONTVANGEN")).isTrue();
        assertThat(verslag.heeft("HERKOMST_WORTEL")).isTrue();
        assertThat(verslag.heeft("ZOALS_ONDERTEKEND")).isFalse();
        Document kaal = Proefdossier.voorbeeld("hib-02-woning.xml");
        Path zonderWortel = dossier.schrijf("kaal.xml", dossier.kopie(kaal, false, "LOCATIE"));
        Verslag zonderwortel = verifieer(dossier.vraag(zonderWortel));
        assertThat(zonderwortel.heeft("ZOALS_ONTVANGEN")).as(zonderwortel.tekst()).isTrue();
        assertThat(zonderwortel.heeft("HERKOMST_WORTEL")).isFalse();
    }

    @Test
    void everyPartOfALeaf_isBound() {
        String waarde = xml().replaceFirst("(<gegeven[^>]*>)([^<])", "$1x$2");
        String grof = xml().replaceFirst("ter hoogte van ", "ter hoogte van 1");
        String term = xml().replaceFirst("term=\"[a-z]", "term=\"q");
        String soort = xml().replaceFirst("soort=\"LOCATIE\"", "soort=\"BEVINDING\"");
        String betrokkene = xml().replaceFirst("betrokkene=\"[A-Z]+\"", "betrokkene=\"MELDER\"");
        String bijlage = xml().replaceFirst("lengte=\"", "lengte=\"1");
        String wortel = xml().replaceFirst("wortel=\"....", "wortel=\"AAAA");
        String pad = xml().replaceFirst("(<pad [^>]*>)....", "$1AAAA");
        String zonderPad = xml().replaceFirst("<pad [^>]*>[^<]*</pad>", "");
        int nr = 0;
        for (String vals : List.of(waarde, grof, term, soort, betrokkene, bijlage, wortel, pad, zonderPad)) {
            assertThat(vals).as("variant %d is another text", nr).isNotEqualTo(xml());
            Verslag verslag = verifieer(dossier.vraag(tekst("vals.xml", vals)));
            assertThat(verslag.oordeel()).as("variant " + nr++ + "\n" + verslag.tekst()).isEqualTo(Oordeel.FOUT);
        }
    }

    @Test
    void headOfTheStatement_isBoundByTheSendersSignature() {
        for (String veld : List.of("gateway", "afzender", "referentie")) {
            String vals = xml().replaceFirst("<" + veld + ">", "<" + veld + ">x");
            assertThat(verifieer(dossier.vraag(tekst("kop.xml", vals))).heeft("HANDTEKENING_ONJUIST")).as(veld).isTrue();
        }
    }

    @Test
    void pathOfAWithheldElement_isFound() {
        String pad = xml().replaceAll("(?s).*(<pad [^>]*>[^<]*</pad>).*", "$1").replaceFirst("element=\"e-....", "element=\"e-zzzz");
        Path extra = tekst("extra.xml", xml().replaceFirst("(?s)</herkomst>", java.util.regex.Matcher.quoteReplacement(pad) + "</herkomst>"));
        assertThat(verifieer(dossier.vraag(extra)).heeft("HERKOMST_ONJUIST")).isTrue();
    }

    @Test
    void copyOfAnotherSender_isNotTheirs() {
        Vraag v = dossier.vraag(los);
        Vraag ander = new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), List.of(Proefdossier.BEWIJSCERT), Optional.empty(), Optional.empty(), v.moment());
        assertThat(verifieer(ander).heeft("AFZENDER_ANDER_CERTIFICAAT")).isTrue();
        Vraag onbekend = new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), List.of(), Optional.empty(), Optional.empty(), v.moment());
        assertThat(verifieer(onbekend).heeft("AFZENDER_NIET_VASTGESTELD")).isTrue();
    }

    @Test
    void twoCopies_areSeenToBePartsOfOneDocument() {
        Path tweede = dossier.schrijf("tweede.xml", dossier.kopie(geheel, true, "LOCATIE"));
        Verslag verslag = verifieer(dossier.vraag(los, tweede));
        assertThat(verslag.heeft("ZELFDE_DOCUMENT")).as(verslag.tekst()).isTrue();
        Path anders = dossier.schrijf("anders.xml", dossier.kopie(dossier.ondertekend(Proefdossier.voorbeeld("hib-10-bijlagen.xml")), true, "LOCATIE"));
        assertThat(verifieer(dossier.vraag(los, anders)).heeft("ZELFDE_DOCUMENT")).isFalse();
    }

    @Test
    void openedEntity_withoutItsSignature_isNotProven() {
        Path open = dossier.schrijf("geopend.eml", Proefdossier.entiteit(kopie));
        Verslag verslag = verifieer(dossier.vraag(open));
        assertThat(verslag.heeft("NIET_ONDERTEKEND")).as(verslag.tekst()).isTrue();
        assertThat(verslag.heeft("ZOALS_ONDERTEKEND")).isTrue();
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void hostileXml_isRefused() {
        Path doctype = tekst("doctype.xml", "<!DOCTYPE document [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>" + xml().substring(xml().indexOf("<document")));
        assertThat(verifieer(dossier.vraag(doctype)).heeft("XML_ONLEESBAAR")).isTrue();
        Path ander = tekst("ander.xml", "<document xmlns=\"urn:iets:anders\" versie=\"1\"/>");
        assertThat(verifieer(dossier.vraag(ander)).heeft("FORMAAT_ONBEKEND")).isTrue();
    }

    @Test
    void report_neverHoldsAValueOfTheDocument() {
        String tekst = verifieer(dossier.metSleutel(ontvanger, zegel, los)).json();
        geheel.elementen().filter(e -> e.waarde().length() > 8 && !e.waarde().matches("[A-Z_]+")).forEach(e -> assertThat(tekst).doesNotContain(e.waarde()));
    }
}
