package nl.zegel.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.CmsProfiel;
import org.bouncycastle.asn1.cms.Attribute;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;

/**
 * Sign, then encrypt, and for profile 3.2 sign again: the order of RFC 2634 triple wrapping. Package-private on purpose:
 * INVARIANT (no clearance, no seal). The gateway's side is {@link Verzegelaar}, the partner's side {@link Indiener}.
 */
final class Verpakking {
    private final Voorzieningen v;
    private final SecureRandom random;

    Verpakking(Voorzieningen v, SecureRandom random) {
        this.v = v;
        this.random = random;
    }

    /** Writes the MIME entity to be wrapped. */
    @FunctionalInterface
    interface Schrijver {
        void schrijf(OutputStream naar) throws IOException;
    }

    /** @param naar stays open @return what a receipt is checked against */
    Handtekeningspoor maak(Sleutel ondertekenaar, X509Certificate ontvanger, CmsProfiel profiel, Instant moment,
            Optional<Ontvangstverzoek> verzoek, Schrijver inhoud, OutputStream naar) throws IOException {
        List<Attribute> extra = new ArrayList<>(verzoek.map(Ess::verzoek).orElse(List.of()));
        extra.add(Tekenaar.kunnen());
        Tekenaar binnen = new Tekenaar(ondertekenaar, v);
        omhul(ondertekenaar, ontvanger, profiel, moment, "signed-data", uit -> {
            OutputStream getekend = binnen.begin(uit, CMSObjectIdentifiers.data, true, moment, extra);
            inhoud.schrijf(getekend);
            getekend.close();
        }, naar);
        return binnen.spoor();
    }

    /** The layers around what is signed already. @param smimeType of that inner CMS @param naar stays open */
    void omhul(Sleutel ondertekenaar, X509Certificate ontvanger, CmsProfiel profiel, Instant moment, String smimeType,
            Schrijver getekend, OutputStream naar) throws IOException {
        Schrijver envelop = uit -> {
            OutputStream dicht = new Ontvanger(ontvanger, profiel, v, random).begin(uit);
            OutputStream kleed = SmimeVorm.schrijf(dicht, smimeType);
            getekend.schrijf(kleed);
            kleed.close();
        };
        if (profiel == CmsProfiel.V4_0) {
            envelop.schrijf(naar);
        } else {
            OutputStream buiten = new Tekenaar(ondertekenaar, v).begin(naar, CMSObjectIdentifiers.data, true, moment, List.of());
            OutputStream kleed = SmimeVorm.schrijf(buiten, "enveloped-data");
            envelop.schrijf(kleed);
            kleed.close();
        }
    }
}
