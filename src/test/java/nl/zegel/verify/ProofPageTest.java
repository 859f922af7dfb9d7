package nl.zegel.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import nl.zegel.party.CmsProfiel;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Proefregister;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Runs docs/proof.md as it stands, in bash, on real files: what a court's expert would do. */
class ProofPageTest {
    private static final String LOKET = "politie-mn-hennepcoordinator";
    private static final List<String> KETEN = List.of("bewijs.json", "vorige.json");

    @TempDir
    static Path map;

    private static Programma bash;
    private static List<String> blokken;

    @BeforeAll
    static void maak() throws IOException {
        bash = Programma.nodig("bash", "bash");
        Programma.nodig("openssl", "openssl");
        Programma.nodig("python3", "python3");
        blokken = blokken();
        Proefdossier dossier = new Proefdossier(map);
        var geheel = dossier.ondertekend(Proefdossier.voorbeeld("hib-10-bijlagen.xml"));
        byte[] kopie = dossier.kopie(geheel, true, "LOCATIE", "BETROKKENE", "BEVINDING");
        byte[] ingediend = Proefdossier.entiteit(kopie);
        dossier.schrijf("ingediend.eml", ingediend);
        try (Proefregister proef = new Proefregister()) {
            Proefdossier.alarmen(proef, 3);
            dossier.bewijs(proef, "vorige", Gebeurtenis.SUBMISSION_ACCEPTANCE, ingediend);
            Proefdossier.alarmen(proef, 6);
            Proefdossier.vernietig(proef);
            dossier.bewijs(proef, "bewijs", Gebeurtenis.SUBMISSION_ACCEPTANCE, ingediend);
            dossier.uitvoer(proef, "register.jsonl");
        }
        var voor = Proefdossier.certificaat(LOKET, "ontsleutelen");
        CmsProfiel profiel = CmsProfiel.V4_0;
        dossier.schrijf("levering.p7m", dossier.verzegeld(kopie, voor, profiel));
        neem("anchors.pem", "anker.pem");
        neem("crl/alle.pem", "crl.pem");
        neem("gateway/bewijs.pem", "bewijs-certificaat.pem");
        neem("gateway/ondertekenen.pem", "teken-certificaat.pem");
        neem(LOKET + "/ondertekenen.pem", "afzender.pem");
        neem(LOKET + "/ontsleutelen.key", "ontvanger.key");
        neem(LOKET + "/ontsleutelen.pem", "ontvanger.pem");
    }

    private static void neem(String van, String naar) throws IOException {
        Files.copy(Proefdossier.PKI.resolve(van), map.resolve(naar), StandardCopyOption.REPLACE_EXISTING);
    }

    private static List<String> blokken() throws IOException {
        Matcher m = Pattern.compile("(?ms)^```bash\\n(.*?)^```$").matcher(Files.readString(Path.of("docs/proof.md")));
        List<String> uit = new ArrayList<>();
        while (m.find()) {
            uit.add(m.group(1));
        }
        return uit;
    }

    private static Programma.Afloop draai(String script) throws IOException, InterruptedException {
        return bash.draai(map, 120, script, List.of("-s"));
    }

    @Test
    void page_wholeOnRealFiles_findsEverythingGood() throws Exception {
        assertThat(blokken).hasSize(6);
        Programma.Afloop afloop = draai(String.join("\n", blokken) + "\necho alles goed\n");
        assertThat(afloop.code()).as(afloop.tekst()).isZero();
        assertThat(afloop.tekst()).contains("nothing was rewritten between the two", "exactly these bytes", "2 bodies destroyed under entry",
                "leaves hang on the root", "verklaring.txt: getekend door", "alles goed");
    }

    /** The whole page again, with one file changed. */
    private static Programma.Afloop metVeranderd(String bestand, String van, String naar) throws Exception {
        Path pad = map.resolve(bestand);
        byte[] goed = Files.readAllBytes(pad);
        String tekst = new String(goed, StandardCharsets.ISO_8859_1);
        String vals = tekst.replaceFirst(van, naar);
        assertThat(vals).isNotEqualTo(tekst);
        try {
            Files.write(pad, vals.getBytes(StandardCharsets.ISO_8859_1));
            return draai(String.join("\n", blokken));
        } finally {
            Files.write(pad, goed);
        }
    }

    @Test
    void page_onAnythingChanged_stops() throws Exception {
        for (String naam : KETEN) {
            assertThat(metVeranderd(naam, "HIB-2026-0010", "HIB-2026-0011").code()).as(naam).isNotZero();
        }
        assertThat(metVeranderd("register.jsonl", "PROEF-2", "PROEF-9").tekst()).contains("body changed");
        assertThat(metVeranderd("ingediend.eml", "grens0", "grens1").code()).isNotZero();
        assertThat(metVeranderd("levering.p7m", "(?s)(.{900}).(.*)", "$1#$2").code()).isNotZero();
        assertThat(metVeranderd("bewijs-certificaat.pem", "(?s).*", Matcher.quoteReplacement(Files.readString(map.resolve("teken-certificaat.pem")))).code())
                .isNotZero();
    }

    @Test
    void provenancePart_onAChangedValue_stops() throws Exception {
        assertThat(draai(String.join("\n", blokken)).code()).isZero();
        Path kopie = map.resolve("document.xml");
        String xml = Files.readString(kopie);
        Files.writeString(kopie, xml.replaceFirst("ter hoogte van ", "ter hoogte van 1"));
        Programma.Afloop afloop = draai(blokken.get(0) + "\n" + blokken.get(5));
        assertThat(afloop.code()).as(afloop.tekst()).isNotZero();
        assertThat(afloop.tekst()).contains("not as in the sender's document");
    }
}
