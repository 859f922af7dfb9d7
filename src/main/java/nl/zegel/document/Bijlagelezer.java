package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import nl.zegel.party.GatewayBug;

/** Streams one attachment to its place while holding it against what was declared. */
final class Bijlagelezer {
    private static final int BUFFER = 64 << 10;
    private final BijlageOpslag opslag;

    Bijlagelezer(BijlageOpslag opslag) {
        this.opslag = opslag;
    }

    void lees(Bijlage verklaard, MimeLezer.Deelkop kop, InputStream inhoud, String pad) throws IOException {
        MimeLezer.eis(kop.naam().equals(verklaard.naam()) && kop.mediatype().equals(verklaard.mediatype()), Weigering.BIJLAGE_ONTBREEKT, pad);
        MessageDigest digest = sha256();
        Inhoudstoets toets = Inhoudstoets.voor(verklaard.mediatype(), pad);
        long lengte = 0;
        byte[] buffer = new byte[BUFFER];
        try (OutputStream plek = opslag.open(verklaard)) {
            for (int n = inhoud.read(buffer); n >= 0; n = inhoud.read(buffer)) {
                lengte += n;
                MimeLezer.eis(lengte <= verklaard.lengte(), Weigering.BIJLAGE_WIJKT_AF, pad);
                digest.update(buffer, 0, n);
                toets.neem(buffer, n);
                plek.write(buffer, 0, n);
            }
        }
        toets.einde();
        MimeLezer.eis(lengte == verklaard.lengte() && HexFormat.of().formatHex(digest.digest()).equals(verklaard.sha256()),
                Weigering.BIJLAGE_WIJKT_AF, pad);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }
}
