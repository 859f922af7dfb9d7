package nl.zegel.verify;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.cms.CMSObjectIdentifiers;
import org.bouncycastle.asn1.cms.ContentInfo;

/** Checks sealed and signed messages from the outside in: envelope, signature, MIME entity, copy. */
final class Zegelcontrole {
    private static final int LAGEN = 8;

    private final Vertrouwen vertrouwen;
    private final Notulen notulen;
    private final Kopiecontrole kopieen;
    private final Optional<Sleutel> sleutel;
    private final List<Stuk> geopend = new ArrayList<>();

    /** The recipient's key pair. */
    record Sleutel(PrivateKey prive, X509Certificate certificaat) {
        @Override
        public String toString() {
            return "Sleutel";
        }
    }

    Zegelcontrole(Vertrouwen vertrouwen, Notulen notulen, Kopiecontrole kopieen, Optional<Sleutel> sleutel) {
        this.vertrouwen = vertrouwen;
        this.notulen = notulen;
        this.kopieen = kopieen;
        this.sleutel = sleutel;
    }

    /** What was found inside, for commitments. */
    List<Stuk> geopend() {
        return List.copyOf(geopend);
    }

    void een(Stuk stuk) {
        try {
            laag(stuk.naam(), stuk.bytes(), List.of(), LAGEN);
        } catch (Afgewezen e) {
            notulen.over(stuk.naam()).fout(e);
        }
    }

    /** @param lagen signatures around these bytes, outermost first, not yet judged: whose they must be shows inside */
    private void laag(String naam, byte[] bytes, List<Handtekening> lagen, int over) throws Afgewezen {
        Afgewezen.tenzij(over > 0, "ZEGEL_VORM", "Het bericht heeft te veel lagen.");
        Notulen hier = notulen.over(naam);
        if (bytes.length > 0 && bytes[0] == 0x30) {
            cms(naam, Handtekening.info(bytes), lagen, over);
            return;
        }
        Mime mime = Mime.lees(bytes);
        if (mime.type().equals("application/pkcs7-mime") || mime.type().equals("application/x-pkcs7-mime")) {
            laag(naam, mime.inhoud(), lagen, over - 1);
        } else {
            Afgewezen.tenzij(mime.type().equals("multipart/mixed"), "MIME_ONLEESBAAR", "In het bericht zit iets anders dan een document.");
            entiteit(naam, bytes, mime, lagen, hier);
        }
    }

    private void cms(String naam, ContentInfo info, List<Handtekening> lagen, int over) throws Afgewezen {
        Notulen hier = notulen.over(naam);
        if (CMSObjectIdentifiers.signedData.equals(info.getContentType())) {
            Handtekening h = Handtekening.met(info);
            List<Handtekening> meer = new ArrayList<>(lagen);
            meer.add(h);
            laag(naam, h.inhoud(), meer, over - 1);
            return;
        }
        boolean envelop = CMSObjectIdentifiers.authEnvelopedData.equals(info.getContentType()) || CMSObjectIdentifiers.envelopedData.equals(info.getContentType());
        Afgewezen.tenzij(envelop, "ZEGEL_VORM", "Dit is geen verzegeld of ondertekend bericht.");
        Zegelopener zegel = new Zegelopener(info);
        String nummer = zegel.serienummer();
        String voor = nummer == null ? "één certificaat" : "het certificaat met serienummer " + nummer;
        if (sleutel.isEmpty()) {
            hier.nietBewezen("ZEGEL_DICHT", "Het bericht is verzegeld voor " + voor + ", profiel " + zegel.profiel()
                    + ". Zonder de sleutel van de ontvanger is niet te zien wat erin zit en wie het ondertekende (--sleutel, --certificaat).");
            for (Handtekening h : lagen) {
                vertrouwen.controleer(h, Vertrouwen.Rol.GATEWAY, "het verzegelde bericht", hier);
            }
            return;
        }
        byte[] inhoud = zegel.open(sleutel.get().prive(), sleutel.get().certificaat());
        hier.bewezen("ZEGEL_OPEN", "Het bericht was verzegeld voor " + voor + ", profiel " + zegel.profiel() + ", en is heel.");
        laag(naam, inhoud, lagen, over - 1);
    }

    private void entiteit(String naam, byte[] bytes, Mime mime, List<Handtekening> lagen, Notulen hier) throws Afgewezen {
        List<Stuk> delen = new ArrayList<>();
        for (Mime deel : mime.delen()) {
            delen.add(new Stuk(naam + "/" + deel.bestandsnaam(), deel.inhoud()));
        }
        Afgewezen.tenzij(!delen.isEmpty(), "MIME_ONLEESBAAR", "In het bericht zit geen document.");
        boolean vanGateway = Kopie.lees(delen.get(0).bytes()).heeftEtiket();
        boolean gedekt = !lagen.isEmpty();
        for (Handtekening h : lagen) {
            gedekt &= vertrouwen.controleer(h, vanGateway ? Vertrouwen.Rol.GATEWAY : Vertrouwen.Rol.AFZENDER, "het hele bericht", hier);
        }
        if (lagen.isEmpty()) {
            hier.nietBewezen("NIET_ONDERTEKEND", "Dit bericht is al geopend en de handtekening zit er niet meer bij.");
        }
        geopend.add(new Stuk(naam + " (inhoud)", bytes));
        geopend.addAll(delen);
        kopieen.een(delen.get(0), gedekt, delen);
    }
}
