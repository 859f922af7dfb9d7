package nl.zegel.crypto;

/**
 * The key of a {@link Bewaargroep}, wrapped by a master key: opaque bytes that the register stores. Destroying the row
 * (and its backups) destroys every body under it.
 *
 * @param id          unique, made by us
 * @param rustsleutel id of the master key that wrapped it
 * @param verpakt     wrapped bytes, format 1
 */
public record Bewaarsleutel(String id, Bewaargroep groep, String rustsleutel, byte[] verpakt) {
    @Override
    public String toString() {
        return "Bewaarsleutel[" + id + "]";
    }
}
