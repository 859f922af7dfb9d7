package nl.zegel.register;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes the log to a file that can be checked without database or gateway: docs/formats/register-1.md. Constant memory;
 * the gateway may go on meanwhile, since what is numbered never changes but for destruction.
 */
public final class Registeruitvoer {
    static final String FORMAAT = "nl.zegel.register/1";
    private static final int BLADZIJDE = 2_000;

    private final Register register;
    private final Gatewayadres adres;
    private final Ondertekenaar ondertekenaar;

    public Registeruitvoer(Register register, Gatewayadres adres, Ondertekenaar ondertekenaar) {
        this.register = register;
        this.adres = adres;
        this.ondertekenaar = ondertekenaar;
    }

    /**
     * Signs a checkpoint and writes everything up to it. The file appears whole or not at all.
     *
     * @return number of entries
     */
    public long schrijf(Path bestand) throws IOException {
        Logboek.Controlepunt slot = register.logboek().teken(ondertekenaar);
        Path half = bestand.resolveSibling(bestand.getFileName() + ".part");
        try (BufferedWriter uit = Files.newBufferedWriter(half, StandardCharsets.UTF_8)) {
            regel(uit, geordend("formaat", FORMAAT, "gateway", adres.gateway(), "omgeving", adres.omgeving(), "grootte", slot.grootte()));
            for (long van = 0; van < slot.grootte(); van += BLADZIJDE) {
                long begin = van;
                long tot = Math.min(begin + BLADZIJDE, slot.grootte());
                Map<UUID, Documenten.Opening> besluiten = register.doe(tx -> register.documenten().openingen(tx, begin, tot));
                for (Inschrijvingen.Regel r : register.doe(tx -> bladzijde(tx, begin, tot))) {
                    regel(uit, inschrijving(r, besluiten.get(r.id())));
                }
            }
            List<Logboek.Controlepunt> punten = register.doe(tx -> register.logboek().controlepunten(tx, "where grootte <= " + slot.grootte()));
            for (Logboek.Controlepunt punt : punten) {
                Base64.Encoder base64 = Base64.getEncoder();
                regel(uit, geordend("controlepunt", base64.encodeToString(punt.json()),
                        "handtekening", base64.encodeToString(punt.handtekening())));
            }
        }
        Files.move(half, bestand, StandardCopyOption.ATOMIC_MOVE);
        return slot.grootte();
    }

    private static List<Inschrijvingen.Regel> bladzijde(Transactie tx, long van, long tot) {
        return tx.db().sql(Inschrijvingen.KOLOMMEN + "where positie >= ? and positie < ? order by positie").params(van, tot)
                .query(Inschrijvingen::regel).list();
    }

    private static Map<String, Object> inschrijving(Inschrijvingen.Regel r, Documenten.@Nullable Opening besluit) {
        Map<String, Object> json = geordend("positie", java.util.Objects.requireNonNull(r.positie()), "id", r.id().toString(),
                "vastlegging", Bewijsformaat.hex(r.vastlegging()));
        if (r.inhoud() != null && r.nonce() != null) {
            json.put("nonce", Bewijsformaat.hex(r.nonce()));
            json.put("inhoud", r.inhoud());
            if (besluit != null) {
                json.put("besluit", geordend("vorm", besluit.vorm(), "vormNonce", Bewijsformaat.hex(besluit.vormNonce()), "feiten",
                        besluit.feiten(), "feitenNonce", Bewijsformaat.hex(besluit.feitenNonce()), "besluit", besluit.besluit(),
                        "besluitNonce", Bewijsformaat.hex(besluit.besluitNonce())));
            }
        } else {
            json.put("vernietigdOnder", String.valueOf(r.vernietigdOnder()));
        }
        return json;
    }

    private static void regel(BufferedWriter uit, Map<String, Object> json) throws IOException {
        uit.write(CanoniekeJson.regel(json));
        uit.write('\n');
    }

    private static Map<String, Object> geordend(Object... paren) {
        Map<String, Object> json = new LinkedHashMap<>();
        for (int i = 0; i < paren.length; i += 2) {
            json.put((String) paren[i], paren[i + 1]);
        }
        return json;
    }
}
