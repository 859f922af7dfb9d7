package nl.zegel.verify;

/** Bytes under a name: a file that was given, or a part of a message that was opened. */
record Stuk(String naam, byte[] bytes) {
    boolean begintMet(String ascii) {
        byte[] begin = ascii.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        return bytes.length >= begin.length && java.util.Arrays.equals(bytes, 0, begin.length, begin, 0, begin.length);
    }

    /** First byte that is no white space, 0 when there is none. */
    int eerste() {
        for (byte b : bytes) {
            if (b != ' ' && b != '\n' && b != '\r' && b != '\t') {
                return b;
            }
        }
        return 0;
    }
}
