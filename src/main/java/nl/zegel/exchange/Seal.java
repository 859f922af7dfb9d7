package nl.zegel.exchange;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.convenant.Besluit;
import nl.zegel.convenant.Uitkomst;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Ontvangstverzoek;
import nl.zegel.crypto.Verzegelaar;
import nl.zegel.document.Deel;
import nl.zegel.party.Certificaat;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.Partijen;

/**
 * Step 6: each cleared copy is signed and encrypted for its loket's certificate, whose path is checked now. A bad
 * certificate holds that copy and alarms; it is never sealed weaker, and never sent clear.
 */
public final class Seal {
    /** Base64, header lines and the outer signature of a mail, over the sealed bytes. */
    private static final double MAILGROEI = 1.4;
    /** Room for CMS structure around the parts. */
    private static final long OMHULSEL = 64 * 1024;

    private final Partijen partijen;
    private final Ontvangercertificaat certificaten;
    private final Verzegelaar verzegelaar;
    private final Kluis kluis;
    private final String afzendadres;

    /** @param afzendadres the gateway's own mail address, named in protected headers and receipt requests */
    public Seal(Partijen partijen, Ontvangercertificaat certificaten, Verzegelaar verzegelaar, Kluis kluis, String afzendadres) {
        this.partijen = partijen;
        this.certificaten = certificaten;
        this.verzegelaar = verzegelaar;
        this.kluis = kluis;
        this.afzendadres = afzendadres;
    }

    public Stadia.Sealed seal(Stadia.Projected bron) throws Afgebroken, IOException {
        Instant moment = bron.bron.bron.bron.verloop.moment();
        List<Stadia.Verzegeld> verzegeld = new ArrayList<>();
        List<Stadia.Wachtend> wachtend = new ArrayList<>(wachtend(bron.bron));
        for (Stadia.Kopie kopie : bron.kopieen) {
            Loket loket = loket(kopie.projection().loket());
            Optional<Certificaat> certificaat = certificaten.goed(loket, moment);
            Optional<Kanaal> kanaal = kanaal(loket, kopie.delen());
            if (certificaat.isEmpty()) {
                wachtend.add(new Stadia.Wachtend(loket.id(), "ONTVANGERCERTIFICAAT_NIET_GOED"));
            } else if (kanaal.isEmpty()) {
                wachtend.add(new Stadia.Wachtend(loket.id(), "TE_GROOT_VOOR_KANAAL"));
            } else {
                verzegeld.add(verzegel(bron, kopie, loket, certificaat.get(), kanaal.get(), moment));
            }
        }
        return new Stadia.Sealed(bron, verzegeld, wachtend);
    }

    private static List<Stadia.Wachtend> wachtend(Stadia.Decided besloten) {
        return besloten.besluit.lokets().stream().filter(Seal::wacht).filter(l -> !besloten.aanvulling.verstreken(l.loket()))
                .map(l -> new Stadia.Wachtend(l.loket(), wachtcode(l))).toList();
    }

    /** Something for this loket waits; the rest may go. */
    static boolean wacht(Besluit.LoketBesluit loket) {
        return loket.elementen().values().stream().anyMatch(e -> e.uitkomst() == Uitkomst.WACHT);
    }

    private static String wachtcode(Besluit.LoketBesluit loket) {
        return loket.elementen().values().stream().filter(e -> e.uitkomst() == Uitkomst.WACHT).map(e -> e.reden().code().name())
                .min(java.util.Comparator.naturalOrder()).orElseThrow(() -> new GatewayBug("waits for nothing"));
    }

    private Stadia.Verzegeld verzegel(Stadia.Projected bron, Stadia.Kopie kopie, Loket loket, Certificaat certificaat, Kanaal kanaal,
            Instant moment) throws Afgebroken, IOException {
        LocalDate dag = Authenticate.dag(moment);
        Besluit.Bewaring bewaring = bron.bron.besluit.lokets().stream().filter(l -> l.loket().equals(loket.id())).findFirst()
                .orElseThrow(() -> new GatewayBug("a copy without a decision for its loket")).bewaring();
        LocalDate vernietigen = bewaring.vernietigen() == null ? dag.plusYears(1) : bewaring.vernietigen();
        try {
            Kluis.Inhoud inhoud = kluis.schrijf(kopie.levering(), loket.id().waarde(), bron.bron.convenant.id(),
                    bewaring.termijnklasse().toLowerCase(java.util.Locale.ROOT).replace('_', '-'), vernietigen);
            bron.bron.bron.bron.verloop.sluitAanHetEind(inhoud.lichaam());
            Verzegelaar.Zegel zegel = verzegelaar.seal(opdracht(kopie, loket, certificaat, kanaal, moment), moment, inhoud.bytes());
            inhoud.bytes().close();
            return new Stadia.Verzegeld(kopie, inhoud, certificaat.vingerafdruk(), kanaal, zegel);
        } catch (KastDicht e) {
            throw new Afgebroken(new Uitslag.Later("SLEUTELKAST_DICHT"));
        }
    }

    private Verzegelaar.Opdracht opdracht(Stadia.Kopie kopie, Loket loket, Certificaat certificaat, Kanaal kanaal, Instant moment) {
        Map<String, String> beschermd = new LinkedHashMap<>();
        Optional<Ontvangstverzoek> verzoek = Optional.empty();
        if (kanaal == Kanaal.MAIL) {
            beschermd.put("Subject", kopie.onderwerp());
            beschermd.put("From", afzendadres);
            beschermd.put("To", loket.mailadressen().get(0));
            beschermd.put("Date", java.time.format.DateTimeFormatter.RFC_1123_DATE_TIME
                    .format(moment.atZone(nl.zegel.convenant.Beslisser.ZONE)));
            if (loket.tekentOntvangstbewijzen()) {
                verzoek = Optional.of(Ontvangstverzoek.voor(kopie.levering().toString(), afzendadres));
            }
        }
        return new Verzegelaar.Opdracht(kopie.manifest(), kopie.clearance(), kopie.delen(), loket, certificaat, beschermd, verzoek);
    }

    /** The loket's first channel that can carry the size; mail is limited, SFTP and SOAP stream. */
    private static Optional<Kanaal> kanaal(Loket loket, List<Deel> delen) {
        long lengte = delen.stream().mapToLong(Deel::lengte).sum() + OMHULSEL;
        return loket.kanalen().stream()
                .filter(k -> k != Kanaal.MAIL || lengte * MAILGROEI * MAILGROEI <= loket.maxMailgrootte()).findFirst();
    }

    private Loket loket(LoketId id) {
        return partijen.loket(id).orElseThrow(() -> new GatewayBug("a copy for a loket that is not registered: " + id));
    }
}
