package nl.zegel.verify;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One piece of evidence (docs/formats/bewijs-1.md), read from its JSON with everything in it recomputed that can be without
 * other files: commitment of the entry, leaf, inclusion up to the checkpoint.
 */
record Bewijs(String naam, byte[] bytes, String id, String gebeurtenis, String voor, String register, long positie, byte[] vastlegging,
        long grootte, byte[] wortel, long vorigeGrootte, List<byte[]> consistentiepad, List<Deel> delen) {
    static final String VERSIE = "nl.zegel.bewijs/1";
    private static final String GEBEURTENIS = "http://uri.etsi.org/19522/Event/";
    /** Our own, where that standard has none. */
    private static final String NIET_VASTGESTELD = "urn:zegel:gebeurtenis:OutcomeNotEstablished";
    private static final String METHODE = "urn:zegel:vastlegging:sha256";

    /** A commitment that the evidence carries, with the nonce that opens it. */
    record Deel(String soort, byte[] waarde, byte[] nonce) {
        /** Over the SHA-256 of the bytes, since they may be too many to keep. */
        boolean opentMet(byte[] bytes) {
            byte[] kop = ("zegel-vastlegging-1\n" + soort.toLowerCase(Locale.ROOT) + "\n").getBytes(StandardCharsets.US_ASCII);
            return Hash.gelijk(waarde, Hash.sha256(kop, nonce, Hash.sha256(bytes)));
        }
    }

    static Bewijs lees(Stuk stuk) throws Afgewezen {
        StrikteJson json = StrikteJson.lees(stuk.bytes());
        Afgewezen.tenzij(VERSIE.equals(json.misschien("EvidenceVersion")), "FORMAAT_ONBEKEND", "Dit is geen bewijs van versie " + VERSIE + ".");
        String gebeurtenis = json.tekst("ERDSEventId");
        Afgewezen.tenzij(gebeurtenis.startsWith(GEBEURTENIS) || gebeurtenis.equals(NIET_VASTGESTELD), "FORMAAT_ONBEKEND",
                "De gebeurtenis is geen gebeurtenis van ETSI EN 319 522.");
        StrikteJson adres = json.object("EvidenceIssuerDetails");
        StrikteJson log = json.object("TransactionLogInformation");
        Afgewezen.tenzij("nl.zegel.register/1".equals(log.tekst("register")), "FORMAAT_ONBEKEND", "Het register is niet van versie 1.");
        StrikteJson punt = log.object("controlepunt");
        byte[] vastlegging = inschrijving(log.object("inschrijving"), json.object("MessageIdentifier"));
        long positie = log.getal("positie");
        long grootte = punt.getal("grootte");
        byte[] wortel = Hash.vanHex(punt.tekst("wortel"));
        Afgewezen.tenzij(Logboekproef.inclusie(Hash.blad(vastlegging), positie, grootte, Hash.vanHex(log.teksten("inclusiepad")), wortel),
                "INCLUSIE_ONJUIST", "De inschrijving staat niet op haar plaats in het register van het controlepunt.");
        boolean eerder = log.heeft("vorige");
        return new Bewijs(stuk.naam(), stuk.bytes(), json.tekst("EvidenceIdentifier"), gebeurtenis.replaceFirst(".*[/:]", ""),
                json.object("Extensions").tekst("voor"), adres.tekst("gateway") + " (" + adres.tekst("omgeving") + ")", positie, vastlegging,
                grootte, wortel, eerder ? log.object("vorige").getal("grootte") : 0,
                eerder ? Hash.vanHex(log.object("vorige").teksten("consistentiepad")) : List.of(), delen(json));
    }

    private static byte[] inschrijving(StrikteJson inschrijving, StrikteJson bericht) throws Afgewezen {
        byte[] vastlegging = Hash.vanHex(inschrijving.tekst("vastlegging"));
        String inhoud = inschrijving.tekst("inhoud");
        byte[] zelf = Hash.sha256(Hash.vanHex(inschrijving.tekst("nonce")), inhoud.getBytes(StandardCharsets.UTF_8));
        Afgewezen.tenzij(Hash.gelijk(zelf, vastlegging), "VASTLEGGING_ONJUIST", "De inhoud van de inschrijving past niet bij haar vastlegging.");
        StrikteJson lichaam = StrikteJson.lees(inhoud);
        Afgewezen.tenzij(inschrijving.tekst("id").equals(lichaam.misschien("id")), "INSCHRIJVING_ANDERE",
                "De inschrijving heeft een ander nummer dan haar inhoud.");
        Set<@Nullable String> ids = new HashSet<>();
        ids.add(bericht.misschien("ontvangst"));
        ids.add(bericht.misschien("levering"));
        Afgewezen.tenzij(ids.contains(lichaam.misschien("onderwerp")), "INSCHRIJVING_ANDERE", "De inschrijving gaat over iets anders dan het bewijs.");
        String referentie = lichaam.heeft("velden") ? lichaam.object("velden").misschien("referentie") : null;
        String genoemd = bericht.misschien("referentie");
        Afgewezen.tenzij(referentie == null || genoemd == null || referentie.equals(genoemd), "INSCHRIJVING_ANDERE",
                "De inschrijving noemt een andere referentie dan het bewijs.");
        return vastlegging;
    }

    private static List<Deel> delen(StrikteJson json) throws Afgewezen {
        List<Deel> uit = new ArrayList<>();
        if (json.heeft("UserContentInfo")) {
            for (StrikteJson deel : json.object("UserContentInfo").objecten("PartsInfo")) {
                Afgewezen.tenzij(METHODE.equals(deel.tekst("DigestMethod")), "FORMAAT_ONBEKEND", "Een vastlegging is van een onbekende soort.");
                uit.add(new Deel(deel.tekst("Identifier"), Hash.vanHex(deel.tekst("DigestValue")), Hash.vanHex(deel.tekst("nonce"))));
            }
        }
        return List.copyOf(uit);
    }

    /** What the event says, and no more than that. */
    String gebeurtenisInWoorden() {
        return switch (gebeurtenis) {
            case "SubmissionAcceptance" -> "de gateway heeft het document aangenomen";
            case "SubmissionRejection" -> "de gateway heeft het document geweigerd";
            case "ContentConsignment" -> "de kopie lag klaar voor de ontvanger. Dat is nog geen overdracht";
            case "ContentConsignmentFailure" -> "de kopie kon niet worden klaargezet voor de ontvanger";
            case "ContentHandover" -> "de kopie is overgedragen aan de ontvanger";
            case "ContentHandoverFailure" -> "binnen de termijn was er geen overdracht aan de ontvanger, voor zover de gateway kon zien";
            case "OutcomeNotEstablished" -> "de uitkomst is niet vastgesteld. De kopie is mogelijk afgeleverd";
            case "RelayToNonERDS" -> "een mailserver heeft de kopie aangenomen. Dat is nog geen overdracht aan de ontvanger";
            case "RelayToNonERDSFailure" -> "geen mailserver heeft de kopie aangenomen";
            case "RelayFailure" -> "de kopie is niet doorgegeven";
            case "ReceivedFromNonERDS" -> "de gateway kreeg het bericht per mail";
            default -> "gebeurtenis " + gebeurtenis;
        };
    }
}
