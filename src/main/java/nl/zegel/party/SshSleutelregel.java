package nl.zegel.party;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;

/**
 * An OpenSSH public key line without options or comment: the type and the key, separated by one space.
 *
 * @param regel normal form, so that two lines of one key are equal
 */
record SshSleutelregel(String regel) {
    private static final List<String> SOORTEN = List.of("ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
            "ecdsa-sha2-nistp521", "ssh-rsa");
    /** An ssh-rsa blob with a 2048-bit modulus is 279 bytes; a shorter one is a weaker key. */
    private static final int RSA_2048 = 279;

    /** @throws IllegalArgumentException when the text is not one public key line of a kind we take */
    static SshSleutelregel lees(String tekst) {
        String[] delen = tekst.strip().split("[ \t]+", 3);
        if (delen.length < 2 || tekst.strip().contains("\n") || !SOORTEN.contains(delen[0])) {
            throw new IllegalArgumentException("geen OpenSSH-sleutelregel van soort " + String.join(", ", SOORTEN));
        }
        byte[] blok = Base64.getDecoder().decode(delen[1]);
        if (blok.length < 4 || !delen[0].equals(soortIn(blok))) {
            throw new IllegalArgumentException("de sleutel is niet van de soort die ervoor staat");
        }
        if (delen[0].equals("ssh-rsa") && blok.length < RSA_2048) {
            throw new IllegalArgumentException("RSA-sleutel korter dan 2048 bits");
        }
        return new SshSleutelregel(delen[0] + " " + Base64.getEncoder().encodeToString(blok));
    }

    private static String soortIn(byte[] blok) {
        int lengte = ByteBuffer.wrap(blok).getInt();
        if (lengte < 0 || lengte > blok.length - 4) {
            throw new IllegalArgumentException("de sleutel is afgebroken");
        }
        return new String(blok, 4, lengte, StandardCharsets.US_ASCII);
    }
}
