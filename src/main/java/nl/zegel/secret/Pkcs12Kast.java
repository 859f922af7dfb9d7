package nl.zegel.secret;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import nl.zegel.crypto.Geheim;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;

/**
 * Keys in PKCS#12 files of one folder. Thread-safe.
 *
 * <pre>
 * ondertekenen.p12         preferred key of a use: use in lower case, underscore becomes hyphen; one key entry each
 * ondertekenen.2025.p12    further keys of that use, in order of name: they open, they do not sign
 * wachtwoord               the password of all of them, one line
 * geheimen/ID              a secret, its bytes as they are
 * </pre>
 *
 * What was read stays in memory; what failed is tried again at the next call, so a mount that comes late heals by
 * itself. Changed files count after a restart.
 */
public final class Pkcs12Kast implements Sleutelkast {
    private static final int GROOTSTE = 1024 * 1024;

    private final Path map;
    private final Map<Gebruik, Open<List<Sleutel>>> gelezen = new ConcurrentHashMap<>();

    /** @param map folder as above; it need not exist yet */
    public Pkcs12Kast(Path map) {
        this.map = map;
    }

    @Override
    public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
        Open<List<Sleutel>> eerder = gelezen.get(gebruik);
        if (eerder != null) {
            return eerder;
        }
        Antwoord<List<Sleutel>> antwoord = lees(gebruik);
        if (antwoord instanceof Open<List<Sleutel>> open) {
            gelezen.put(gebruik, open);
        }
        return antwoord;
    }

    private Antwoord<List<Sleutel>> lees(Gebruik gebruik) {
        String naam = Sleutellezing.naam(gebruik);
        try {
            List<Path> bestanden = bestanden(naam);
            char[] wachtwoord = Files.readString(map.resolve("wachtwoord")).strip().toCharArray();
            List<Sleutel> sleutels = new ArrayList<>();
            for (Path bestand : bestanden) {
                sleutels.add(lees(bestand, gebruik, wachtwoord));
            }
            Arrays.fill(wachtwoord, '\0');
            return new Open<>(List.copyOf(sleutels));
        } catch (NoSuchFileException e) {
            return new Dicht<>(Oorzaak.ONBEKEND, naam);
        } catch (IOException | GeneralSecurityException e) {
            return new Dicht<>(Oorzaak.ONLEESBAAR, naam); // its text may name the password's fault: not passed on
        }
    }

    /** The preferred file first; it must be there. */
    private List<Path> bestanden(String naam) throws IOException {
        Path eerste = map.resolve(naam + ".p12");
        if (!Files.exists(eerste)) {
            throw new NoSuchFileException(naam);
        }
        List<Path> alle = new ArrayList<>(List.of(eerste));
        try (Stream<Path> lijst = Files.list(map)) {
            lijst.filter(p -> p.getFileName().toString().startsWith(naam + ".") && p.toString().endsWith(".p12"))
                    .filter(p -> !p.equals(eerste)).sorted().forEach(alle::add);
        }
        return alle;
    }

    private static Sleutel lees(Path bestand, Gebruik gebruik, char[] wachtwoord) throws IOException, GeneralSecurityException {
        KeyStore kast = KeyStore.getInstance("PKCS12");
        kast.load(new ByteArrayInputStream(bytes(bestand)), wachtwoord);
        List<String> aliassen = new ArrayList<>();
        for (String alias : Collections.list(kast.aliases())) {
            if (kast.isKeyEntry(alias)) {
                aliassen.add(alias);
            }
        }
        if (aliassen.size() != 1 || !(kast.getKey(aliassen.get(0), wachtwoord) instanceof PrivateKey prive)) {
            throw new GeneralSecurityException("not one private key");
        }
        List<X509Certificate> keten = new ArrayList<>();
        for (Certificate c : kast.getCertificateChain(aliassen.get(0))) {
            keten.add((X509Certificate) c);
        }
        return Sleutellezing.paar(bestand.getFileName().toString().replaceFirst("\\.p12$", ""), gebruik, prive, keten);
    }

    @Override
    public Antwoord<Geheim> geheim(String id) {
        if (!Sleutellezing.isId(id)) {
            return new Dicht<>(Oorzaak.ONBEKEND, "geheim");
        }
        try {
            byte[] bytes = bytes(map.resolve("geheimen").resolve(id));
            return bytes.length == 0 ? new Dicht<>(Oorzaak.ONLEESBAAR, id) : new Open<>(new Geheim(id, bytes));
        } catch (NoSuchFileException e) {
            return new Dicht<>(Oorzaak.ONBEKEND, id);
        } catch (IOException e) {
            return new Dicht<>(Oorzaak.ONLEESBAAR, id);
        }
    }

    private static byte[] bytes(Path bestand) throws IOException {
        if (Files.size(bestand) > GROOTSTE) {
            throw new IOException("too large");
        }
        return Files.readAllBytes(bestand);
    }

    @Override
    public String toString() {
        return "Pkcs12Kast";
    }
}
