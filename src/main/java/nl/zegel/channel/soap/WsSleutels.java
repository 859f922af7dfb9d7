package nl.zegel.channel.soap;

import java.security.PrivateKey;
import java.security.Provider;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;

/**
 * The keys of one side of the conversation. Shows nothing.
 *
 * @param certificaat    goes along as token
 * @param tekent         its private key
 * @param provider       the only provider that can sign with it, or empty when any can
 * @param ontsleutelaars RSA keys that may open an encrypted Body; none when profile SE is not spoken
 */
record WsSleutels(X509Certificate certificaat, PrivateKey tekent, Optional<Provider> provider, List<Ontsleutelaar> ontsleutelaars) {
    WsSleutels {
        ontsleutelaars = List.copyOf(ontsleutelaars);
    }

    /** @param provider as of the signing key */
    record Ontsleutelaar(PrivateKey sleutel, Optional<Provider> provider) {
        @Override
        public String toString() {
            return "Ontsleutelaar";
        }
    }

    @Override
    public String toString() {
        return "WsSleutels";
    }
}
