package nl.zegel.crypto;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import nl.zegel.document.Deel;
import nl.zegel.party.CmsProfiel;

/**
 * A CMS that was opened and whose signature holds over everything that is given here. Only {@link Opener} makes one,
 * after the last check: INVARIANT (claims are not facts). It says which certificate signed; whether that certificate is
 * good and whose it is, {@link Padcontrole} and the parties say. Closing destroys the content.
 */
public final class Geopend implements Opening, Closeable, Deel.Bron {
    private final Klad klad;
    private final Ondertekening ondertekening;
    private final CmsProfiel profiel;
    private final Optional<Ontvangstverzoek> verzoek;
    private final byte[] buitenSha256;

    Geopend(Klad klad, Ondertekening ondertekening, CmsProfiel profiel, Optional<Ontvangstverzoek> verzoek, byte[] buitenSha256) {
        this.klad = klad;
        this.ondertekening = ondertekening;
        this.profiel = profiel;
        this.verzoek = verzoek;
        this.buitenSha256 = buitenSha256;
    }

    /** The signed MIME entity from its start; each call its own stream. */
    @Override
    public InputStream open() throws IOException {
        return klad.open();
    }

    public X509Certificate ondertekenaar() {
        return ondertekening.ondertekenaar;
    }

    /** Lower-case hex SHA-256 of the signer's certificate: by this a loket is found. */
    public String vingerafdruk() {
        return Vingerafdruk.van(ondertekening.ondertekenaar);
    }

    /** Every certificate that came along, the signer's among them: material for a path, proof of nothing. */
    public List<X509Certificate> tas() {
        return ondertekening.tas;
    }

    /** By the key that matched and the key transport; the loket must be registered for it. */
    public CmsProfiel profiel() {
        return profiel;
    }

    /** As the signer claims. */
    public Instant ondertekend() {
        return ondertekening.moment();
    }

    /** Lower-case hex SHA-256 of the signed MIME entity. */
    public String inhoudSha256() {
        return HexFormat.of().formatHex(ondertekening.inhoudSha256);
    }

    /** Lower-case hex SHA-256 of the CMS as it was received. */
    public String buitenSha256() {
        return HexFormat.of().formatHex(buitenSha256);
    }

    /** The RFC 2634 receipt that the sender asks for. */
    public Optional<Ontvangstverzoek> ontvangstverzoek() {
        return verzoek;
    }

    /** What a signed receipt for this message is made from or checked against. */
    public Handtekeningspoor spoor() {
        return new Handtekeningspoor(ondertekening.digest, ondertekening.attributenDigest, ondertekening.handtekening);
    }

    @Override
    public void close() throws IOException {
        klad.close();
    }

    @Override
    public String toString() {
        return "Geopend[" + vingerafdruk() + "]";
    }
}
