package nl.zegel.app;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.List;
import nl.zegel.channel.mail.MailPartner;
import nl.zegel.channel.soap.PemBestanden;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Opening;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Loket;

/**
 * A recipient's mail program: opens a sealed mail of the gateway with the loket's own keys, and sends the signed receipt that
 * the mail asks for (RFC 2634), encrypted like the mail it answers.
 */
final class Demomaillezer {
    private final Opener opener;
    private final Indiener indiener;
    private final Clock klok;

    /** @param klad for what does not fit in memory */
    Demomaillezer(Path klad, Clock klok) {
        SecureRandom toeval = new SecureRandom();
        this.opener = new Opener(Voorzieningen.snelste(), toeval, klad);
        this.indiener = new Indiener(Voorzieningen.snelste(), toeval);
        this.klok = klok;
    }

    /** Answers one mail when it asks for that; anything else is left alone. @param verzonden where the loket keeps what it sent */
    void lees(Loket loket, Partnersleutels sleutels, MailPartner mailbox, MailPartner.Post post, Path verzonden) throws IOException {
        List<byte[]> delen = MailPartner.delen(post.eml());
        if (delen.size() != 1) {
            return;
        }
        X509Certificate gateway = PemBestanden.certificaat(sleutels.gateway().resolve("ondertekenen.pem"));
        Opening opening = opener.open(() -> new ByteArrayInputStream(delen.get(0)), List.of(sleutels.ontsleutelen()), (c, p) -> c.equals(gateway));
        if (opening instanceof Geopend geopend) {
            try (geopend) {
                if (geopend.ontvangstverzoek().isPresent()) {
                    Path bewijs = verzonden.resolve("ontvangstbewijs-" + post.kenmerk() + ".p7m");
                    bevestig(loket, sleutels, geopend, bewijs);
                    mailbox.stuur(bewijs, geopend.ontvangstverzoek().get().naar().get(0), klok.instant());
                }
            }
        }
    }

    private void bevestig(Loket loket, Partnersleutels sleutels, Geopend geopend, Path naar) throws IOException {
        Sleutel wie = sleutels.ondertekenen();
        byte[] bewijs = Ontvangstbewijs.maak(geopend, wie, Voorzieningen.snelste(), klok.instant());
        CmsProfiel profiel = loket.profielenIn().get(0);
        String sleutel = profiel == CmsProfiel.V4_0 ? "ontsleutelen.pem" : "ontsleutelen-32.pem";
        try (OutputStream uit = Files.newOutputStream(naar)) {
            indiener.bevestig(wie, PemBestanden.certificaat(sleutels.gateway().resolve(sleutel)), profiel, bewijs, klok.instant(), uit);
        }
    }
}
