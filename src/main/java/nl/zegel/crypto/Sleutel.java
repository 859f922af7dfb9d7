package nl.zegel.crypto;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/** Handle of one of the gateway's own keys. Shows its id only. Immutable. */
public final class Sleutel {
    private final String id;
    private final Sleutelkast.Gebruik gebruik;
    private final PrivateKey prive;
    private final List<X509Certificate> keten;
    private final Optional<Provider> provider;

    /**
     * @param keten    own certificate first, then the CAs that issued it, without the anchor; at least one
     * @param provider the only provider that can use the key (a device), or empty when any can
     * @throws IllegalArgumentException when there is no certificate
     */
    public Sleutel(String id, Sleutelkast.Gebruik gebruik, PrivateKey prive, List<X509Certificate> keten, Optional<Provider> provider) {
        if (keten.isEmpty()) {
            throw new IllegalArgumentException("a key needs its certificate");
        }
        this.id = id;
        this.gebruik = gebruik;
        this.prive = prive;
        this.keten = List.copyOf(keten);
        this.provider = provider;
    }

    public String id() {
        return id;
    }

    public Sleutelkast.Gebruik gebruik() {
        return gebruik;
    }

    public PrivateKey prive() {
        return prive;
    }

    public X509Certificate certificaat() {
        return keten.get(0);
    }

    public List<X509Certificate> keten() {
        return keten;
    }

    public Optional<Provider> provider() {
        return provider;
    }

    @Override
    public String toString() {
        return "Sleutel[" + id + "]";
    }
}
