package nl.zegel.channel.soap;

import java.util.Map;
import javax.xml.namespace.QName;

/** Names and the closed list of algorithms of Koppelvlakstandaard WUS 3.8, and the profiles for it that we speak. */
final class WsNamen {
    static final String ZEGEL = "urn:nl:zegel:soap:1";
    static final String SOAP = "http://schemas.xmlsoap.org/soap/envelope/";
    static final String WSA = "http://www.w3.org/2005/08/addressing";
    static final String WSA_ANONIEM = WSA + "/anonymous";
    static final String WSA_FOUT = WSA + "/soap/fault";
    static final String WSSE = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-secext-1.0.xsd";
    static final String WSSE11 = "http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd";
    static final String WSU = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-wssecurity-utility-1.0.xsd";
    static final String DS = "http://www.w3.org/2000/09/xmldsig#";
    static final String XENC = "http://www.w3.org/2001/04/xmlenc#";
    static final String XENC11 = "http://www.w3.org/2009/xmlenc11#";
    static final String XOP = "http://www.w3.org/2004/08/xop/include";
    static final String XMLNS = "http://www.w3.org/2000/xmlns/";

    static final String X509 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3";
    static final String BASE64 = "http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary";
    static final String C14N = "http://www.w3.org/2001/10/xml-exc-c14n#";
    static final String SHA256 = XENC + "sha256";
    static final String RSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256";
    static final String ECDSA_SHA256 = "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256";
    static final String AES256_GCM = XENC11 + "aes256-gcm";
    static final String RSA_OAEP = XENC11 + "rsa-oaep";
    static final String RSA_OAEP_MGF1P = XENC + "rsa-oaep-mgf1p";
    static final String MGF1_SHA256 = XENC11 + "mgf1sha256";
    static final String SHA1 = DS + "sha1";
    static final String INHOUD = XENC + "Content";

    /** Digest methods that count. SHA-1 is not among them. */
    static final Map<String, String> DIGEST = Map.of(
            SHA256, "SHA-256",
            "http://www.w3.org/2001/04/xmldsig-more#sha384", "SHA-384",
            XENC + "sha512", "SHA-512");

    /** Signature methods that count, with their JCA names; ECDSA values are r and s side by side (RFC 4050 §3.3). */
    static final Map<String, String> HANDTEKENING = Map.of(
            RSA_SHA256, "SHA256withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384", "SHA384withRSA",
            "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512", "SHA512withRSA",
            ECDSA_SHA256, "SHA256withECDSAinP1363Format",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384", "SHA384withECDSAinP1363Format",
            "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512", "SHA512withECDSAinP1363Format");

    static final QName FOUT_AFZENDER = new QName(SOAP, "Client");
    static final QName FOUT_GATEWAY = new QName(SOAP, "Server");

    private WsNamen() {}

    /** wsa:Action and SOAPAction of an operation, as in the WSDL. */
    static String actie(String operatie) {
        return ZEGEL + ":" + operatie;
    }
}
