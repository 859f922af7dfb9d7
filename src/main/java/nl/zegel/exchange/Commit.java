package nl.zegel.exchange;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.convenant.BesluitJson;
import nl.zegel.crypto.Vastlegging;
import nl.zegel.document.Kop;
import nl.zegel.document.VormJson;
import nl.zegel.party.GatewayBug;
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
    private final Register register;
    private final Partijen partijen;
    private final SecureRandom random;
    private final Duration levertermijn;

    /** @param levertermijn how long a copy is offered before a person looks */
    public Commit(Register register, Partijen partijen, SecureRandom random, Duration levertermijn) {
        this.register = register;
        this.partijen = partijen;
        this.random = random;
        this.levertermijn = levertermijn;
    }

    public void commit(Stadia.Sealed bron) {
        // INVARIANT (no log, no release): disclosure entries and owed deliveries are one transaction.
        register.voer(tx -> {
            UUID aangenomen = neemAan(tx, bron);
            for (Stadia.Verzegeld kopie : bron.verzegeld) {
                Verstrekkinglegger.leg(tx, register, bron, kopie);
                verschuldig(tx, bron, kopie);
            }
            for (Stadia.Wachtend wachtend : bron.wachtend) {
                register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.VASTGEHOUDEN, id(bron), "loket",
                        wachtend.loket().waarde(), "code", wachtend.code()));
            }
            register.documenten().wachtend(tx, id(bron), bron.wachtend.stream()
                    .map(w -> new Documenten.Wachtend(w.loket(), w.code())).toList());
            register.bewijzen().verschuldig(tx, aangenomen, bewijs(tx, bron));
        });
    }

    private UUID neemAan(Transactie tx, Stadia.Sealed bron) {
        Stadia.Decided besloten = bron.bron.bron;
        Kop kop = besloten.bron.document.kop();
        String vorm = new String(VormJson.schrijf(besloten.bron.vorm), java.nio.charset.StandardCharsets.UTF_8);
        String besluit = new String(BesluitJson.schrijf(besloten.besluit), java.nio.charset.StandardCharsets.UTF_8);
        register.documenten().besloten(tx, id(bron), new Documenten.Besloten(kop.soort(), kop.convenant(), gemeente(besloten), vorm,
                FeitenJson.schrijf(besloten.feiten), besluit));
        boolean wacht = bron.verzegeld.isEmpty();
        Inschrijving inschrijving = wacht
                ? Inschrijving.van(Inschrijving.Soort.WACHT, id(bron), "loket", kop.afzender().waarde(), "referentie", kop.referentie(),
                        "code", bron.wachtend.get(0).code())
                : Inschrijving.van(Inschrijving.Soort.AANGENOMEN, id(bron), "loket", kop.afzender().waarde(), "soort", kop.soort(),
                        "referentie", kop.referentie(), "vastlegging", vastlegging("document", besloten.bron.bron.geopend.inhoudSha256()).hex(),
                        "herkomstwortel", besloten.bron.document.wortel(),
                        "herkomst", besloten.bron.document.wortel() == null ? "ZOALS_ONTVANGEN" : "ZOALS_ONDERTEKEND",
                        "convenant", besloten.convenant.id(), "convenantVersie", besloten.convenant.versie(),
                        "convenantDigest", besloten.convenant.digest());
        return register.ontvangsten().naar(tx, id(bron), wacht ? Ontvangsten.Staat.WACHT : Ontvangsten.Staat.AANGENOMEN, null, inschrijving);
    }

    private void verschuldig(Transactie tx, Stadia.Sealed bron, Stadia.Verzegeld kopie) {
        LoketId loket = kopie.kopie().projection().loket();
        UUID lichaam = kopie.inhoud().lichaam().klaar(tx);
        Vastlegging manifest = vastlegging("manifest", kopie.kopie().manifest().toString());
        register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.VERZEGELD, kopie.kopie().levering(), "loket", loket.waarde(),
                "manifestVastlegging", manifest.hex(), "convenant", bron.bron.bron.convenant.id(),
                "convenantDigest", bron.bron.bron.convenant.digest(), "certificaat", kopie.certificaat(),
                "profiel", loket(loket).profielUit().name()));
        Instant nu = tx.nu();
        register.werk().verschuldig(tx, new Werk.Nieuw(kopie.kopie().levering(), Werk.Soort.DOCUMENT, id(bron), loket, kopie.kanaal(),
                lichaam, null, kopie.kopie().levering() + ".p7m", new Werk.Zegel(kopie.zegel().lengte(), kopie.certificaat()), nu,
                nu.plus(levertermijn)));
    }

    private Bewijsfeiten bewijs(Transactie tx, Stadia.Sealed bron) {
        Stadia.Decided besloten = bron.bron.bron;
        Kop kop = besloten.bron.document.kop();
        List<Bewijsfeiten.Reden> wachtend = new ArrayList<>();
        for (Stadia.Wachtend w : bron.wachtend) {
            wachtend.add(new Bewijsfeiten.Reden(w.code(), Optional.empty(), Optional.of("kop/ontvanger[@loket='" + w.loket() + "']"),
                    "Dit loket krijgt het document pas als de oorzaak is weggenomen."));
        }
        byte[] nonce = Vastlegging.nieuweNonce(random);
        String digest = besloten.bron.bron.geopend.inhoudSha256();
        return new Bewijsfeiten(Gebeurtenis.SUBMISSION_ACCEPTANCE, kop.afzender(), tx.nu(), "gateway",
                "De gateway heeft het document aangenomen en de kopieën verzegeld.", Optional.of(besloten.bron.bron.ontvangst.ontvangen()),
                kop.afzender(), Optional.empty(), id(bron), Optional.of(kop.soort()), Optional.of(kop.referentie()), Optional.empty(),
                List.of(new Bewijsfeiten.Vastlegging("INGEDIEND", "multipart/mixed",
                        Vastlegging.leg("ingediend", nonce, HexFormat.of().parseHex(digest)).hex(), HexFormat.of().formatHex(nonce))),
                Optional.of(new Bewijsfeiten.Convenantverwijzing(besloten.convenant.id(), besloten.convenant.versie(), besloten.convenant.digest())),
                wachtend);
    }

    private static Optional<String> gemeente(Stadia.Decided besloten) {
        return besloten.bron.document.elementen().filter(e -> e.term().equals("gemeentecode")).map(e -> e.waarde()).distinct()
                .reduce((a, b) -> "").filter(g -> !g.isEmpty());
    }

    private Vastlegging vastlegging(String soort, String tekst) {
        return Vastlegging.leg(soort, Vastlegging.nieuweNonce(random), tekst.getBytes(java.nio.charset.StandardCharsets.UTF_8));
    }

    private Loket loket(LoketId id) {
        return partijen.loket(id).orElseThrow(() -> new GatewayBug("sealed for a loket that is not registered: " + id));
    }

    private static UUID id(Stadia.Sealed bron) {
        return bron.bron.bron.bron.bron.verloop.ontvangst();
    }
}
