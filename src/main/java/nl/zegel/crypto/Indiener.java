package nl.zegel.crypto;

import java.io.IOException;
import java.io.OutputStream;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.document.Deel;
import nl.zegel.document.MimeEntiteit;
import nl.zegel.party.CmsProfiel;

/**
 * The partner's side, for {@code zegel send} and tests: signs with the sender's key, then encrypts for the gateway. It holds
 * no key of the gateway, so it cannot seal for a party. Thread-safe.
 */
public final class Indiener {
    private final Verpakking verpakking;
    private final SecureRandom random;

    public Indiener(Voorzieningen voorzieningen, SecureRandom random) {
        this.verpakking = new Verpakking(voorzieningen, random);
        this.random = random;
    }

    /** Signs and encrypts parts, XML first. @param naar stays open */
    public Handtekeningspoor dienIn(Sleutel afzender, X509Certificate gateway, CmsProfiel profiel, List<Deel> delen,
            Map<String, String> beschermd, Instant moment, OutputStream naar) throws IOException {
        byte[] grens = new byte[16];
        random.nextBytes(grens);
        return verpakking.maak(afzender, gateway, profiel, moment, Optional.empty(),
                uit -> MimeEntiteit.schrijf(delen, HexFormat.of().formatHex(grens), beschermd, uit), naar);
    }

    /** Signs and encrypts one MIME entity as it is. @param naar stays open */
    public Handtekeningspoor dienIn(Sleutel afzender, X509Certificate gateway, CmsProfiel profiel, byte[] entiteit,
            Instant moment, OutputStream naar) throws IOException {
        return verpakking.maak(afzender, gateway, profiel, moment, Optional.empty(), uit -> uit.write(entiteit), naar);
    }

    /** Encrypts a signed receipt ({@link Ontvangstbewijs#maak}), as a mail program does. @param naar stays open */
    public void bevestig(Sleutel ontvanger, X509Certificate gateway, CmsProfiel profiel, byte[] bewijs, Instant moment, OutputStream naar)
            throws IOException {
        verpakking.omhul(ontvanger, gateway, profiel, moment, "signed-receipt", uit -> uit.write(bewijs), naar);
    }
}
