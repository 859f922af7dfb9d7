package nl.zegel.register;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Evidence as JSON, version 1: the field names of ETSI EN 319 522-3 where it has them, our own under Extensions.
 * Described in docs/formats/bewijs-1.md; a golden file holds it.
 */
final class Bewijsformaat {
    static final String VERSIE = "nl.zegel.bewijs/1";
    static final String LOGBOEK = "TransactionLogInformation";

    private Bewijsformaat() {}

    /** Everything but the place in the log, which is not known before its entry is numbered. */
    static Map<String, Object> feiten(UUID id, Gatewayadres adres, Bewijsfeiten f) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("EvidenceVersion", VERSIE);
        json.put("EvidenceIdentifier", id.toString());
        json.put("ERDSEventId", f.gebeurtenis().uri());
        json.put("EventTime", Tijd.tekst(f.gebeurd()));
        f.ingediend().ifPresent(t -> json.put("SubmissionTime", Tijd.tekst(t)));
        if (!f.redenen().isEmpty()) {
            json.put("EventReasons", f.redenen().stream().map(Bewijsformaat::reden).toList());
        }
        json.put("EvidenceIssuerDetails", geordend("gateway", adres.gateway(), "omgeving", adres.omgeving(), "verwerker", adres.verwerker()));
        json.put("SenderDetails", geordend("loket", f.afzender().waarde()));
        f.ontvanger().ifPresent(o -> json.put("RecipientDetails", List.of(geordend("loket", o.waarde()))));
        json.put("MessageIdentifier", bericht(f));
        if (!f.vastleggingen().isEmpty()) {
            json.put("UserContentInfo", geordend("PartsInfo", f.vastleggingen().stream().map(Bewijsformaat::deel).toList()));
        }
        json.put("Extensions", uitbreidingen(f));
        return json;
    }

    /** @param laatste size that the loket was shown before, 0 when never */
    static Map<String, Object> logboek(Inschrijvingen.Regel regel, Logboek.Inclusie inclusie, long laatste, List<byte[]> consistentie) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("register", "nl.zegel.register/1");
        json.put("inschrijving", geordend("id", regel.id().toString(), "vastlegging", hex(regel.vastlegging()),
                "nonce", hex(regel.nonce()), "inhoud", regel.inhoud()));
        json.put("positie", inclusie.positie());
        json.put("controlepunt", geordend("grootte", inclusie.grootte(), "wortel", hex(inclusie.wortel())));
        json.put("inclusiepad", hex(inclusie.pad()));
        if (laatste > 0) {
            json.put("vorige", geordend("grootte", laatste, "consistentiepad", hex(consistentie)));
        }
        return json;
    }

    private static Map<String, Object> bericht(Bewijsfeiten f) {
        Map<String, Object> json = new LinkedHashMap<>();
        f.soort().ifPresent(s -> json.put("soort", s));
        f.referentie().ifPresent(r -> json.put("referentie", r));
        json.put("ontvangst", f.ontvangst().toString());
        f.levering().ifPresent(l -> json.put("levering", l.toString()));
        return json;
    }

    private static Map<String, Object> uitbreidingen(Bewijsfeiten f) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("voor", f.voor().waarde());
        json.put("waarnemer", f.waarnemer());
        json.put("waarneming", f.waarneming());
        f.convenant().ifPresent(c -> json.put("convenant", geordend("id", c.id(), "versie", c.versie(), "sha256", c.sha256())));
        return json;
    }

    private static Map<String, Object> reden(Bewijsfeiten.Reden r) {
        Map<String, Object> json = geordend("code", "urn:zegel:reden:" + r.code());
        r.regel().ifPresent(regel -> json.put("regel", regel));
        r.plaats().ifPresent(plaats -> json.put("plaats", plaats));
        json.put("watTeDoen", r.watTeDoen());
        return json;
    }

    private static Map<String, Object> deel(Bewijsfeiten.Vastlegging v) {
        return geordend("Identifier", v.over(), "ContentType", v.mediatype(), "DigestMethod", "urn:zegel:vastlegging:sha256",
                "DigestValue", v.waarde(), "nonce", v.nonce());
    }

    static String bestandsnaam(UUID id, Gebeurtenis gebeurtenis) {
        return "bewijs-" + gebeurtenis.naam() + "-" + id + ".json";
    }

    private static Map<String, Object> geordend(Object... paren) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < paren.length; i += 2) {
            json.put((String) paren[i], paren[i + 1]);
        }
        return json;
    }

    static String hex(byte[] bytes) {
        return java.util.HexFormat.of().formatHex(bytes);
    }

    static List<String> hex(List<byte[]> pad) {
        List<String> uit = new ArrayList<>();
        pad.forEach(b -> uit.add(hex(b)));
        return uit;
    }
}
