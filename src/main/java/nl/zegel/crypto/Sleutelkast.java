package nl.zegel.crypto;

import java.util.List;
import java.util.Optional;

/**
 * Port: where the gateway's own keys and secrets live (PKCS#12 files, Vault; a PKCS#11 device later). Thread-safe.
 *
 * <p>"No" is a value: a closed store never loses work. The caller leaves the work waiting under at-rest encryption and
 * asks again; when {@link Dicht#vanzelf()} is false a person must act, so it raises an alarm too.
 */
public interface Sleutelkast {
    /** What a key of the gateway is for; one key never serves two uses. */
    enum Gebruik {
        /** Signs what is sealed. */
        ONDERTEKENEN,
        /** Signs evidence and checkpoints. */
        BEWIJS,
        /** Opens profile 4.0; never EnvelopedData. */
        ONTSLEUTELEN,
        /** Opens profile 3.2 and nothing else. */
        ONTSLEUTELEN_32,
        /** Opens encrypted SOAP bodies (XML encryption), and never a CMS. */
        ONTSLEUTELEN_SOAP,
        /** P-256 key whose public half encrypts received bytes while the store is closed. */
        INTAKE,
        TLS,
        /** SSH host key. */
        SSH
    }

    /**
     * Keys for a use, preferred first: the first signs, all of them open.
     *
     * @return {@link Open} with at least one key, or {@link Dicht}
     */
    Antwoord<List<Sleutel>> sleutels(Gebruik gebruik);

    /** A secret that is not a key pair (a password, a wrapping key), by the id the configuration gives it. */
    Antwoord<Geheim> geheim(String id);

    /** What the store answered. */
    sealed interface Antwoord<T> {
        /** The value, or empty when the store is closed. */
        default Optional<T> waarde() {
            return this instanceof Open<T> open ? Optional.of(open.inhoud()) : Optional.empty();
        }
    }

    /** @param inhoud what was asked for */
    record Open<T>(T inhoud) implements Antwoord<T> {}

    /** The store cannot give it now. @param wat id of what was asked for, never its content */
    record Dicht<T>(Oorzaak oorzaak, String wat) implements Antwoord<T> {
        public boolean vanzelf() {
            return oorzaak.vanzelf;
        }
    }

    /** Why a store is closed; stable names for logs, metrics and {@code doctor}. */
    enum Oorzaak {
        VERZEGELD(true), ONBEREIKBAAR(true), TE_TRAAG(true),
        GEWEIGERD(false), ONBEKEND(false), ONLEESBAAR(false);

        private final boolean vanzelf;

        Oorzaak(boolean vanzelf) {
            this.vanzelf = vanzelf;
        }
    }
}
