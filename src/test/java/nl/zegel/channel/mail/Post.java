package nl.zegel.channel.mail;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import nl.zegel.document.Deel;
import nl.zegel.exchange.Uitgang;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.Gebied;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import nl.zegel.party.PartijId;

/** Mails and lokets for the tests of this channel: synthetic bytes that begin as a CMS does. */
final class Post {
    static final String GATEWAY = "zegel@zegel.example";
    static final String POLITIE = "hennep@politie-mn.example";
    static final String LEVERING = "5f0c9a52-6a44-4f5f-9b1a-0d5e7c2a9b11";
    static final Instant TOEN = Instant.parse("2026-11-23T09:00:00Z");

    private Post() {}

    static byte[] cms(CmsSoort soort, int lengte) {
        byte[] oid = HexFormat.of().parseHex(switch (soort) {
            case ONDERTEKEND -> "06092a864886f70d010702";
            case VERSLEUTELD -> "06092a864886f70d010703";
            case GEZEGELD -> "060b2a864886f70d0109100117";
        });
        byte[] alles = new byte[6 + oid.length + lengte];
        new Random(lengte).nextBytes(alles);
        System.arraycopy(HexFormat.of().parseHex("308400ffffff"), 0, alles, 0, 6);
        System.arraycopy(oid, 0, alles, 6, oid.length);
        return alles;
    }

    static String base64(byte[] bytes) {
        return Base64.getMimeEncoder().encodeToString(bytes) + "\r\n";
    }

    /** A sealed mail of the police with extra header lines, each ended by CRLF, in front. */
    static byte[] zegelpost(String koppen, byte[] cms) {
        return bytes(koppen + "Message-ID: <1@politie-mn.example>\r\nMIME-Version: 1.0\r\n"
                + "Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name=smime.p7m\r\n"
                + "Content-Transfer-Encoding: base64\r\n\r\n" + base64(cms));
    }

    static byte[] bytes(String tekst) {
        return tekst.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Postvak postvak(Verbinding verbinding, Postvak.Buitenkant buitenom, long grens) {
        return new Postvak(verbinding, "INBOX", buitenom, grens, 50, Duration.ofMillis(50));
    }

    static Verbinding verbinding(int poort) {
        return new Verbinding("127.0.0.1", poort, "zegel", Verbinding.Beveiliging.GEEN, Optional.empty(), Duration.ofSeconds(10));
    }

    static Loket loket(String adres, long maxMailgrootte, CmsProfiel profiel) {
        return new Loket(new LoketId("gemeente-utrecht-burgemeester"), new PartijId("gemeente-utrecht"), "Gemeente Utrecht, burgemeester",
                "burgemeester", new Gebied(java.util.Set.of("0344")), List.of(Kanaal.MAIL), adres.isEmpty() ? List.of() : List.of(adres), List.of(),
                Optional.empty(), Optional.empty(), maxMailgrootte, profiel, List.of(profiel), true, List.of());
    }

    static Deel deel(String naam, String type, byte[] bytes) {
        return new Deel(naam, type, bytes.length, () -> new java.io.ByteArrayInputStream(bytes));
    }

    static Uitgang.Bezorging document(Loket naar, byte[] cms) {
        return new Uitgang.Bezorging(LEVERING, Uitgang.Soort.DOCUMENT, naar, List.of(deel("document.p7m", "application/pkcs7-mime", cms)), TOEN);
    }
}
