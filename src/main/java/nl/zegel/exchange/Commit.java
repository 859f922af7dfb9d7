package nl.zegel.exchange;

import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import nl.zegel.convenant.BesluitJson;
import nl.zegel.convenant.Redencode;
import nl.zegel.crypto.Vastlegging;
import nl.zegel.document.Kop;
import nl.zegel.document.VormJson;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bewijsfeiten;
import nl.zegel.register.Documenten;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;
import nl.zegel.register.Transactie;
import nl.zegel.register.Werk;

/**
 * The end of step 6: sealed bodies, owed deliveries, disclosures, the decision and the sender's evidence become durable
 * in one transaction. Only then is the document <i>aangenomen</i>.
 */
public final class Commit {
    /** What waits for a decision or statement is the parties' business; the rest is an operator's, and alarms. */
    private static final Set<String> BESLUITCODES =
            Stream.of(Redencode.values()).map(Enum::name).collect(Collectors.toUnmodifiableSet());

    private final Register register;
    private final Partijen partijen;
    private final SecureRandom random;
    private final Alarmen alarmen;
    private final Termijnen termijnen;

    /**
     * @param leveren how long a copy is offered before the sender is told that it was not handed over
     * @param wachten how long something may wait before the sender is told that it did not go
     */
    public record Termijnen(Duration leveren, Duration wachten) {}

    public Commit(Register register, Partijen partijen, SecureRandom random, Alarmen alarmen, Termijnen termijnen) {
        this.register = register;
        this.partijen = partijen;
        this.random = random;
        this.alarmen = alarmen;
        this.termijnen = termijnen;
    }

    public void commit(Stadia.Sealed bron) {
        Ontvangsten.Staat was = ontvangst(bron).staat();
        boolean neemtAan = was != Ontvangsten.Staat.AANGENOMEN && !bron.verzegeld.isEmpty();
        boolean begintTeWachten = was != Ontvangsten.Staat.AANGENOMEN && was != Ontvangsten.Staat.WACHT && bron.verzegeld.isEmpty();
        // INVARIANT (no log, no release): disclosure entries and owed deliveries are one transaction.
        register.voer(tx -> {
            Documenten.Vastgelegd besluit = legBesluit(tx, bron);
            for (Stadia.Verzegeld kopie : bron.verzegeld) {
                Verstrekkinglegger.leg(tx, register, bron, kopie);
                verschuldig(tx, bron, kopie, besluit);
            }
            legWachtend(tx, bron);
            if (neemtAan) {
                neemAan(tx, bron, besluit);
            } else if (begintTeWachten) {
                wacht(tx, bron);
            }
        });
    }

    private Documenten.Vastgelegd legBesluit(Transactie tx, Stadia.Sealed bron) {
        Stadia.Decided besloten = bron.bron.bron;
        Kop kop = besloten.bron.document.kop();
        return register.documenten().besloten(tx, id(bron), new Documenten.Besloten(kop.soort(), kop.convenant(), Optional.ofNullable(besloten.zaak), gemeente(besloten),
                new String(VormJson.schrijf(besloten.bron.vorm), StandardCharsets.UTF_8), FeitenJson.schrijf(besloten.feiten),
                new String(BesluitJson.schrijf(besloten.besluit), StandardCharsets.UTF_8)));
    }

    /** Who waited before and still got nothing goes on waiting, to its own deadline: nobody drops from the list in silence. */
    private void legWachtend(Transactie tx, Stadia.Sealed bron) {
        Map<LoketId, String> wie = new LinkedHashMap<>();
        List<Documenten.Wachtend> eerder = register.documenten().wachtend(id(bron));
        Set<LoketId> kreeg = bron.verzegeld.stream().map(v -> v.kopie().projection().loket()).collect(Collectors.toSet());
        eerder.stream().filter(w -> !kreeg.contains(w.loket())).forEach(w -> wie.put(w.loket(), w.code()));
        bron.wachtend.forEach(w -> wie.put(w.loket(), w.code()));
        List<Documenten.Wachtend> nu = wie.entrySet().stream().map(e -> new Documenten.Wachtend(e.getKey(), e.getValue())).toList();
        for (Documenten.Wachtend w : nu) {
            if (!eerder.contains(w)) {
                register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGEHOUDEN, id(bron), "loket",
                        w.loket().waarde(), "code", w.code()));
                if (!BESLUITCODES.contains(w.code())) {
                    alarmen.meld(tx, id(bron), w.code());
                }
            }
        }
        register.documenten().wachtend(tx, id(bron), nu, tx.nu().plus(termijnen.wachten()));
    }

    private void neemAan(Transactie tx, Stadia.Sealed bron, Documenten.Vastgelegd besluit) {
        Stadia.Decided besloten = bron.bron.bron;
        Kop kop = besloten.bron.document.kop();
        List<Bewijsfeiten.Vastlegging> vastleggingen = besloten.bron.bron.verloop.vastleggingen(random);
        String document = vastleggingen.stream().filter(v -> v.over().equals("INGEDIEND")).findFirst().orElseThrow().waarde();
        UUID entry = register.ontvangsten().naar(tx, id(bron), Ontvangsten.Staat.AANGENOMEN, null, Inschrijving.van(
                Inschrijving.Soort.AANGENOMEN, id(bron), "loket", kop.afzender().waarde(), "soort", kop.soort(),
                "referentie", kop.referentie(), "vastlegging", document, "herkomstwortel", besloten.bron.document.wortel(),
                "herkomst", besloten.bron.document.wortel() == null ? "ZOALS_ONTVANGEN" : "ZOALS_ONDERTEKEND",
                "convenant", besloten.convenant.id(), "convenantVersie", besloten.convenant.versie(),
                "convenantDigest", besloten.convenant.digest(), "vormVastlegging", besluit.vorm(), "besluitVastlegging", besluit.besluit()));
        register.bewijzen().verschuldig(tx, entry, bewijs(tx, bron, vastleggingen));
    }

    /** Not accepted: step 6 is not done for anybody, so there is no evidence yet. */
    private void wacht(Transactie tx, Stadia.Sealed bron) {
        Kop kop = bron.bron.bron.bron.document.kop();
        register.ontvangsten().naar(tx, id(bron), Ontvangsten.Staat.WACHT, null, Inschrijving.van(Inschrijving.Soort.WACHT, id(bron),
                "loket", kop.afzender().waarde(), "referentie", kop.referentie(), "code", bron.wachtend.get(0).code()));
    }

    private void verschuldig(Transactie tx, Stadia.Sealed bron, Stadia.Verzegeld kopie, Documenten.Vastgelegd besluit) {
        LoketId loket = kopie.kopie().projection().loket();
        UUID lichaam = kopie.inhoud().lichaam().klaar(tx);
        byte[] nonce = Vastlegging.nieuweNonce(random);
        Vastlegging manifest = Vastlegging.leg("manifest", nonce, Kopieinhoud.manifestbytes(kopie.kopie().manifest()));
        Kopieinhoud inhoud = Kopieinhoud.van(kopie.kopie().projection(), HexFormat.of().formatHex(kopie.inhoud().verzegelNonce(nonce)));
        register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.VERZEGELD, kopie.kopie().levering(), "loket", loket.waarde(),
                "manifestVastlegging", manifest.hex(), "convenant", bron.bron.bron.convenant.id(),
                "convenantDigest", bron.bron.bron.convenant.digest(), "certificaat", kopie.certificaat(),
                "profiel", loket(loket).profielUit().name(), "vormVastlegging", besluit.vorm(), "besluitVastlegging", besluit.besluit()));
        Instant nu = tx.nu();
        register.werk().verschuldig(tx, new Werk.Nieuw(kopie.kopie().levering(), Werk.Soort.DOCUMENT, id(bron), loket, kopie.kanaal(),
                lichaam, null, kopie.kopie().levering() + ".p7m", zegel(kopie, inhoud, besluit.id()), nu,
                nu.plus(termijnen.leveren())));
    }

    /** The trace of the signature is kept only where a receipt of it was asked. */
    private Werk.Zegel zegel(Stadia.Verzegeld kopie, Kopieinhoud inhoud, UUID besluit) {
        boolean gevraagd = kopie.kanaal() == Kanaal.MAIL && loket(kopie.kopie().projection().loket()).tekentOntvangstbewijzen();
        return new Werk.Zegel(kopie.zegel().lengte(), kopie.certificaat(), gevraagd ? Spoorvorm.schrijf(kopie.zegel().spoor()) : null,
                inhoud.schrijf(), besluit);
    }

    private Bewijsfeiten bewijs(Transactie tx, Stadia.Sealed bron, List<Bewijsfeiten.Vastlegging> vastleggingen) {
        Stadia.Decided besloten = bron.bron.bron;
        Kop kop = besloten.bron.document.kop();
        List<Bewijsfeiten.Reden> wachtend = bron.wachtend.stream().map(w -> new Bewijsfeiten.Reden(w.code(), Optional.empty(),
                Optional.of("kop/ontvanger[@loket='" + w.loket() + "']"), "Dit loket krijgt dit pas als de oorzaak is weggenomen.")).toList();
        return new Bewijsfeiten(Gebeurtenis.SUBMISSION_ACCEPTANCE, kop.afzender(), tx.nu(), "gateway",
                "De gateway heeft het document aangenomen en de kopieën verzegeld.", Optional.of(ontvangst(bron).ontvangen()),
                kop.afzender(), Optional.empty(), id(bron), Optional.of(kop.soort()), Optional.of(kop.referentie()), Optional.empty(),
                vastleggingen,
                Optional.of(new Bewijsfeiten.Convenantverwijzing(besloten.convenant.id(), besloten.convenant.versie(), besloten.convenant.digest())),
                wachtend);
    }

    private static Optional<String> gemeente(Stadia.Decided besloten) {
        return besloten.bron.document.elementen().filter(e -> e.term().equals("gemeentecode")).map(e -> e.waarde()).distinct()
                .reduce((a, b) -> "").filter(g -> !g.isEmpty());
    }

    private Loket loket(LoketId id) {
        return partijen.loket(id).orElseThrow(() -> new GatewayBug("sealed for a loket that is not registered: " + id));
    }

    private static Ontvangsten.Ontvangst ontvangst(Stadia.Sealed bron) {
        return bron.bron.bron.bron.bron.ontvangst;
    }

    private static UUID id(Stadia.Sealed bron) {
        return bron.bron.bron.bron.bron.verloop.ontvangst();
    }
}
