package nl.zegel.channel.soap;

import java.io.IOException;
import java.io.InputStream;
import java.security.GeneralSecurityException;
import java.security.Signature;
import java.security.cert.CertificateEncodingException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.party.GatewayBug;
import org.jspecify.annotations.Nullable;
import org.w3c.dom.Element;

/** Puts Timestamp, token and signature in an envelope (WUS WB001-010). Stateless but for the keys; thread-safe. */
final class Ondertekening {
    /** How long a message of ours may be on its way (the receiver's own limit may be shorter). */
    private static final int GELDIG_MINUTEN = 5;

    private final WsSleutels sleutels;

    Ondertekening(WsSleutels sleutels) {
        this.sleutels = sleutels;
    }

    /** Opens the MIME part that the Body includes, from its first byte, at every call. */
    @FunctionalInterface
    interface Onderdeel {
        InputStream open(String cid) throws IOException;
    }

    /**
     * @param bevestigt signature value of the request that this answers (WB014), or null when this is no answer
     * @throws IOException when the MIME part cannot be read
     */
    void onderteken(Envelop envelop, Instant nu, byte @Nullable [] bevestigt, Onderdeel onderdeel) throws IOException {
        Element security = Xml.zet(envelop.kop(), WsNamen.WSSE, "wsse:Security", null);
        security.setAttributeNS(WsNamen.SOAP, security.lookupPrefix(WsNamen.SOAP) + ":mustUnderstand", "1");
        security.setAttributeNS(WsNamen.XMLNS, "xmlns:wsu", WsNamen.WSU);
        String token = token(security);
        tijdstempel(security, nu);
        if (bevestigt != null) {
            Xml.zet(security, WsNamen.WSSE11, "wsse11:SignatureConfirmation", null)
                    .setAttribute("Value", Base64.getEncoder().encodeToString(bevestigt));
        }
        try {
            teken(envelop, security, token, onderdeel);
        } catch (Weigering e) {
            throw new GatewayBug("an envelope that was built here does not canonicalize", e);
        }
    }

    private String token(Element security) {
        Element token = Xml.zet(security, WsNamen.WSSE, "wsse:BinarySecurityToken", certificaat());
        token.setAttribute("ValueType", WsNamen.X509);
        token.setAttribute("EncodingType", WsNamen.BASE64);
        return merk(token);
    }

    private String certificaat() {
        try {
            return Base64.getEncoder().encodeToString(sleutels.certificaat().getEncoded());
        } catch (CertificateEncodingException e) {
            throw new GatewayBug("a parsed certificate has an encoding", e);
        }
    }

    private static void tijdstempel(Element security, Instant nu) {
        Instant milli = nu.truncatedTo(ChronoUnit.MILLIS);
        Element stempel = Xml.zet(security, WsNamen.WSU, "wsu:Timestamp", null);
        Xml.zet(stempel, WsNamen.WSU, "wsu:Created", milli.toString());
        Xml.zet(stempel, WsNamen.WSU, "wsu:Expires", milli.plus(GELDIG_MINUTEN, ChronoUnit.MINUTES).toString());
    }

    /** Gives the element an id of its own, unless it has one. */
    private static String merk(Element element) {
        String id = element.getAttributeNS(WsNamen.WSU, "Id");
        if (id.isEmpty()) {
            id = "id-" + UUID.randomUUID();
            if (!WsNamen.WSU.equals(element.lookupNamespaceURI("wsu"))) {
                element.setAttributeNS(WsNamen.XMLNS, "xmlns:wsu", WsNamen.WSU);
            }
            element.setAttributeNS(WsNamen.WSU, "wsu:Id", id);
        }
        return id;
    }

    private void teken(Envelop envelop, Element security, String token, Onderdeel onderdeel) throws Weigering, IOException {
        boolean rsa = sleutels.certificaat().getPublicKey().getAlgorithm().equals("RSA");
        List<Element> alles = Handtekening.teTekenen(envelop, security);
        alles.forEach(Ondertekening::merk);
        Element signature = Xml.zet(security, WsNamen.DS, "ds:Signature", null);
        Element info = Xml.zet(signature, WsNamen.DS, "ds:SignedInfo", null);
        Xml.zet(info, WsNamen.DS, "ds:CanonicalizationMethod", null).setAttribute("Algorithm", WsNamen.C14N);
        Xml.zet(info, WsNamen.DS, "ds:SignatureMethod", null)
                .setAttribute("Algorithm", rsa ? WsNamen.RSA_SHA256 : WsNamen.ECDSA_SHA256);
        for (Element element : alles) {
            verwijs(info, merk(element), digest(element, element == envelop.body(), onderdeel));
        }
        byte[] waarde = waarde(Xml.canoniek(info, ""), rsa ? "SHA256withRSA" : "SHA256withECDSAinP1363Format");
        Xml.zet(signature, WsNamen.DS, "ds:SignatureValue", Base64.getEncoder().encodeToString(waarde));
        Element str = Xml.zet(Xml.zet(signature, WsNamen.DS, "ds:KeyInfo", null), WsNamen.WSSE, "wsse:SecurityTokenReference", null);
        Element verwijzing = Xml.zet(str, WsNamen.WSSE, "wsse:Reference", null);
        verwijzing.setAttribute("URI", "#" + token);
        verwijzing.setAttribute("ValueType", WsNamen.X509);
    }

    private static byte[] digest(Element element, boolean body, Onderdeel onderdeel) throws Weigering, IOException {
        Optional<Bijlage> bijlage = body ? Bijlage.van(element, "") : Optional.empty();
        if (bijlage.isEmpty()) {
            return Handtekening.digest("SHA-256", Xml.canoniek(element, ""));
        }
        try (InputStream bytes = onderdeel.open(bijlage.get().cid())) {
            return bijlage.get().digest(bytes, "SHA-256");
        }
    }

    private static void verwijs(Element info, String id, byte[] digest) {
        Element verwijzing = Xml.zet(info, WsNamen.DS, "ds:Reference", null);
        verwijzing.setAttribute("URI", "#" + id);
        Xml.zet(Xml.zet(verwijzing, WsNamen.DS, "ds:Transforms", null), WsNamen.DS, "ds:Transform", null)
                .setAttribute("Algorithm", WsNamen.C14N);
        Xml.zet(verwijzing, WsNamen.DS, "ds:DigestMethod", null).setAttribute("Algorithm", WsNamen.SHA256);
        Xml.zet(verwijzing, WsNamen.DS, "ds:DigestValue", Base64.getEncoder().encodeToString(digest));
    }

    private byte[] waarde(byte[] bytes, String algoritme) throws IOException {
        try {
            Signature signature = sleutels.provider().isPresent()
                    ? Signature.getInstance(algoritme, sleutels.provider().get()) : Signature.getInstance(algoritme);
            signature.initSign(sleutels.tekent());
            signature.update(bytes);
            return signature.sign();
        } catch (GeneralSecurityException e) {
            throw new IOException("the signing key cannot be used now", e);
        }
    }

}
