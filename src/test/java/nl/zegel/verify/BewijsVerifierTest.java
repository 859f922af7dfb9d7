package nl.zegel.verify;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Proefbewijs;
import nl.zegel.register.Proefregister;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Evidence and exports as the register makes them, and everything that can be done to them. */
class BewijsVerifierTest {
    private static final byte[] INGEDIEND = "Content-Type: multipart/mixed\r\n\r\nvoorbeeld".getBytes(StandardCharsets.UTF_8);

    @TempDir
    static Path map;

    private static Proefdossier dossier;
    private static Path een;
    private static Path twee;
    private static Path uitvoer;
    private static Path vernietigd;
    private static Path herschreven;
    private static Path andereTwee;

    @BeforeAll
    static void maak() {
        dossier = new Proefdossier(map);
        try (Proefregister proef = new Proefregister()) {
            Proefdossier.alarmen(proef, 5);
            een = dossier.bewijs(proef, "een", Gebeurtenis.SUBMISSION_ACCEPTANCE, INGEDIEND);
            Proefdossier.alarmen(proef, 4);
            Proefbewijs.besluit(proef, "{\"besluit\":1}");
            twee = dossier.bewijs(proef, "twee", Gebeurtenis.SUBMISSION_ACCEPTANCE, INGEDIEND);
            uitvoer = dossier.uitvoer(proef, "register.jsonl");
            Proefdossier.vernietig(proef);
            vernietigd = dossier.uitvoer(proef, "vernietigd.jsonl");
        }
        // Another history, as consistent in itself as the first: what a gateway that rewrites its register would show.
        try (Proefregister ander = new Proefregister()) {
            Proefdossier.alarmen(ander, 5);
            dossier.bewijs(ander, "anders-een", Gebeurtenis.SUBMISSION_REJECTION, INGEDIEND);
            Proefdossier.alarmen(ander, 4);
            andereTwee = dossier.bewijs(ander, "anders-twee", Gebeurtenis.SUBMISSION_ACCEPTANCE, INGEDIEND);
            herschreven = dossier.uitvoer(ander, "herschreven.jsonl");
        }
    }

    private static Path p7s(Path bewijs) {
        return bewijs.resolveSibling(bewijs.getFileName() + ".p7s");
    }

    private static Verslag verifieer(Vraag vraag) {
        return Verifier.verifieer(vraag);
    }

    private static Vraag met(Vraag v, List<Path> ankers, List<Path> crls, List<Path> gateway) {
        return new Vraag(v.bestanden(), ankers, crls, gateway, v.afzenders(), v.register(), v.ontsleuteling(), v.moment());
    }

    @Test
    void evidence_withSignatureAnchorsCrlsAndKnownGateway_isProven() {
        Verslag verslag = verifieer(dossier.vraag(een, p7s(een)));
        assertThat(verslag.oordeel()).as(verslag.tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(verslag.bevindingen()).extracting(Bevinding::code)
                .contains("HANDTEKENING_GATEWAY", "INCLUSIE", "GEBEURTENIS", "EERSTE_BEWIJS", "VASTLEGGING_DICHT");
        assertThat(verslag.tekst()).contains("de gateway heeft het document aangenomen");
    }

    @Test
    void twoReceiptsOfOneLoket_proveThatNothingWasRewritten() {
        assertThat(verifieer(dossier.vraag(twee, p7s(twee))).heeft("VORIGE_NIET_GEGEVEN")).isTrue();
        Verslag verslag = verifieer(dossier.vraag(twee, p7s(twee), een, p7s(een)));
        assertThat(verslag.oordeel()).as(verslag.tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(verslag.heeft("CONSISTENTIE")).isTrue();
    }

    @Test
    void commitment_openedOnlyByItsOwnBytes() {
        Path bytes = dossier.schrijf("ingediend.eml", INGEDIEND);
        Verslag goed = verifieer(dossier.vraag(een, p7s(een), bytes));
        assertThat(goed.heeft("VASTLEGGING_GEOPEND")).as(goed.tekst()).isTrue();
        Verslag ander = verifieer(dossier.vraag(een, p7s(een), dossier.schrijf("anders.txt", "voorbeelt".getBytes(StandardCharsets.UTF_8))));
        assertThat(ander.heeft("VASTLEGGING_GEOPEND")).isFalse();
        assertThat(ander.heeft("BESTAND_ONBEKEND")).isTrue();
        assertThat(ander.oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void evidence_everyByteChanged_isNotProven() {
        Vraag vraag = dossier.vraag(een, p7s(een));
        assertThat(Proefdossier.onopgemerkt(een, 1, vraag)).isEmpty();
        assertThat(Proefdossier.onopgemerkt(p7s(een), 1, vraag)).isEmpty();
        assertThat(verifieer(vraag).oordeel()).isEqualTo(Oordeel.BEWEZEN);
    }

    @Test
    void export_anyByteChanged_isNotProven() {
        Vraag vraag = dossier.metRegister(uitvoer);
        assertThat(verifieer(vraag).oordeel()).as(verifieer(vraag).tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(Proefdossier.onopgemerkt(uitvoer, 2, vraag)).isEmpty();
    }

    /** What was withheld is proven too, and taking the decision out or away from its entry is no way around it. */
    @Test
    void export_provesItsDecisions_andFindsOneThatWasChangedOrTakenOut() throws IOException {
        assertThat(verifieer(dossier.metRegister(uitvoer)).tekst()).contains("Van 1 besluiten is bewezen wat er is besloten");
        String heel = Files.readString(uitvoer);
        String veranderd = heel.replace("{\\\"besluit\\\":1}", "{\\\"besluit\\\":2}");
        assertThat(veranderd).isNotEqualTo(heel);
        assertThat(verifieer(dossier.metRegister(dossier.schrijf("besluit-2.jsonl", veranderd.getBytes(StandardCharsets.UTF_8))))
                .heeft("BESLUIT_ANDERS")).isTrue();
        String weg = heel.replaceFirst(",\"besluit\":\\{\"vorm\":.*?\"besluitNonce\":\"[0-9a-f]{64}\"}", "");
        assertThat(weg).isNotEqualTo(heel);
        assertThat(verifieer(dossier.metRegister(dossier.schrijf("besluit-weg.jsonl", weg.getBytes(StandardCharsets.UTF_8))))
                .heeft("UITVOER_VORM")).isTrue();
    }

    @Test
    void export_withTheEvidence_isProvenWhole() {
        Verslag verslag = verifieer(dossier.metRegister(uitvoer, een, p7s(een), twee, p7s(twee)));
        assertThat(verslag.oordeel()).as(verslag.tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(verslag.bevindingen()).extracting(Bevinding::code).contains("REGISTER_NAGEREKEND", "IN_REGISTER", "BEWIJS_INGESCHREVEN");
    }

    @Test
    void export_isRecognisedWithoutBeingNamedAsOne() {
        assertThat(verifieer(dossier.vraag(uitvoer)).heeft("REGISTER_NAGEREKEND")).isTrue();
    }

    @Test
    void export_afterADestruction_saysUnderWhichEntryAndIsProvenInPart() {
        Verslag verslag = verifieer(dossier.metRegister(vernietigd, een, p7s(een)));
        assertThat(verslag.oordeel()).as(verslag.tekst()).isEqualTo(Oordeel.DEELS);
        assertThat(verslag.tekst()).contains("De inhoud van 2 inschrijvingen is vernietigd onder inschrijving ");
        assertThat(verslag.bevindingen()).extracting(Bevinding::code).contains("CONTROLEPUNTEN", "IN_REGISTER");
    }

    @Test
    void export_withABodyTakenOutAndNoEntryForIt_isWrong() throws IOException {
        List<String> regels = Files.readAllLines(vernietigd);
        String onder = regels.stream().filter(r -> r.contains("vernietigdOnder")).findFirst().orElseThrow()
                .replaceAll(".*\"vernietigdOnder\":\"([^\"]+)\".*", "$1");
        String regel = regels.get(1);
        regels.set(1, regel.substring(0, regel.indexOf(",\"nonce\"")) + ",\"vernietigdOnder\":\"" + onder + "\"}");
        Path weg = dossier.schrijf("weg.jsonl", (String.join("\n", regels) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(verifieer(dossier.metRegister(weg)).heeft("VERNIETIGING_NIET_GEDEKT")).isTrue();
        regels.set(1, regels.get(1).replace(onder, "6f2b1c1e-0000-4000-8000-000000000001"));
        Path zomaar = dossier.schrijf("zomaar.jsonl", (String.join("\n", regels) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(verifieer(dossier.metRegister(zomaar)).oordeel()).isNotEqualTo(Oordeel.BEWEZEN);
    }

    @Test
    void rewrittenRegister_consistentInItself_isCaughtByWhoeverKeptOneReceipt() {
        assertThat(verifieer(dossier.metRegister(herschreven)).oordeel()).isEqualTo(Oordeel.BEWEZEN);
        Verslag verslag = verifieer(dossier.metRegister(herschreven, een, p7s(een)));
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(verslag.heeft("REGISTER_HERSCHREVEN")).isTrue();
        Verslag zonderUitvoer = verifieer(dossier.vraag(een, p7s(een), andereTwee, p7s(andereTwee)));
        assertThat(zonderUitvoer.heeft("REGISTER_HERSCHREVEN")).as(zonderUitvoer.tekst()).isTrue();
    }

    @Test
    void export_cutOffAnywhere_isNotProven() throws IOException {
        byte[] heel = Files.readAllBytes(uitvoer);
        for (int n = 0; n < heel.length; n += 97) {
            Path kort = dossier.schrijf("kort.jsonl", java.util.Arrays.copyOf(heel, n));
            assertThat(verifieer(dossier.metRegister(kort)).oordeel()).as("%d bytes", n).isNotEqualTo(Oordeel.BEWEZEN);
        }
        List<String> regels = Files.readAllLines(uitvoer);
        Path zonderSlot = dossier.schrijf("zonder-slot.jsonl", (String.join("\n", regels.subList(0, regels.size() - 1)) + "\n").getBytes(StandardCharsets.UTF_8));
        assertThat(verifieer(dossier.metRegister(zonderSlot)).heeft("UITVOER_AFGEBROKEN")).isTrue();
    }

    @Test
    void doubledKey_isUnreadableEvenWhenItIsSigned() throws IOException {
        String json = Files.readString(een).replaceFirst("\\{\n", "{\n  \"EvidenceVersion\": \"nl.zegel.bewijs/1\",\n");
        Path dubbel = dossier.schrijf("dubbel.json", json.getBytes(StandardCharsets.UTF_8));
        dossier.schrijf("dubbel.json.p7s", dossier.onderteken(json.getBytes(StandardCharsets.UTF_8)));
        Verslag verslag = verifieer(dossier.vraag(dubbel, p7s(dubbel)));
        assertThat(verslag.heeft("JSON_ONLEESBAAR")).as(verslag.tekst()).isTrue();
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.FOUT);
    }

    @Test
    void evidenceOfAnotherVersion_isRefusedEvenWhenItIsSigned() throws IOException {
        byte[] json = Files.readString(een).replace("nl.zegel.bewijs/1", "nl.zegel.bewijs/2").getBytes(StandardCharsets.UTF_8);
        Path ander = dossier.schrijf("versie.json", json);
        dossier.schrijf("versie.json.p7s", dossier.onderteken(json));
        assertThat(verifieer(dossier.vraag(ander, p7s(ander))).heeft("FORMAAT_ONBEKEND")).isTrue();
    }

    @Test
    void missingParts_areSaidAndNotProven() {
        Verslag zonder = verifieer(dossier.vraag(een));
        assertThat(zonder.heeft("HANDTEKENING_ONTBREEKT")).isTrue();
        assertThat(zonder.heeft("GEBEURTENIS")).isFalse();
        assertThat(zonder.oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(verifieer(dossier.vraag(p7s(een))).heeft("HANDTEKENING_ZONDER_BESTAND")).isTrue();
        assertThat(verifieer(dossier.vraag(map.resolve("bestaat-niet.json"))).heeft("BESTAND_ONTBREEKT")).isTrue();
        assertThat(verifieer(dossier.metRegister(map.resolve("bestaat-niet.jsonl"))).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(verifieer(dossier.vraag()).oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void signatureOfOtherEvidence_isWrong() throws IOException {
        Path geleend = dossier.schrijf("geleend.json", Files.readAllBytes(een));
        dossier.schrijf("geleend.json.p7s", Files.readAllBytes(p7s(twee)));
        assertThat(verifieer(dossier.vraag(geleend, p7s(geleend))).heeft("HANDTEKENING_ONJUIST")).isTrue();
    }

    @Test
    void wrongOrMissingAnchor_isWrong() {
        Vraag v = dossier.vraag(een, p7s(een));
        assertThat(verifieer(met(v, List.of(), v.crls(), v.gateway())).heeft("GEEN_ANKER")).isTrue();
        Verslag ander = verifieer(met(v, List.of(VoorbeeldPki.slecht().resolve("anchors.pem")), v.crls(), v.gateway()));
        assertThat(ander.heeft("GEEN_PAD")).isTrue();
        assertThat(ander.oordeel()).isEqualTo(Oordeel.FOUT);
        Path geenPem = dossier.schrijf("geen.pem", "geen certificaat".getBytes(StandardCharsets.UTF_8));
        assertThat(verifieer(met(v, List.of(geenPem), v.crls(), v.gateway())).oordeel()).isEqualTo(Oordeel.FOUT);
    }

    @Test
    void goodPathButNobodyKnown_isNotProven() {
        Vraag v = dossier.vraag(een, p7s(een));
        Verslag onbekend = verifieer(met(v, v.ankers(), v.crls(), List.of()));
        assertThat(onbekend.oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(onbekend.heeft("GATEWAY_NIET_VASTGESTELD")).isTrue();
        Verslag ander = verifieer(met(v, v.ankers(), v.crls(), List.of(Proefdossier.PKI.resolve("gateway/ondertekenen.pem"))));
        assertThat(ander.heeft("GATEWAY_ANDER_CERTIFICAAT")).isTrue();
    }

    @Test
    void withoutCrl_revocationIsNotProven() {
        Vraag v = dossier.vraag(een, p7s(een));
        Verslag verslag = verifieer(met(v, v.ankers(), List.of(), v.gateway()));
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(verslag.heeft("INTREKKING_NIET_NAGEGAAN")).isTrue();
        Verslag vals = verifieer(met(v, v.ankers(), List.of(VoorbeeldPki.slecht().resolve("crl")), v.gateway()));
        assertThat(vals.oordeel()).isEqualTo(Oordeel.DEELS);
    }

    @Test
    void signatureClaimingTheFuture_isWrong() {
        Vraag v = dossier.vraag(een, p7s(een));
        Vraag eerder = new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), v.afzenders(), v.register(), v.ontsleuteling(),
                dossier.moment.minus(Duration.ofMinutes(10)));
        assertThat(verifieer(eerder).heeft("TIJD_IN_TOEKOMST")).isTrue();
    }

    @Test
    void certificateExpiredSince_leavesItUnproven() {
        Vraag v = dossier.vraag(een, p7s(een));
        Vraag later = new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), v.afzenders(), v.register(), v.ontsleuteling(),
                dossier.moment.plus(Duration.ofDays(2000)));
        Verslag verslag = verifieer(later);
        assertThat(verslag.oordeel()).isEqualTo(Oordeel.DEELS);
        assertThat(verslag.heeft("CERTIFICAAT_VERLOPEN")).isTrue();
        assertThat(verslag.heeft("CRL_VEROUDERD")).isTrue();
    }

    /** Signs the evidence with a certificate of the bad PKI, which is otherwise trusted and known. */
    private Verslag slecht(String naam, Duration naUitgifte) throws IOException {
        Path pki = VoorbeeldPki.slecht();
        byte[] json = Files.readAllBytes(een);
        var sleutel = Proefdossier.sleutel(pki, naam, pki.resolve("keten.pem"), Sleutelkast.Gebruik.BEWIJS);
        var getekend = sleutel.certificaat().getNotBefore().toInstant().plus(naUitgifte);
        Path bestand = dossier.schrijf("slecht.json", json);
        dossier.schrijf("slecht.json.p7s", Bewijstekenaar.teken(sleutel, Proefdossier.V, json, Optional.empty(), getekend));
        Vraag v = dossier.vraag(bestand, p7s(bestand));
        return verifieer(new Vraag(v.bestanden(), List.of(pki.resolve("anchors.pem")), List.of(pki.resolve("crl")), List.of(pki.resolve(naam + ".pem")),
                List.of(), Optional.empty(), Optional.empty(), dossier.moment.plus(Duration.ofHours(2))));
    }

    @Test
    void badSigners_areNeverProven() throws IOException {
        Verslag goed = slecht("goed", Duration.ofMinutes(1));
        assertThat(goed.oordeel()).as(goed.tekst()).isEqualTo(Oordeel.BEWEZEN);
        assertThat(slecht("ingetrokken", Duration.ofHours(1)).heeft("CERTIFICAAT_INGETROKKEN")).isTrue();
        assertThat(slecht("ingetrokken", Duration.ZERO).oordeel()).isNotEqualTo(Oordeel.BEWEZEN);
        assertThat(slecht("verlopen", Duration.ofDays(1)).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(slecht("verlopen", Duration.ofDays(900)).heeft("CERTIFICAAT_TOEN_ONGELDIG")).isTrue();
        assertThat(slecht("nog-niet-geldig", Duration.ofDays(1)).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(slecht("verkeerd-gebruik", Duration.ofMinutes(1)).heeft("CERTIFICAAT_VERKEERD_DOEL")).isTrue();
        assertThat(slecht("ca-blad", Duration.ofMinutes(1)).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(slecht("door-blad", Duration.ofMinutes(1)).oordeel()).isEqualTo(Oordeel.FOUT);
        assertThat(slecht("andere-root", Duration.ofMinutes(1)).oordeel()).isEqualTo(Oordeel.FOUT);
    }

    @Test
    void report_asJson_carriesItsVersionAndTheSameFindings() {
        Verslag verslag = verifieer(dossier.vraag(een, p7s(een)));
        var json = tools.jackson.databind.json.JsonMapper.builder().build().readTree(verslag.json());
        assertThat(json.get("versie").asString()).isEqualTo("nl.zegel.verslag/1");
        assertThat(json.get("oordeel").asString()).isEqualTo("BEWEZEN");
        assertThat(json.get("bevindingen").size()).isEqualTo(verslag.bevindingen().size());
        assertThat(json.get("bevindingen").get(0).get("code").asString()).isEqualTo(verslag.bevindingen().get(0).code());
    }
}
