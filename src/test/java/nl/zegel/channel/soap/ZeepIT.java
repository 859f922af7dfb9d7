package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import nl.zegel.testing.Programma;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A SOAP stack of which nothing is shared with ours: Python's zeep reads our WSDL, xmlsec (a C library) signs the request,
 * puts the MIME part of an answer back in its Body and verifies the gateway's signature over that.
 */
class ZeepIT {
    private static final String SCRIPT = """
            import sys, uuid, datetime, base64, requests, xmlsec
            from lxml import etree
            from zeep import Client, Transport, ns
            from zeep.exceptions import Fault
            from zeep.wsse.utils import ensure_id, get_security_header
            wsdl, adres, pki, loket, gateway = sys.argv[1:6]
            ns.WSA = WSA = 'http://www.w3.org/2005/08/addressing'
            SOAP = 'http://schemas.xmlsoap.org/soap/envelope/'
            X509 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-x509-token-profile-1.0#X509v3'
            B64 = 'http://docs.oasis-open.org/wss/2004/01/oasis-200401-wss-soap-message-security-1.0#Base64Binary'
            map_ = pki + '/' + loket + '/'

            def q(n, l): return '{%s}%s' % (n, l)

            class Wus:
                def apply(self, envelope, headers):
                    kop = envelope.find(q(SOAP, 'Header'))
                    van = etree.SubElement(etree.SubElement(kop, q(WSA, 'From')), q(WSA, 'Address')); van.text = 'urn:zeep'
                    security = get_security_header(envelope)
                    nu = datetime.datetime.utcnow()
                    stempel = etree.SubElement(security, q(ns.WSU, 'Timestamp'))
                    etree.SubElement(stempel, q(ns.WSU, 'Created')).text = nu.strftime('%Y-%m-%dT%H:%M:%SZ')
                    etree.SubElement(stempel, q(ns.WSU, 'Expires')).text = (nu + datetime.timedelta(minutes=5)).strftime('%Y-%m-%dT%H:%M:%SZ')
                    pem = open(map_ + 'ondertekenen.pem').read()
                    token = etree.SubElement(security, q(ns.WSSE, 'BinarySecurityToken'), ValueType=X509, EncodingType=B64)
                    token.text = ''.join(pem.split('-----')[2].split())
                    handtekening = xmlsec.template.create(envelope, xmlsec.Transform.EXCL_C14N, xmlsec.Transform.RSA_SHA256)
                    security.append(handtekening)
                    sleutel = xmlsec.template.ensure_key_info(handtekening)
                    verwijzing = etree.SubElement(etree.SubElement(sleutel, q(ns.WSSE, 'SecurityTokenReference')), q(ns.WSSE, 'Reference'))
                    verwijzing.set('URI', '#' + ensure_id(token)); verwijzing.set('ValueType', X509)
                    ctx = xmlsec.SignatureContext()
                    ctx.key = xmlsec.Key.from_file(map_ + 'ondertekenen.key', xmlsec.KeyFormat.PEM)
                    for deel in [d for d in kop if d.tag.startswith('{%s}' % WSA)] + [stempel, envelope.find(q(SOAP, 'Body'))]:
                        ident = ensure_id(deel)
                        ctx.register_id(deel, 'Id', ns.WSU)
                        r = xmlsec.template.add_reference(handtekening, xmlsec.Transform.SHA256, uri='#' + ident)
                        xmlsec.template.add_transform(r, xmlsec.Transform.EXCL_C14N)
                    ctx.sign(handtekening)
                    self.waarde = ''.join(handtekening.find(q(ns.DS, 'SignatureValue')).text.split())
                    return envelope, headers

                def verify(self, envelope):
                    security = envelope.find(q(SOAP, 'Header')).find(q(ns.WSSE, 'Security'))
                    bevestigd = security.find('{http://docs.oasis-open.org/wss/oasis-wss-wssecurity-secext-1.1.xsd}SignatureConfirmation')
                    assert bevestigd.get('Value') == self.waarde, 'SignatureConfirmation'
                    handtekening = security.find(q(ns.DS, 'Signature'))
                    ctx = xmlsec.SignatureContext()
                    ctx.key = xmlsec.Key.from_file(gateway, xmlsec.KeyFormat.CERT_PEM)
                    gezien = set()
                    for r in handtekening.iter(q(ns.DS, 'Reference')):
                        doel = envelope.xpath('//*[@wsu:Id="%s"]' % r.get('URI')[1:], namespaces={'wsu': ns.WSU})
                        assert len(doel) == 1, 'ids'
                        ctx.register_id(doel[0], 'Id', ns.WSU)
                        gezien.add(etree.QName(doel[0]).localname)
                    ctx.verify(handtekening)
                    assert {'Body', 'Timestamp', 'Action', 'MessageID', 'RelatesTo', 'SignatureConfirmation'} <= gezien, gezien
                    return envelope

            sessie = requests.Session()
            sessie.cert = ('keten.pem', map_ + 'tls.key')
            sessie.verify = pki + '/anchors.pem'
            sessie.trust_env = False
            wus = Wus()
            client = Client(wsdl, transport=Transport(session=sessie), wsse=wus)
            dienst = client.create_service('{urn:nl:zegel:soap:1:zegel}Zegel', adres)
            inzending = open('inzending', 'rb').read()
            antwoord = dienst.dienIn(cms=inzending)
            assert antwoord['toestand'] == 'ONTVANGEN', antwoord
            assert dienst.status(ontvangstId=antwoord['ontvangstId'])['bewijs'] is None
            lijst = dienst.haalOp()['levering']
            assert [i['naam'] for i in lijst] == ['l-1.p7m'], lijst
            open('opgehaald', 'wb').write(dienst.haalOp(naam='l-1.p7m')['inhoud']['cms'])
            assert dienst.bevestig(naam='l-1.p7m') == 'l-1.p7m'
            try:
                dienst.bevestig(naam='niets.p7m'); sys.exit('confirmed nothing')
            except Fault as f:
                assert f.message.startswith('onbekend'), f.message
            print('GOED')
            """;
    @TempDir Path map;

    @Test
    void zeepAndXmlsec_submitAskCollectAndConfirm() throws Exception {
        Programma python = Programma.nodig("/usr/bin/python3", "python3-zeep python3-xmlsec");
        if (python.draai(map, 30, "", List.of("-c", "import zeep, xmlsec")).code() != 0) {
            Programma.ontbreekt("zeep and xmlsec", "python3-zeep python3-xmlsec");
        }
        byte[] inzending = new byte[200_000];
        byte[] levering = new byte[3_000_001];
        new Random(1).nextBytes(inzending);
        new Random(2).nextBytes(levering);
        Files.write(map.resolve("inzending"), inzending);
        Files.write(map.resolve("levering"), levering);
        Path loket = Proefgateway.PKI.resolve(Proefgateway.RSA);
        Files.writeString(map.resolve("keten.pem"), Files.readString(loket.resolve("tls.pem")) + Files.readString(Proefgateway.PKI.resolve("keten.pem")));
        try (Proefgateway gateway = new Proefgateway(map)) {
            gateway.post.uit.put(Proefgateway.RSA + "/l-1.p7m", () -> Files.newInputStream(map.resolve("levering")));
            Programma.Afloop afloop = python.draai(map, 120, "", List.of("-c", SCRIPT,
                    Path.of("src/main/resources/wsdl/zegel-soap-1.wsdl").toAbsolutePath().toString(), gateway.basis() + "2w-be-s",
                    Proefgateway.PKI.toString(), Proefgateway.RSA,
                    Proefgateway.PKI.resolve(Proefgateway.map("zegel")).resolve("ondertekenen.pem").toString()));
            assertThat(afloop.tekst()).contains("GOED");
            assertThat(afloop.code()).isZero();
            assertThat(gateway.post.vastgelegd).extracting(GeheugenPost.Ontvangen::sha256)
                    .containsExactly(SoapRondreisTest.sha256(map.resolve("inzending")));
            assertThat(map.resolve("opgehaald")).hasSameBinaryContentAs(map.resolve("levering"));
            assertThat(gateway.post.bevestigd).containsExactly(Proefgateway.RSA + "/l-1.p7m");
        }
    }
}
