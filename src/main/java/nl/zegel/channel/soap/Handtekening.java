package nl.zegel.channel.soap;

import java.io.ByteArrayInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.channel.soap.Weigering.Reden;
import nl.zegel.party.GatewayBug;
import org.w3c.dom.Element;

/**
 * A verified WS-Security signature (WUS WB004, WB007, WB009-010). Made only by {@link #controleer}: each of Body, Timestamp,
 * every WS-Addressing header and every SignatureConfirmation that stands in its place is covered by a reference of its own,
 * and nothing else is but the token.
 *
 * <p>Ids are never looked up: a reference must name the id of an element that was already found by its position.
 */
final class Handtekening {
    private static final int KORTSTE_RSA = 2048;
    private static final int KORTSTE_EC = 256;

    private final X509Certificate certificaat;
    private final byte[] waarde;
    private final byte[] afdruk;
    private final Optional<Belofte> belofte;

    /** What the signature says about the Body with its MIME part in it; kept by {@link Bijlage#bewaakt}. */
    record Belofte(Bijlage bijlage, String algoritme, byte[] digest) {}

    private Handtekening(X509Certificate certificaat, byte[] waarde, byte[] afdruk, Optional<Belofte> belofte) {
        this.certificaat = certificaat;
        this.waarde = waarde;
        this.afdruk = afdruk;
        this.belofte = belofte;
    }

    /** Whose key it was; not yet who that is. */
    X509Certificate certificaat() {
        return certificaat;
    }

    byte[] waarde() {
        return waarde.clone();
    }

    /** SHA-256 of what was signed: the same for the same message, however its signature value is written (ECDSA has two). */
    byte[] afdruk() {
        return afdruk.clone();
    }

    Optional<Belofte> belofte() {
        return belofte;
    }

    /** @throws Weigering when anything is missing, weak, doubled or does not hold */
    static Handtekening controleer(Envelop envelop) throws Weigering {
        Element security = envelop.security().orElseThrow(() -> new Weigering(Reden.HANDTEKENING));
        Element element = Xml.een(security, WsNamen.DS, "Signature", Reden.HANDTEKENING);
        Element info = Xml.een(element, WsNamen.DS, "SignedInfo", Reden.HANDTEKENING);
        Element token = token(security, Xml.een(element, WsNamen.DS, "KeyInfo", Reden.HANDTEKENING));
        X509Certificate certificaat = certificaat(token);
        byte[] waarde = Xml.base64(Xml.een(element, WsNamen.DS, "SignatureValue", Reden.HANDTEKENING), Reden.HANDTEKENING);
        byte[] getekend = Xml.canoniek(info, canonicalisatie(Xml.een(info, WsNamen.DS, "CanonicalizationMethod", Reden.ALGORITME)));
        String methode = algoritme(Xml.een(info, WsNamen.DS, "SignatureMethod", Reden.ALGORITME), WsNamen.HANDTEKENING);
        if (!klopt(certificaat.getPublicKey(), methode, getekend, waarde)) {
            throw new Weigering(Reden.HANDTEKENING);
        }
        Optional<Belofte> belofte = verwijzingen(envelop, security, info, token);
        return new Handtekening(certificaat, waarde, sha256(getekend), belofte);
    }

    private static Optional<Belofte> verwijzingen(Envelop envelop, Element security, Element info, Element token) throws Weigering {
        Map<String, Element> nodig = new LinkedHashMap<>();
        for (Element element : teTekenen(envelop, security)) {
            String id = element.getAttributeNS(WsNamen.WSU, "Id");
            if (id.isEmpty() || nodig.put(id, element) != null) {
                throw new Weigering(Reden.HANDTEKENING);
            }
        }
        Optional<Belofte> belofte = Optional.empty();
        boolean tokenGezien = false;
        for (Element verwijzing : Xml.kinderen(info)) {
            if (!Xml.is(verwijzing, WsNamen.DS, "Reference")) {
                continue;
            }
            String id = id(verwijzing);
            Element doel = nodig.remove(id);
            if (doel == null && !tokenGezien && id.equals(token.getAttributeNS(WsNamen.WSU, "Id"))) {
                doel = token;
                tokenGezien = true;
            }
            if (doel == null) {
                throw new Weigering(Reden.HANDTEKENING);
            }
            Optional<Belofte> open = verwijzing(verwijzing, doel, doel == envelop.body());
            belofte = open.isPresent() ? open : belofte;
        }
        if (!nodig.isEmpty()) {
            throw new Weigering(Reden.HANDTEKENING);
        }
        return belofte;
    }

    /** Everything that must be covered, found by position. */
    static List<Element> teTekenen(Envelop envelop, Element security) throws Weigering {
        List<Element> elementen = new ArrayList<>(envelop.adressering().values());
        elementen.add(envelop.body());
        elementen.add(Xml.een(security, WsNamen.WSU, "Timestamp", Reden.TIJDSTEMPEL));
        Xml.hoogstensEen(security, WsNamen.WSSE11, "SignatureConfirmation").ifPresent(elementen::add);
        return elementen;
    }

    private static Optional<Belofte> verwijzing(Element verwijzing, Element doel, boolean body) throws Weigering {
        Element transforms = Xml.een(verwijzing, WsNamen.DS, "Transforms", Reden.ALGORITME);
        if (Xml.kinderen(transforms).size() != 1) {
            throw new Weigering(Reden.ALGORITME);
        }
        String prefixes = canonicalisatie(Xml.een(transforms, WsNamen.DS, "Transform", Reden.ALGORITME));
        String digest = algoritme(Xml.een(verwijzing, WsNamen.DS, "DigestMethod", Reden.ALGORITME), WsNamen.DIGEST);
        byte[] verwacht = Xml.base64(Xml.een(verwijzing, WsNamen.DS, "DigestValue", Reden.HANDTEKENING), Reden.HANDTEKENING);
        Optional<Bijlage> bijlage = body ? Bijlage.van(doel, prefixes) : Optional.empty();
        if (bijlage.isPresent()) {
            return Optional.of(new Belofte(bijlage.get(), digest, verwacht));
        }
        if (!MessageDigest.isEqual(verwacht, digest(digest, Xml.canoniek(doel, prefixes)))) {
            throw new Weigering(Reden.HANDTEKENING);
        }
        return Optional.empty();
    }

    private static String id(Element verwijzing) throws Weigering {
        String uri = verwijzing.getAttribute("URI");
        if (uri.length() < 2 || uri.charAt(0) != '#') {
            throw new Weigering(Reden.HANDTEKENING);
        }
        return uri.substring(1);
    }

    /** Exclusive canonicalization is the only one there is. @return its PrefixList, or empty */
    private static String canonicalisatie(Element methode) throws Weigering {
        List<Element> kinderen = Xml.kinderen(methode);
        if (!methode.getAttribute("Algorithm").equals(WsNamen.C14N) || kinderen.size() > 1) {
            throw new Weigering(Reden.ALGORITME);
        }
        if (kinderen.isEmpty()) {
            return "";
        }
        if (!Xml.is(kinderen.get(0), WsNamen.C14N, "InclusiveNamespaces")) {
            throw new Weigering(Reden.ALGORITME);
        }
        return kinderen.get(0).getAttribute("PrefixList").strip();
    }

    private static String algoritme(Element methode, Map<String, String> toegestaan) throws Weigering {
        String naam = toegestaan.get(methode.getAttribute("Algorithm"));
        if (naam == null || !Xml.kinderen(methode).isEmpty()) {
            throw new Weigering(Reden.ALGORITME);
        }
        return naam;
    }

    /** The X.509 token that the signature names by direct reference. */
    private static Element token(Element security, Element keyInfo) throws Weigering {
        Element str = Xml.een(keyInfo, WsNamen.WSSE, "SecurityTokenReference", Reden.HANDTEKENING);
        String id = id(Xml.een(str, WsNamen.WSSE, "Reference", Reden.HANDTEKENING));
        List<Element> tokens = Xml.kinderen(security).stream().filter(e -> Xml.is(e, WsNamen.WSSE, "BinarySecurityToken"))
                .filter(e -> e.getAttributeNS(WsNamen.WSU, "Id").equals(id)).toList();
        if (tokens.size() != 1 || !tokens.get(0).getAttribute("ValueType").equals(WsNamen.X509)
                || !tokens.get(0).getAttribute("EncodingType").equals(WsNamen.BASE64)) {
            throw new Weigering(Reden.HANDTEKENING);
        }
        return tokens.get(0);
    }

    private static X509Certificate certificaat(Element token) throws Weigering {
        try {
            return (X509Certificate) CertificateFactory.getInstance("X.509")
                    .generateCertificate(new ByteArrayInputStream(Xml.base64(token, Reden.HANDTEKENING)));
        } catch (CertificateException e) {
            throw new Weigering(Reden.HANDTEKENING);
        }
    }

    private static boolean klopt(PublicKey sleutel, String methode, byte[] getekend, byte[] waarde) throws Weigering {
        boolean past = methode.endsWith("withRSA")
                ? sleutel instanceof RSAPublicKey rsa && rsa.getModulus().bitLength() >= KORTSTE_RSA
                : sleutel instanceof ECPublicKey ec && ec.getParams().getOrder().bitLength() >= KORTSTE_EC;
        if (!past) {
            throw new Weigering(Reden.ALGORITME);
        }
        try {
            Signature signature = Signature.getInstance(methode);
            signature.initVerify(sleutel);
            signature.update(getekend);
            return signature.verify(waarde);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    static byte[] digest(String algoritme, byte[] bytes) {
        try {
            return MessageDigest.getInstance(algoritme).digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has " + algoritme, e);
        }
    }

    private static byte[] sha256(byte[] bytes) {
        return digest("SHA-256", bytes);
    }
}
