package nl.zegel.secret;

import io.github.jopenlibs.vault.SslConfig;
import io.github.jopenlibs.vault.Vault;
import io.github.jopenlibs.vault.VaultConfig;
import io.github.jopenlibs.vault.VaultException;
import io.github.jopenlibs.vault.response.LogicalResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;

/**
 * Keys in a Vault KV v2 engine. Thread-safe. Under {@code pad} (its first segment is the mount):
 *
 * <pre>
 * PAD/ondertekenen   sleutel (PKCS#8 PEM), certificaten (PEM, own first); sleutel-2, certificaten-2, ... further keys
 * PAD/geheimen/ID    waarde (base64)
 * </pre>
 *
 * The token is read from its file at each call, so that an agent can renew it. An answer is kept in memory for
 * {@code houdbaar}; after that a closed Vault closes this store. Nothing is retried here: retries belong to the schedule.
 */
public final class VaultKast implements Sleutelkast {
    private static final int MEESTE_SLEUTELS = 16;

    private final Plek plek;
    private final Clock klok;
    private final Map<String, Bewaard> bewaard = new ConcurrentHashMap<>();

    /**
     * Where Vault is. Holds where the token is, never the token.
     *
     * @param adres        https; http only to this machine itself, as to a Vault agent
     * @param caBestand    PEM of the CA that issued Vault's certificate; empty means the JDK's
     * @param tenHoogste   longest wait for an answer, in whole seconds
     * @param houdbaar     how long an answer counts
     */
    public record Plek(URI adres, String pad, Path tokenBestand, Optional<Path> caBestand, Duration tenHoogste, Duration houdbaar) {
        /** @throws IllegalArgumentException when the address is not safe or the path is not a path */
        public Plek {
            if (!"https".equals(adres.getScheme()) && !("http".equals(adres.getScheme()) && isEigenMachine(adres))) {
                throw new IllegalArgumentException("Vault alleen met https");
            }
            if (!pad.matches("[A-Za-z0-9_-]+(/[A-Za-z0-9_-]+)*")) {
                throw new IllegalArgumentException("pad van Vault is mount/map");
            }
            if (tenHoogste.toSeconds() < 1) {
                throw new IllegalArgumentException("wachttijd op Vault is minstens een seconde");
            }
        }

        private static boolean isEigenMachine(URI adres) {
            try {
                return adres.getHost() != null && InetAddress.getByName(adres.getHost()).isLoopbackAddress();
            } catch (UnknownHostException e) {
                return false;
            }
        }
    }

    private record Bewaard(Open<?> antwoord, Instant tot) {}

    /** One KV read turned into what was asked. */
    private interface Lezing<T> {
        T lees(Map<String, String> velden) throws GeneralSecurityException;
    }

    public VaultKast(Plek plek, Clock klok) {
        this.plek = plek;
        this.klok = klok;
    }

    @Override
    public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
        String naam = Sleutellezing.naam(gebruik);
        return vraag(naam, naam, velden -> sleutels(naam, gebruik, velden));
    }

    @Override
    public Antwoord<Geheim> geheim(String id) {
        if (!Sleutellezing.isId(id)) {
            return new Dicht<>(Oorzaak.ONBEKEND, "geheim");
        }
        return vraag("geheimen/" + id, id, velden -> new Geheim(id, base64(velden.get("waarde"))));
    }

    private static List<Sleutel> sleutels(String naam, Gebruik gebruik, Map<String, String> velden) throws GeneralSecurityException {
        List<Sleutel> alle = new ArrayList<>();
        for (int nummer = 1; nummer <= MEESTE_SLEUTELS; nummer++) {
            String bij = nummer == 1 ? "" : "-" + nummer;
            String sleutel = velden.get("sleutel" + bij);
            String certificaten = velden.get("certificaten" + bij);
            if (sleutel == null || certificaten == null) {
                break;
            }
            alle.add(Sleutellezing.vanPem(naam + bij, gebruik, sleutel, certificaten));
        }
        if (alle.isEmpty()) {
            throw new GeneralSecurityException("fields are missing");
        }
        return List.copyOf(alle);
    }

    private static byte[] base64(@org.jspecify.annotations.Nullable String tekst) throws GeneralSecurityException {
        try {
            byte[] bytes = Base64.getDecoder().decode(tekst == null ? "" : tekst.strip());
            if (bytes.length > 0) {
                return bytes;
            }
        } catch (IllegalArgumentException e) {
            throw new GeneralSecurityException("not base64");
        }
        throw new GeneralSecurityException("field is missing");
    }

    @SuppressWarnings("unchecked") // a path is always read as one type
    private <T> Antwoord<T> vraag(String pad, String wat, Lezing<T> lezing) {
        Instant nu = klok.instant();
        Bewaard eerder = bewaard.get(pad);
        if (eerder != null && nu.isBefore(eerder.tot())) {
            return (Open<T>) eerder.antwoord();
        }
        bewaard.remove(pad);
        Antwoord<T> antwoord = haal(pad, wat, lezing);
        if (antwoord instanceof Open<T> open) {
            bewaard.put(pad, new Bewaard(open, nu.plus(plek.houdbaar())));
        }
        return antwoord;
    }

    private <T> Antwoord<T> haal(String pad, String wat, Lezing<T> lezing) {
        try {
            LogicalResponse antwoord = Vault.create(instellingen()).logical().read(plek.pad() + "/" + pad);
            int status = antwoord.getRestResponse().getStatus(); // the driver does not throw on 4xx
            if (status != 200) {
                return new Dicht<>(oorzaak(status), wat);
            }
            return new Open<>(lezing.lees(antwoord.getData()));
        } catch (VaultException e) {
            return new Dicht<>(isTeTraag(e) ? Oorzaak.TE_TRAAG : oorzaak(e.getHttpStatusCode()), wat);
        } catch (IOException e) {
            return new Dicht<>(Oorzaak.GEWEIGERD, wat); // no token to show
        } catch (GeneralSecurityException e) {
            return new Dicht<>(Oorzaak.ONLEESBAAR, wat);
        }
    }

    private VaultConfig instellingen() throws VaultException, IOException {
        SslConfig tls = new SslConfig().verify(true);
        if (plek.caBestand().isPresent()) {
            tls = tls.pemUTF8(Files.readString(plek.caBestand().get()));
        }
        int seconden = Math.toIntExact(plek.tenHoogste().toSeconds());
        return new VaultConfig().address(plek.adres().toString()).token(Files.readString(plek.tokenBestand()).strip())
                .engineVersion(2).openTimeout(seconden).readTimeout(seconden).sslConfig(tls.build()).build();
    }

    /** Status codes as the HTTP API documents them; 0 when there was no answer. */
    private static Oorzaak oorzaak(int status) {
        return switch (status) {
            case 503 -> Oorzaak.VERZEGELD;
            case 404 -> Oorzaak.ONBEKEND;
            case 429 -> Oorzaak.TE_TRAAG;
            default -> status >= 400 && status < 500 ? Oorzaak.GEWEIGERD : Oorzaak.ONBEREIKBAAR;
        };
    }

    private static boolean isTeTraag(Throwable fout) {
        for (Throwable e = fout; e != null; e = e.getCause()) {
            if (e instanceof HttpTimeoutException) {
                return true;
            }
        }
        return false;
    }

    @Override
    public String toString() {
        return "VaultKast";
    }
}
