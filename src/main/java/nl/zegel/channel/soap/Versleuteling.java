package nl.zegel.channel.soap;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.MGF1ParameterSpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;
import javax.crypto.spec.SecretKeySpec;
import nl.zegel.channel.soap.Weigering.Reden;
import nl.zegel.party.GatewayBug;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/**
 * Encryption of the Body's content and nothing else (WUS WB005-006, WB012): AES-256-GCM under a fresh key, the key wrapped
 * by RSA-OAEP. A part that the Body includes stays outside: it is a CMS, sealed already, and the signature covers it.
 */
final class Versleuteling {
    private static final int IV = 12;
    private static final int TAG = 16;
    private static final int SLEUTEL = 32;
    private static final SecureRandom TOEVAL = new SecureRandom();

    private Versleuteling() {}

    static boolean kanVoor(X509Certificate certificaat) {
        return certificaat.getPublicKey() instanceof RSAPublicKey;
    }

    static boolean isVersleuteld(Envelop envelop) {
        return Xml.is(envelop.inhoud(), WsNamen.XENC, "EncryptedData");
    }

    /** Replaces the Body's content by its encryption. The envelope is signed already: sign first, then encrypt. */
    static void versleutel(Envelop envelop, X509Certificate voor) {
        try {
            byte[] sleutel = new byte[SLEUTEL];
            TOEVAL.nextBytes(sleutel);
            byte[] iv = new byte[IV];
            TOEVAL.nextBytes(iv);
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(sleutel, "AES"), new GCMParameterSpec(TAG * 8, iv));
            byte[] dicht = gcm.doFinal(Xml.canoniek(envelop.inhoud(), ""));
            String id = "id-" + UUID.randomUUID();
            vervang(envelop, id, iv, dicht);
            Cipher oaep = Cipher.getInstance("RSA/ECB/OAEPPadding");
            oaep.init(Cipher.ENCRYPT_MODE, voor.getPublicKey(), oaep(MGF1ParameterSpec.SHA256));
            sleutelkop(envelop, id, oaep.doFinal(sleutel), voor);
            Arrays.fill(sleutel, (byte) 0);
        } catch (GeneralSecurityException | Weigering e) {
            throw new GatewayBug("a Body that was built here cannot be encrypted", e);
        }
    }

    private static void vervang(Envelop envelop, String id, byte[] iv, byte[] dicht) {
        Element body = envelop.body();
        while (body.getFirstChild() != null) {
            body.removeChild(body.getFirstChild());
        }
        Element data = Xml.zet(body, WsNamen.XENC, "xenc:EncryptedData", null);
        data.setAttribute("Id", id);
        data.setAttribute("Type", WsNamen.INHOUD);
        Xml.zet(data, WsNamen.XENC, "xenc:EncryptionMethod", null).setAttribute("Algorithm", WsNamen.AES256_GCM);
        byte[] alles = Arrays.copyOf(iv, iv.length + dicht.length);
        System.arraycopy(dicht, 0, alles, iv.length, dicht.length);
        Xml.zet(Xml.zet(data, WsNamen.XENC, "xenc:CipherData", null), WsNamen.XENC, "xenc:CipherValue",
                Base64.getEncoder().encodeToString(alles));
    }

    private static void sleutelkop(Envelop envelop, String id, byte[] verpakt, X509Certificate voor) {
        Element security = envelop.security().orElseThrow(() -> new GatewayBug("encrypting before signing"));
        Element sleutel = Xml.zet(security, WsNamen.XENC, "xenc:EncryptedKey", null);
        Element methode = Xml.zet(sleutel, WsNamen.XENC, "xenc:EncryptionMethod", null);
        methode.setAttribute("Algorithm", WsNamen.RSA_OAEP);
        Xml.zet(methode, WsNamen.DS, "ds:DigestMethod", null).setAttribute("Algorithm", WsNamen.SHA256);
        Xml.zet(methode, WsNamen.XENC11, "xenc11:MGF", null).setAttribute("Algorithm", WsNamen.MGF1_SHA256);
        Element str = Xml.zet(Xml.zet(sleutel, WsNamen.DS, "ds:KeyInfo", null), WsNamen.WSSE, "wsse:SecurityTokenReference", null);
        Element nummer = Xml.zet(Xml.zet(str, WsNamen.DS, "ds:X509Data", null), WsNamen.DS, "ds:X509IssuerSerial", null);
        Xml.zet(nummer, WsNamen.DS, "ds:X509IssuerName", voor.getIssuerX500Principal().getName());
        Xml.zet(nummer, WsNamen.DS, "ds:X509SerialNumber", voor.getSerialNumber().toString());
        Xml.zet(Xml.zet(sleutel, WsNamen.XENC, "xenc:CipherData", null), WsNamen.XENC, "xenc:CipherValue",
                Base64.getEncoder().encodeToString(verpakt));
        Xml.zet(Xml.zet(sleutel, WsNamen.XENC, "xenc:ReferenceList", null), WsNamen.XENC, "xenc:DataReference", null)
                .setAttribute("URI", "#" + id);
        // The key before the signature: a receiver that reads from the top decrypts before it verifies (WSS 1.1 §5.2).
        security.insertBefore(sleutel, security.getFirstChild());
    }

    /** Puts the Body's own content back. @throws Weigering VERSLEUTELING or ALGORITME */
    static void ontsleutel(Envelop envelop, List<WsSleutels.Ontsleutelaar> sleutels, int grens) throws Weigering {
        Element security = envelop.security().orElseThrow(() -> new Weigering(Reden.VERSLEUTELING));
        Element verpakt = Xml.een(security, WsNamen.XENC, "EncryptedKey", Reden.VERSLEUTELING);
        Element data = envelop.inhoud();
        Element lijst = Xml.een(verpakt, WsNamen.XENC, "ReferenceList", Reden.VERSLEUTELING);
        boolean verwijst = Xml.kinderen(lijst).size() == 1 && !data.getAttribute("Id").isEmpty()
                && Xml.kinderen(lijst).get(0).getAttribute("URI").equals("#" + data.getAttribute("Id"));
        if (!verwijst || !data.getAttribute("Type").equals(WsNamen.INHOUD)) {
            throw new Weigering(Reden.VERSLEUTELING);
        }
        Element methode = Xml.een(data, WsNamen.XENC, "EncryptionMethod", Reden.ALGORITME);
        if (!methode.getAttribute("Algorithm").equals(WsNamen.AES256_GCM) || !Xml.kinderen(methode).isEmpty()) {
            throw new Weigering(Reden.ALGORITME);
        }
        byte[] open = open(sleutel(verpakt, sleutels), cijfertekst(data));
        if (open.length > grens) {
            throw new Weigering(Reden.XML);
        }
        zetTerug(envelop.body(), open);
    }

    private static byte[] cijfertekst(Element houder) throws Weigering {
        Element data = Xml.een(houder, WsNamen.XENC, "CipherData", Reden.VERSLEUTELING);
        return Xml.base64(Xml.een(data, WsNamen.XENC, "CipherValue", Reden.VERSLEUTELING), Reden.VERSLEUTELING);
    }

    private static byte[] open(byte[] sleutel, byte[] dicht) throws Weigering {
        if (sleutel.length != SLEUTEL || dicht.length < IV + TAG) {
            throw new Weigering(Reden.VERSLEUTELING);
        }
        try {
            Cipher gcm = Cipher.getInstance("AES/GCM/NoPadding");
            gcm.init(Cipher.DECRYPT_MODE, new SecretKeySpec(sleutel, "AES"), new GCMParameterSpec(TAG * 8, dicht, 0, IV));
            return gcm.doFinal(dicht, IV, dicht.length - IV);
        } catch (GeneralSecurityException e) {
            throw new Weigering(Reden.VERSLEUTELING);
        }
    }

    private static byte[] sleutel(Element verpakt, List<WsSleutels.Ontsleutelaar> sleutels) throws Weigering {
        OAEPParameterSpec oaep = oaep(Xml.een(verpakt, WsNamen.XENC, "EncryptionMethod", Reden.ALGORITME));
        byte[] bytes = cijfertekst(verpakt);
        for (WsSleutels.Ontsleutelaar sleutel : sleutels) {
            try {
                Cipher cipher = sleutel.provider().isPresent()
                        ? Cipher.getInstance("RSA/ECB/OAEPPadding", sleutel.provider().get()) : Cipher.getInstance("RSA/ECB/OAEPPadding");
                cipher.init(Cipher.DECRYPT_MODE, sleutel.sleutel(), oaep);
                return cipher.doFinal(bytes);
            } catch (GeneralSecurityException e) {
                continue; // not this key; when none opens it, the one refusal follows
            }
        }
        throw new Weigering(Reden.VERSLEUTELING);
    }

    /** OAEP with SHA-256 and MGF1-SHA-256, or for older stacks rsa-oaep-mgf1p: SHA-256 or SHA-1 as hash, MGF1 with SHA-1. */
    private static OAEPParameterSpec oaep(Element methode) throws Weigering {
        String digest = Xml.hoogstensEen(methode, WsNamen.DS, "DigestMethod").map(e -> e.getAttribute("Algorithm")).orElse(WsNamen.SHA1);
        Optional<String> mgf = Xml.hoogstensEen(methode, WsNamen.XENC11, "MGF").map(e -> e.getAttribute("Algorithm"));
        boolean nieuw = methode.getAttribute("Algorithm").equals(WsNamen.RSA_OAEP)
                && digest.equals(WsNamen.SHA256) && mgf.equals(Optional.of(WsNamen.MGF1_SHA256));
        boolean oud = methode.getAttribute("Algorithm").equals(WsNamen.RSA_OAEP_MGF1P) && mgf.isEmpty()
                && (digest.equals(WsNamen.SHA1) || digest.equals(WsNamen.SHA256));
        if (!nieuw && !oud || Xml.hoogstensEen(methode, WsNamen.XENC, "OAEPparams").isPresent()) {
            throw new Weigering(Reden.ALGORITME);
        }
        return nieuw ? oaep(MGF1ParameterSpec.SHA256)
                : new OAEPParameterSpec(digest.equals(WsNamen.SHA1) ? "SHA-1" : "SHA-256", "MGF1", MGF1ParameterSpec.SHA1,
                        PSource.PSpecified.DEFAULT);
    }

    private static OAEPParameterSpec oaep(MGF1ParameterSpec mgf) {
        return new OAEPParameterSpec("SHA-256", "MGF1", mgf, PSource.PSpecified.DEFAULT);
    }

    /** Parses the content where the Body's prefixes are known, by the same bounded parser. */
    private static void zetTerug(Element body, byte[] open) throws Weigering {
        ByteArrayOutputStream omhuld = new ByteArrayOutputStream();
        byte[] leeg = Xml.bytes(huls(body));
        String huls = new String(leeg, StandardCharsets.UTF_8);
        int einde = huls.lastIndexOf("</");
        omhuld.writeBytes(huls.substring(0, einde).getBytes(StandardCharsets.UTF_8));
        omhuld.writeBytes(open);
        omhuld.writeBytes(huls.substring(einde).getBytes(StandardCharsets.UTF_8));
        Document gelezen = Xml.lees(omhuld.toByteArray());
        while (body.getFirstChild() != null) {
            body.removeChild(body.getFirstChild());
        }
        for (Node kind = gelezen.getDocumentElement().getFirstChild(); kind != null; kind = kind.getNextSibling()) {
            body.appendChild(body.getOwnerDocument().importNode(kind, true));
        }
    }

    /** An empty element that declares every namespace in scope of the Body. */
    private static Element huls(Element body) {
        Document document = Xml.nieuw();
        Element huls = document.createElementNS(null, "huls");
        document.appendChild(huls);
        for (Node knoop = body; knoop instanceof Element element; knoop = knoop.getParentNode()) {
            var attributen = element.getAttributes();
            for (int i = 0; i < attributen.getLength(); i++) {
                Node a = attributen.item(i);
                if (WsNamen.XMLNS.equals(a.getNamespaceURI()) && !huls.hasAttribute(a.getNodeName())) {
                    huls.setAttributeNS(WsNamen.XMLNS, a.getNodeName(), a.getNodeValue());
                }
            }
        }
        return huls;
    }
}
