package nl.zegel.exchange;

import static nl.zegel.exchange.Proefhuis.BURGEMEESTER;
import static nl.zegel.exchange.Proefhuis.CORPORATIE;
import static nl.zegel.exchange.Proefhuis.OM;
import static nl.zegel.exchange.Proefhuis.POLITIE;
import static nl.zegel.exchange.Proefhuis.sleutel;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Sleutel;
import nl.zegel.document.Document;
import nl.zegel.document.Herkomst;
import nl.zegel.document.Woordenboek;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Ontvangsten.Ontvangst;
import nl.zegel.register.Ontvangsten.Staat;
import nl.zegel.register.Vervolg;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps 1 to 6 on real input: who is taken for whom, what is refused with which code, and what is booked. */
class InzendingTest {
    @TempDir
    Path map;

    private Proefhuis huis;
    private String hib;
    private Sleutel politie;

    @BeforeEach
    void begin() throws IOException {
        huis = new Proefhuis(map);
        hib = Proefhuis.voorbeeld("hib-01-flat.xml");
        politie = sleutel(POLITIE.waarde(), "ondertekenen");
    }

    @AfterEach
    void einde() {
        huis.close();
    }

    @Test
    void document_withSignedRoot_isBookedAsSigned() throws Exception {
        Ontvangst rij = sftp(huis.metWortel(hib, politie), politie);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.inschrijvingen(rij.id(), Inschrijving.Soort.AANGENOMEN)).singleElement().asString().contains("ZOALS_ONDERTEKEND");
        assertThat(huis.leveringen(rij.id(), CORPORATIE)).hasSize(1);
    }

    @Test
    void document_withoutRoot_isBookedAsReceived() throws Exception {
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(rij.staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.inschrijvingen(rij.id(), Inschrijving.Soort.AANGENOMEN)).singleElement().asString().contains("ZOALS_ONTVANGEN");
    }

    @Test
    void root_withoutSignature_isRefused() throws Exception {
        Document d = Herkomst.maak(Proefhuis.document(hib), Woordenboek.laad(), huis.toeval);
        geweigerd(sftp(new nl.zegel.document.DocumentWriter().schrijf(d), politie), "HERKOMST_NIET_ONDERTEKEND");
    }

    @Test
    void root_signedOverAnotherRoot_isRefused() throws Exception {
        Document een = Herkomst.maak(Proefhuis.document(hib), Woordenboek.laad(), huis.toeval);
        Document ander = Herkomst.maak(Proefhuis.document(hib), Woordenboek.laad(), huis.toeval);
        byte[] p7s = Bewijstekenaar.teken(politie, Proefhuis.V, Herkomst.verklaring(ander), Optional.empty(), huis.klok.instant());
        geweigerd(sftp(huis.metHandtekening(een, p7s), politie), "HERKOMST_HANDTEKENING");
    }

    @Test
    void root_withBytesThatAreNoSignature_isRefused() throws Exception {
        Document d = Herkomst.maak(Proefhuis.document(hib), Woordenboek.laad(), huis.toeval);
        geweigerd(sftp(huis.metHandtekening(d, new byte[] {1, 2, 3}), politie), "HERKOMST_HANDTEKENING");
    }

    @Test
    void root_signedByAnotherLoket_isRefused() throws Exception {
        geweigerd(sftp(huis.metWortel(hib, sleutel(OM.waarde(), "ondertekenen")), politie), "HERKOMST_VAN_EEN_ANDER");
    }

    @Test
    void root_ofAnotherTree_isRefusedByTheReader() throws Exception {
        String xml = new String(huis.metWortel(hib, politie), StandardCharsets.UTF_8).replace(">Voorbeeldstraat<", ">Andere weg<");
        geweigerd(sftp(xml.getBytes(StandardCharsets.UTF_8), politie), "HERKOMST_WIJKT_AF");
    }

    @Test
    void document_forAnotherGatewayOrEnvironment_isRefused() throws Exception {
        geweigerd(huis.dienIn(hib.replace("<gateway>zegel-demo<", "<gateway>zegel-anders<"), POLITIE), "NIET_GEADRESSEERD");
        geweigerd(huis.dienIn(hib.replace("<omgeving>demo<", "<omgeving>test<"), POLITIE), "NIET_GEADRESSEERD");
    }

    @Test
    void document_thatNamesAnotherSender_isRefused() throws Exception {
        geweigerd(huis.dienIn(hib.replace("<afzender>politie-mn-hennepcoordinator<", "<afzender>om-mn-parket<"), POLITIE), "AFZENDER_ONGELIJK");
    }

    @Test
    void document_underUnknownConvenant_isRefused() throws Exception {
        geweigerd(huis.dienIn(hib.replace("<convenant>hennep-midden-nederland-2024<", "<convenant>bestaat-niet<"), POLITIE), "CONVENANT_ONBEKEND");
    }

    @Test
    void sender_thatIsRecipient_isRefused() throws Exception {
        String xml = hib.replaceAll("(?s)<ontvanger .*</ontvanger>",
                "<ontvanger loket=\"politie-mn-hennepcoordinator\"><noodzaak>nodig</noodzaak></ontvanger>");
        geweigerd(huis.dienIn(xml, POLITIE), "AFZENDER_IS_ONTVANGER");
    }

    @Test
    void reference_usedForOtherContent_isRefusedAndTheFirstStays() throws Exception {
        Ontvangst eerste = huis.dienIn(hib, POLITIE);
        geweigerd(huis.dienIn(hib.replace(">Voorbeeldstraat<", ">Proefstraat<"), POLITIE), "REFERENTIE_HERGEBRUIKT");
        assertThat(huis.rij(eerste.id()).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void sameDocumentAgain_isDoubleAndDeliversNothing() throws Exception {
        Ontvangst eerste = huis.dienIn(hib, POLITIE);
        Ontvangst tweede = huis.dienIn(hib, POLITIE);
        assertThat(tweede.staat()).isEqualTo(Staat.DUBBEL);
        assertThat(tweede.zelfdeAls()).isEqualTo(eerste.id());
        assertThat(huis.register.werk().vanOntvangst(tweede.id())).isEmpty();
    }

    @Test
    void rejection_namesReferenceAndCommitsToTheFileThatWasSent() throws Exception {
        byte[] p7m = huis.verzegel(hib.replace("<omgeving>demo<", "<omgeving>test<").getBytes(StandardCharsets.UTF_8), politie);
        Ontvangst rij = huis.verwerk(huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), p7m));
        String bewijs = huis.bewijzen(rij.id(), POLITIE).get(0);
        assertThat(bewijs).contains("SubmissionRejection", "HIB-2026-0001", "urn:zegel:reden:NIET_GEADRESSEERD");
        assertThat(bewijs).contains(vastlegging(bewijs, p7m));
    }

    @Test
    void acceptance_commitsToTheFileThatWasSent() throws Exception {
        byte[] p7m = huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie);
        Ontvangst rij = huis.verwerk(huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), p7m));
        String bewijs = huis.bewijzen(rij.id(), POLITIE).get(0);
        assertThat(bewijs).contains("SubmissionAcceptance").contains(vastlegging(bewijs, p7m)).doesNotContain("MANIFEST", "LEVERING");
        p7m[p7m.length - 1] ^= 1;
        assertThat(bewijs).doesNotContain(vastlegging(bewijs, p7m));
    }

    /** As docs/formats/bewijs-1.md tells the sender to compute it. */
    private static String vastlegging(String bewijs, byte[] p7m) throws Exception {
        String nonce = bewijs.substring(bewijs.indexOf("\"BERICHT\"")).replaceFirst("(?s).*?\"nonce\"\\s*:\\s*\"([0-9a-f]{64})\".*", "$1");
        MessageDigest sha = MessageDigest.getInstance("SHA-256");
        byte[] bestand = sha.digest(p7m);
        sha.update("zegel-vastlegging-1\nbericht\n".getBytes(StandardCharsets.US_ASCII));
        sha.update(HexFormat.of().parseHex(nonce));
        return HexFormat.of().formatHex(sha.digest(bestand));
    }

    @Test
    void upload_signedByAnotherLoket_isAcceptedFromNeither() throws Exception {
        byte[] p7m = huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie);
        nietAuthentiek(huis.ontvang(new Aanvoer.Sftp(OM, "x.p7m"), p7m), "AANVOER_VAN_EEN_ANDER");
    }

    @Test
    void mail_whoseFromIsNotTheSigners_isNotAuthentic() throws Exception {
        byte[] p7m = huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie);
        String eigen = huis.partijen.loket(POLITIE).orElseThrow().mailadressen().get(0);
        for (List<String> van : List.of(List.of("burgemeester@utrecht.example"), List.of(eigen, eigen), List.<String>of(), List.of(eigen + " ("))) {
            nietAuthentiek(huis.ontvang(new Aanvoer.Mail(van, List.of(), "id", true), p7m), "AANVOER_VAN_EEN_ANDER");
        }
        nietAuthentiek(huis.ontvang(new Aanvoer.Mail(List.of(eigen), List.of("x@elders.example"), "id", true), p7m), "AANVOER_VAN_EEN_ANDER");
        assertThat(huis.verwerk(huis.ontvang(new Aanvoer.Mail(List.of(eigen), List.of(), "id", true), p7m)).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void soap_whoseSignerIsNotTheCmsSigner_isNotAuthentic() throws Exception {
        byte[] p7m = huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie);
        nietAuthentiek(huis.ontvang(new Aanvoer.Soap("ab".repeat(32), Optional.empty(), "id"), p7m), "AANVOER_VAN_EEN_ANDER");
    }

    @Test
    void sealedReadReceipt_isNoDocumentAndGetsNoRejection() throws Exception {
        String eigen = huis.partijen.loket(POLITIE).orElseThrow().mailadressen().get(0);
        java.io.ByteArrayOutputStream p7m = new java.io.ByteArrayOutputStream();
        byte[] mdn = ("Subject: Gelezen\r\nContent-Type: multipart/report;\r\n boundary=x\r\n\r\n--x\r\n\r\ngelezen\r\n--x--\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        new nl.zegel.crypto.Indiener(Proefhuis.V, huis.toeval).dienIn(politie, Proefhuis.gateway("ontsleutelen"), nl.zegel.party.CmsProfiel.V4_0, mdn,
                huis.klok.instant(), p7m);
        UUID id = huis.ontvang(new Aanvoer.Mail(List.of(eigen), List.of(), "id", true), p7m.toByteArray());
        nietAuthentiek(id, "RAPPORT_VERSLEUTELD");
        assertThat(huis.bewijzen(id, POLITIE)).isEmpty();
    }

    @Test
    void bytesThatAreNoCms_areCountedAndNobodyIsAnswered() throws Exception {
        UUID id = huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), hib.getBytes(StandardCharsets.UTF_8));
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
        assertThat(huis.bewijzen(id, POLITIE)).isEmpty();
        assertThat(huis.inschrijvingen(id, Inschrijving.Soort.ONTVANGEN)).isEmpty();
    }

    @Test
    void closedKeyStore_waitsWithoutASecondReceivedEntry() throws Exception {
        UUID id = huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie));
        huis.kast.dicht = true;
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Opnieuw.class);
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Opnieuw.class);
        assertThat(huis.alarmcodes).containsExactly("SLEUTELKAST_DICHT");
        huis.kast.dicht = false;
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.AANGENOMEN);
        assertThat(huis.inschrijvingen(id, Inschrijving.Soort.ONTVANGEN)).hasSize(1);
    }

    @Test
    void revocationUnknown_waitsAndAlarmsOnce_andGoesOnWhenTheCrlCame() throws Exception {
        huis.crls = nl.zegel.crypto.Crlbron.van(List.of());
        UUID id = huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie));
        assertThat(huis.verwerker.verwerk(id)).isInstanceOf(Vervolg.Opnieuw.class);
        huis.verwerker.verwerk(id);
        assertThat(huis.rij(id).staat()).isEqualTo(Staat.ONTVANGEN);
        assertThat(huis.alarmcodes).containsExactly("INTREKKING_ONBEKEND");
        assertThat(huis.register.werk().vanOntvangst(id)).isEmpty();
        huis.crls = Proefhuis.geleverdeCrls();
        assertThat(huis.verwerk(id).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void certificateThatExpired_isNotAuthentic() throws Exception {
        UUID id = huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(hib.getBytes(StandardCharsets.UTF_8), politie));
        huis.klok.zet(politie.certificaat().getNotAfter().toInstant().plusSeconds(60));
        nietAuthentiek(id, "CERTIFICAAT_VERLOPEN");
    }

    @Test
    void acceptedDocument_isLetGoOnlyWhenNoCopyIsStillToBeOffered() throws Exception {
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(huis.register.ontvangsten().uitgediend(10)).isEmpty();
        huis.register.werk().vanOntvangst(rij.id()).forEach(w -> huis.bezorger.bezorg(w.id()));
        assertThat(huis.register.ontvangsten().uitgediend(10)).containsExactly(rij.id());
    }

    @Test
    void intake_closesWhileEvidenceStaysUnmade_andReopensByItself() throws Exception {
        Ontvangst rij = huis.dienIn(hib, POLITIE);
        assertThat(huis.poort.getAsBoolean()).isFalse();
        huis.klok.vooruit(Duration.ofMinutes(16));
        assertThat(huis.poort.waarom()).contains("INNAME_DICHT_BEWIJS");
        assertThat(huis.alarmcodes).containsExactly("INNAME_DICHT_BEWIJS");
        assertThatThrownBy(() -> huis.intake.begin(new Aanvoer.Sftp(POLITIE, "x.p7m"))).isInstanceOf(IOException.class);
        assertThat(huis.bewijzen(rij.id(), POLITIE)).isNotEmpty();
        huis.klok.vooruit(Duration.ofSeconds(6));
        assertThat(huis.poort.getAsBoolean()).isFalse();
    }

    @Test
    void intake_closesWhileTheRegisterRefuses_asIOException() throws Exception {
        huis.dienIn(hib, POLITIE);
        huis.register.logboek().nummer();
        huis.klok.zet(huis.klok.instant().minus(Duration.ofHours(1)));
        assertThat(huis.poort.waarom()).contains("INNAME_DICHT_REGISTER");
        assertThat(huis.alarmcodes).containsExactly("INNAME_DICHT_REGISTER");
        assertThatThrownBy(() -> huis.intake.begin(new Aanvoer.Sftp(POLITIE, "x.p7m"))).isInstanceOf(IOException.class);
        huis.klok.vooruit(Duration.ofHours(1));
        assertThat(huis.poort.waarom()).isEmpty();
        assertThat(huis.dienIn(hib.replace("HIB-2026-0001", "HIB-2026-0901"), POLITIE).staat()).isEqualTo(Staat.AANGENOMEN);
    }

    @Test
    void registerAway_reachesChannelsAsIOExceptionOnly() {
        huis.bron.close();
        assertThatThrownBy(() -> huis.postbus.uit(BURGEMEESTER)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(() -> huis.postbus.in(BURGEMEESTER)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(() -> huis.postbus.bewijzen(BURGEMEESTER)).isInstanceOf(java.io.UncheckedIOException.class);
        assertThatThrownBy(() -> huis.postbus.open(BURGEMEESTER, "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> huis.postbus.bevestig(BURGEMEESTER, "x")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> huis.intake.geenZegel(new Aanvoer.Sftp(POLITIE, "x"), "X")).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> huis.ontvang(new Aanvoer.Sftp(POLITIE, "x"), new byte[10])).isInstanceOf(IOException.class);
        assertThat(huis.poort.waarom()).contains("INNAME_DICHT_REGISTER");
    }

    private Ontvangst sftp(byte[] xml, Sleutel ondertekenaar) throws IOException {
        return huis.verwerk(huis.ontvang(new Aanvoer.Sftp(POLITIE, "x.p7m"), huis.verzegel(xml, ondertekenaar)));
    }

    private void geweigerd(Ontvangst rij, String code) {
        assertThat(Map.of("staat", rij.staat(), "code", String.valueOf(rij.code()))).isEqualTo(Map.of("staat", Staat.GEWEIGERD, "code", code));
        assertThat(huis.register.werk().vanOntvangst(rij.id())).isEmpty();
        assertThat(huis.bewijzen(rij.id(), POLITIE)).singleElement().asString().contains("SubmissionRejection", "urn:zegel:reden:" + code);
    }

    private void nietAuthentiek(UUID id, String code) {
        Ontvangst rij = huis.verwerk(id);
        assertThat(rij.staat()).isEqualTo(Staat.NIET_AUTHENTIEK);
        assertThat(rij.code()).isEqualTo(code);
        assertThat(huis.register.werk().vanOntvangst(id)).isEmpty();
    }
}
