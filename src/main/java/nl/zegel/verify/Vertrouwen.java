package nl.zegel.verify;

import java.security.cert.X509Certificate;
import java.util.List;
import org.bouncycastle.asn1.x500.RDN;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;

/** Whom a signature is from: its path, and whether its certificate is one that the gateway or a sender is known by. */
final class Vertrouwen {
    /** In which part somebody signs. */
    enum Rol {
        GATEWAY("de gateway", "--gateway"), AFZENDER("de afzender", "--afzender");

        private final String wie;
        private final String optie;

        Rol(String wie, String optie) {
            this.wie = wie;
            this.optie = optie;
        }

        String wie() {
            return wie;
        }
    }

    private final Pad pad;
    private final List<X509Certificate> gateway;
    private final List<X509Certificate> afzenders;

    Vertrouwen(Pad pad, List<X509Certificate> gateway, List<X509Certificate> afzenders) {
        this.pad = pad;
        this.gateway = List.copyOf(gateway);
        this.afzenders = List.copyOf(afzenders);
    }

    /** @return false when something is wrong, which is then noted */
    boolean controleer(Handtekening h, Rol rol, String waarover, Notulen notulen) {
        try {
            pad.controleer(h, notulen);
            List<X509Certificate> bekend = rol == Rol.GATEWAY ? gateway : afzenders;
            if (bekend.isEmpty()) {
                notulen.nietBewezen(rol + "_NIET_VASTGESTELD", "Dat het certificaat van " + rol.wie + " is, is niet nagegaan. "
                        + "Geef het bekende certificaat op (" + rol.optie + ").");
            } else {
                Afgewezen.tenzij(bekend.contains(h.ondertekenaar()), rol + "_ANDER_CERTIFICAAT",
                        "De handtekening is niet gezet met een certificaat waaraan " + rol.wie + " bekend is.");
            }
            notulen.bewezen("HANDTEKENING_" + rol, "De handtekening over " + waarover + " klopt. Zij is gezet met het certificaat van \""
                    + naam(h.ondertekenaar()) + "\", vingerafdruk (SHA-256) " + Hash.hex(Hash.sha256(Certificaten.der(h.ondertekenaar())))
                    + ". Genoemd moment: " + h.moment() + ".");
            return true;
        } catch (Afgewezen e) {
            notulen.fout(e);
            return false;
        }
    }

    private static String naam(X509Certificate c) {
        RDN[] cn = X500Name.getInstance(c.getSubjectX500Principal().getEncoded()).getRDNs(BCStyle.CN);
        return cn.length == 0 ? "(zonder naam)" : IETFUtils.valueToString(cn[0].getFirst().getValue());
    }
}
