package nl.zegel.crypto;

import static nl.zegel.crypto.NietTeOpenen.Reden.HANDTEKENING;
import static nl.zegel.crypto.NietTeOpenen.Reden.MISVORMD;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONDERTEKENAARS_VERSCHILLEN;
import static nl.zegel.crypto.NietTeOpenen.Reden.ONDERTEKENAAR_ONBEKEND;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiPredicate;
import nl.zegel.document.Deel;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.jspecify.annotations.Nullable;

/**
 * Opens a CMS ({@code .p7m}, DER or BER): encrypted for one of our keys, signed inside, one MIME entity within. Memory does
 * not grow with size. Either everything holds and there is a {@link Geopend}, or there is one and the same
 * {@link NietTeOpenen} and every byte is gone. A signed receipt inside (RFC 2634) passes the same checks and comes out as
 * {@link Ontvangstbewijs.Ontvangen}. Thread-safe.
 *
 * <p>Profile 4.0 is AuthEnvelopedData for a 4.0 key. Profile 3.2 is SignedData around EnvelopedData for a 3.2 key, with
 * the same signer outside and inside; the outer signature is checked before our key touches the envelope.
 */
public final class Opener {
    /** tag and length of the outermost SEQUENCE, the OID and room to spare. */
    private static final int BEGIN = 32;
    /** What may be signed inside an envelope: a MIME entity, or a receipt that a mail program sealed by itself. */
    private static final Set<ASN1ObjectIdentifier> BINNEN = Set.of(CMSObjectIdentifiers.data, Ess.CT_RECEIPT);

    private final Voorzieningen v;
    private final SecureRandom random;
    private final Path kladmap;

    /** @param kladmap folder for encrypted scratch bytes of large messages */
    public Opener(Voorzieningen voorzieningen, SecureRandom random, Path kladmap) {
        this.v = voorzieningen;
        this.random = random;
        this.kladmap = kladmap;
    }

    /**
     * Opens with the gateway's own keys.
     *
     * @param bron   the bytes; read once for 4.0 and twice for 3.2
     * @param bekend whether a signer is registered for the profile ({@code V4_0}, or {@code V3_2} for both 3.2 forms);
     *               asked before anything of the content can be had
     * @throws KastDicht   when our keys cannot be used now: the work waits
     * @throws IOException when the source or the scratch folder fails: try again
     */
    public Opening open(Deel.Bron bron, Sleutelkast kast, BiPredicate<X509Certificate, CmsProfiel> bekend)
            throws IOException, KastDicht {
        boolean v32 = isOndertekendBuiten(bron);
        List<Sleutel> sleutels = KastDicht.vereis(
                kast.sleutels(v32 ? Sleutelkast.Gebruik.ONTSLEUTELEN_32 : Sleutelkast.Gebruik.ONTSLEUTELEN));
        return open(bron, v32, sleutels, bekend);
    }

    /** Opens with a partner's own keys: its tool, the demo and tests. @param sleutels for both profiles alike */
    public Opening open(Deel.Bron bron, List<Sleutel> sleutels, BiPredicate<X509Certificate, CmsProfiel> bekend) throws IOException {
        return open(bron, isOndertekendBuiten(bron), sleutels, bekend);
    }

    private Opening open(Deel.Bron bron, boolean v32, List<Sleutel> sleutels, BiPredicate<X509Certificate, CmsProfiel> bekend)
            throws IOException {
        Poging poging = new Poging(bron, sleutels, bekend);
        Klad klad = new Klad(kladmap, random);
        boolean gelukt = false;
        try {
            Opening opening = v32 ? poging.v32(klad) : poging.v40(klad);
            gelukt = opening instanceof Geopend;
            return opening;
        } catch (Ongeldig e) {
            poging.bronOfNiets();
            return new NietTeOpenen(e.reden());
        } catch (GatewayBug e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // the ASN.1 parsers answer malformed bytes with any of these; nothing of ours throws them here
            poging.bronOfNiets();
            return new NietTeOpenen(reden(e));
        } finally {
            if (!gelukt) {
                klad.close();
            }
        }
    }

    /** The parsers wrap what a stream below them refused; bytes that they cannot read at all are malformed. */
    private static NietTeOpenen.Reden reden(Throwable fout) {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof Ongeldig ongeldig) {
                return ongeldig.reden();
            }
        }
        return MISVORMD;
    }

    /** A SignedData outside can only be profile 3.2. */
    private static boolean isOndertekendBuiten(Deel.Bron bron) throws IOException {
        byte[] oid = CMSObjectIdentifiers.signedData.getEncoded();
        try (InputStream in = bron.open()) {
            byte[] begin = in.readNBytes(BEGIN);
            for (int i = 2; i <= 6 && i + oid.length <= begin.length; i++) {
                if (java.util.Arrays.equals(begin, i, i + oid.length, oid, 0, oid.length)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** One attempt; remembers whether source or scratch room failed, which is no refusal. */
    private final class Poging {
        private final Deel.Bron bron;
        private final List<Sleutel> sleutels;
        private final BiPredicate<X509Certificate, CmsProfiel> bekend;
        private @Nullable Grens grens;
        private @Nullable Uitvang uitvang;

        Poging(Deel.Bron bron, List<Sleutel> sleutels, BiPredicate<X509Certificate, CmsProfiel> bekend) {
            this.bron = bron;
            this.sleutels = sleutels;
            this.bekend = bekend;
        }

        Opening v40(Klad klad) throws IOException {
            try (InputStream ruw = bron.open()) {
                DigestInputStream meting = new DigestInputStream(ruw, v.digest("SHA-256"));
                Grens in = bewaak(meting);
                Envelop envelop = Envelop.v40(in, sleutels, v, random);
                Ondertekening binnen = binnen(envelop.klaar(), klad);
                in.structuur();
                in.slot();
                return geopend(klad, binnen, CmsProfiel.V4_0, meting.getMessageDigest().digest());
            }
        }

        Opening v32(Klad klad) throws IOException {
            Ondertekening buiten;
            byte[] buitenSha256;
            try (InputStream ruw = bron.open()) {
                DigestInputStream meting = new DigestInputStream(ruw, v.digest("SHA-256"));
                buiten = Ondertekening.lees(bewaak(meting), OutputStream.nullOutputStream(), Set.of(CMSObjectIdentifiers.data), v);
                buitenSha256 = meting.getMessageDigest().digest();
            }
            Ongeldig.tenzij(bekend.test(buiten.ondertekenaar, CmsProfiel.V3_2), ONDERTEKENAAR_ONBEKEND);
            try (InputStream ruw = bron.open()) {
                DigestInputStream inhoud = new DigestInputStream(Ondertekening.inhoud(bewaak(ruw)), v.digest("SHA-256"));
                Grens cms = new Grens(SmimeVorm.lees(inhoud));
                Envelop envelop = Envelop.v32(cms, sleutels, v, random);
                Ondertekening binnen = binnen(envelop.klaar(), klad);
                cms.structuur();
                cms.slot();
                inhoud.transferTo(OutputStream.nullOutputStream());
                Ongeldig.tenzij(MessageDigest.isEqual(inhoud.getMessageDigest().digest(), buiten.inhoudSha256), HANDTEKENING);
                Ongeldig.tenzij(binnen.ondertekenaar.equals(buiten.ondertekenaar), ONDERTEKENAARS_VERSCHILLEN);
                return geopend(klad, binnen, envelop.profiel(), buitenSha256);
            }
        }

        /** The signature inside; reads the plaintext to its end, where the tag or padding is checked. */
        private Ondertekening binnen(InputStream klaar, Klad klad) throws IOException {
            Grens in = new Grens(SmimeVorm.lees(klaar));
            try (Uitvang naar = new Uitvang(klad.schrijf())) {
                uitvang = naar;
                return Ondertekening.lees(in, naar, BINNEN, v);
            }
        }

        private Opening geopend(Klad klad, Ondertekening binnen, CmsProfiel profiel, byte[] buitenSha256) throws IOException {
            CmsProfiel gevraagd = profiel == CmsProfiel.V4_0 ? profiel : CmsProfiel.V3_2;
            Ongeldig.tenzij(bekend.test(binnen.ondertekenaar, gevraagd), ONDERTEKENAAR_ONBEKEND);
            if (binnen.type.equals(Ess.CT_RECEIPT)) {
                try (InputStream receipt = klad.open()) {
                    return Ontvangstbewijs.van(binnen, receipt);
                }
            }
            Optional<Ontvangstverzoek> verzoek = Ess.verzoek(binnen.kenmerken);
            return new Geopend(klad, binnen, profiel, verzoek, buitenSha256);
        }

        private Grens bewaak(InputStream in) {
            Grens nieuw = new Grens(in);
            grens = nieuw;
            return nieuw;
        }

        void bronOfNiets() throws IOException {
            if (grens != null && grens.bronfout() != null) {
                throw grens.bronfout();
            }
            if (uitvang != null && uitvang.fout != null) {
                throw uitvang.fout;
            }
        }
    }

    private static final class Uitvang extends FilterOutputStream {
        private @Nullable IOException fout;

        Uitvang(OutputStream naar) {
            super(naar);
        }

        @Override
        public void write(byte[] b, int off, int len) throws IOException {
            try {
                out.write(b, off, len);
            } catch (IOException e) {
                fout = e;
                throw e;
            }
        }
    }
}
