package nl.zegel.crypto;

/**
 * The data key of one document, wrapped by a {@link Bewaarsleutel}: opaque bytes that the register stores beside the body.
 *
 * @param bewaarsleutel id of the key that wrapped it
 * @param verpakt       wrapped bytes, format 1
 */
public record VerpakteSleutel(String bewaarsleutel, byte[] verpakt) {
    @Override
    public String toString() {
        return "VerpakteSleutel[" + bewaarsleutel + "]";
    }
}
