package nl.zegel.party;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.function.Function;

/**
 * The one reader of our YAML: YAML 1.2 core, one document, a mapping at the top. Refused: doubled keys, anchors,
 * aliases, tags, directives, several documents, keys that are not text, empty values, more than 1 MiB, bytes that are
 * not UTF-8 (invariant <i>unsure means no</i>: a file that two readers may read in two ways does not load).
 *
 * <p>The caller says what it expects by asking for it. A key that nobody asked for is an error, found when the block's
 * function returns, so there is nothing to forget:
 *
 * <pre>{@code
 * var gelezen = StrictYaml.lees(pad, top -> new Convenant(
 *         top.als("id", ConvenantId::new),                 // IllegalArgumentException becomes an error with its line
 *         top.tekst("titel"),
 *         top.optioneleDatum("einde"),
 *         top.blokken("regels", blok -> new Regel(         // errors of all items are collected
 *                 blok.keuze("soort", Soort.class),
 *                 blok.keuzes("stappen", Stap.class)))));
 * gelezen.waarde(); gelezen.sha256();
 * }</pre>
 *
 * Own checks throw {@code blok.plaats("einde").fout(code, wat, doe)}.
 */
public final class StrictYaml {
    /** Largest file in bytes. */
    public static final int GRENS = 1024 * 1024;

    private StrictYaml() {}

    /** What a file said. @param sha256 lower-case hex of the file's bytes */
    public record Gelezen<T>(T waarde, String sha256) {}

    /**
     * Reads a file.
     *
     * @throws ConfiguratieFout when the file cannot be read or breaks a rule
     */
    public static <T> Gelezen<T> lees(Path bestand, Function<YamlBlok, T> lezer) {
        return lees(bestand.toString(), bytes(bestand), lezer);
    }

    /** As {@link #lees(Path, Function)} for bytes that were read already. @param naam how errors name the file */
    public static <T> Gelezen<T> lees(String naam, byte[] bytes, Function<YamlBlok, T> lezer) {
        Plaats bestand = new Plaats(naam, 1, "");
        if (bytes.length > GRENS) {
            throw teGroot(bestand);
        }
        YamlWaarde top = new YamlOpbouw(bestand).bouw(tekst(bestand, bytes));
        return new Gelezen<>(top.blok(lezer), sha256(bytes));
    }

    /**
     * The bytes of a configuration file.
     *
     * @throws ConfiguratieFout when it cannot be read or is larger than {@link #GRENS}
     */
    public static byte[] bytes(Path bestand) {
        Plaats plaats = new Plaats(bestand.toString(), 1, "");
        try (InputStream in = Files.newInputStream(bestand)) {
            byte[] bytes = in.readNBytes(GRENS + 1);
            if (bytes.length > GRENS) {
                throw teGroot(plaats);
            }
            return bytes;
        } catch (IOException e) {
            throw plaats.fout("onleesbaar", "het bestand is niet te lezen (" + e.getClass().getSimpleName() + ")",
                    "controleer of het bestaat en of de gateway het mag lezen");
        }
    }

    private static ConfiguratieFout teGroot(Plaats plaats) {
        return plaats.fout("te-groot", "het bestand is groter dan " + GRENS + " bytes", "splits het in kleinere bestanden");
    }

    private static String tekst(Plaats bestand, byte[] bytes) {
        try {
            return StandardCharsets.UTF_8.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes)).toString();
        } catch (CharacterCodingException e) {
            throw bestand.fout("geen-utf8", "het bestand is geen geldige UTF-8", "sla het op als UTF-8");
        }
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has SHA-256", e);
        }
    }
}
