package nl.zegel.channel.sftp;

import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import nl.zegel.party.Loket;
import nl.zegel.party.LoketId;
import org.apache.sshd.common.config.keys.AuthorizedKeyEntry;
import org.apache.sshd.common.config.keys.PublicKeyEntryResolver;
import org.apache.sshd.common.util.buffer.ByteArrayBuffer;

/** The SSH keys that may log in, by loket, as the party files registered them. Immutable. */
public final class Sleutelbos {
    private final Map<String, Set<LoketId>> opSleutel;

    private Sleutelbos(Map<String, Set<LoketId>> opSleutel) {
        this.opSleutel = opSleutel;
    }

    /** @throws IllegalArgumentException when a registered line is not a key, or a key too weak to count */
    public static Sleutelbos van(Collection<Loket> lokets) {
        Map<String, Set<LoketId>> sleutels = new HashMap<>();
        for (Loket loket : lokets) {
            for (String regel : loket.sshSleutels()) {
                sleutels.computeIfAbsent(draadvorm(lees(regel, loket.id())), k -> new HashSet<>()).add(loket.id());
            }
        }
        return new Sleutelbos(Map.copyOf(sleutels));
    }

    /**
     * The loket that this user name and key log in for. Takes the same steps for an unknown name and for a wrong key, so
     * that neither the answer nor its time tells them apart.
     */
    public Optional<LoketId> loketVan(String gebruiker, PublicKey sleutel) {
        return opSleutel.getOrDefault(draadvorm(sleutel), Set.of()).stream()
                .filter(l -> l.waarde().equals(gebruiker)).findFirst();
    }

    /** Reads one OpenSSH public key line. */
    static PublicKey lees(String regel, LoketId loket) {
        try {
            PublicKey sleutel = AuthorizedKeyEntry.parseAuthorizedKeyEntry(regel)
                    .resolvePublicKey(null, PublicKeyEntryResolver.FAILING);
            if (sleutel == null || !Algoritmen.sterkGenoeg(sleutel)) {
                throw new IllegalArgumentException("loket " + loket + ": SSH key is too weak; register Ed25519, ECDSA or RSA of 2048 bits or more");
            }
            return sleutel;
        } catch (IOException | GeneralSecurityException | IllegalArgumentException e) {
            throw new IllegalArgumentException("loket " + loket + ": not a usable OpenSSH public key line; write it as in a .pub file", e);
        }
    }

    /** The key as it goes over the wire (RFC 4253 §6.6): equal for equal keys, whichever provider made the object. */
    private static String draadvorm(PublicKey sleutel) {
        ByteArrayBuffer buffer = new ByteArrayBuffer();
        buffer.putRawPublicKey(sleutel);
        return HexFormat.of().formatHex(buffer.getCompactData());
    }
}
