package nl.zegel.channel.sftp;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A place in a loket's view. It is never a path on a disk, and there is no way to name another loket's view. */
sealed interface Plek {
    /** Longest file name, in characters. */
    int LANGSTE_NAAM = 200;

    /** Longest path, in bytes. */
    int LANGSTE_PAD = 1024;

    /** As REALPATH answers. */
    String tekst();

    record Wortel() implements Plek {
        @Override
        public String tekst() {
            return "/";
        }
    }

    record Map(Vak vak) implements Plek {
        @Override
        public String tekst() {
            return "/" + vak.naam();
        }
    }

    /** @param naam checked by {@link #naam(String)}; data, never part of a disk path */
    record Bestand(Vak vak, String naam) implements Plek {
        @Override
        public String tekst() {
            return "/" + vak.naam() + "/" + naam;
        }
    }

    /** The three folders. */
    enum Vak {
        IN, OUT, RECEIPTS;

        String naam() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }

        private static Optional<Vak> van(String naam) {
            for (Vak vak : values()) {
                if (vak.naam().equals(naam)) {
                    return Optional.of(vak);
                }
            }
            return Optional.empty();
        }
    }

    /** Reads a path as a client sent it. {@code ..} is refused and not resolved: nobody needs it and everybody gets it wrong. */
    static Plek lees(byte[] pad) throws Weigering {
        List<String> delen = new ArrayList<>();
        for (String deel : tekst(pad).split("/", -1)) {
            if (deel.equals("..")) {
                throw Weigering.magNiet("'..' wordt niet gevolgd");
            }
            if (!deel.isEmpty() && !deel.equals(".")) {
                delen.add(deel);
            }
        }
        if (delen.isEmpty()) {
            return new Wortel();
        }
        Vak vak = Vak.van(delen.get(0)).orElseThrow(Weigering::nietGevonden);
        if (delen.size() > 2) {
            throw Weigering.nietGevonden();
        }
        return delen.size() == 1 ? new Map(vak) : new Bestand(vak, naam(delen.get(1)));
    }

    private static String tekst(byte[] pad) throws Weigering {
        if (pad.length > LANGSTE_PAD) {
            throw Weigering.magNiet("het pad is te lang");
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT).decode(ByteBuffer.wrap(pad)).toString();
        } catch (CharacterCodingException e) {
            throw Weigering.magNiet("de naam is geen UTF-8");
        }
    }

    /**
     * A file name as data: NFC, so that two spellings of one name are one; no controls, line ends, bidi or invisible
     * characters, so that no log, list or screen can be made to show something else.
     */
    static String naam(String ruw) throws Weigering {
        String naam = Normalizer.normalize(ruw, Normalizer.Form.NFC);
        if (naam.isBlank() || naam.equals(".") || naam.equals("..") || naam.indexOf('/') >= 0 || naam.indexOf('\\') >= 0) {
            throw Weigering.magNiet("deze naam mag niet");
        }
        if (naam.codePointCount(0, naam.length()) > LANGSTE_NAAM) {
            throw Weigering.magNiet("de naam is langer dan " + LANGSTE_NAAM + " tekens");
        }
        if (naam.codePoints().anyMatch(Plek::verboden)) {
            throw Weigering.magNiet("de naam bevat een teken dat niet mag");
        }
        return naam;
    }

    private static boolean verboden(int teken) {
        return switch (Character.getType(teken)) {
            case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED,
                    Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
            default -> false;
        };
    }
}
