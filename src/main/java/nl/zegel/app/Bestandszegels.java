package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.party.Bestandscontrole;

/**
 * Counts a configuration file only when enough different managers' keys signed exactly its bytes. Signatures lie beside
 * the file as {@code NAME.yaml.*.p7s}, detached CMS; the same key twice counts once.
 */
final class Bestandszegels implements Bestandscontrole {
    private final List<X509Certificate> beheerders;
    private final int aantal;
    private final Voorzieningen voorzieningen;

    Bestandszegels(List<X509Certificate> beheerders, int aantal, Voorzieningen voorzieningen) {
        this.beheerders = List.copyOf(beheerders);
        this.aantal = aantal;
        this.voorzieningen = voorzieningen;
    }

    static Bestandscontrole voor(Instellingen instellingen) {
        if (instellingen.omgeving().isDemo()) {
            return DEMO;
        }
        List<X509Certificate> beheerders = new ArrayList<>();
        instellingen.beheerders().certificaten().forEach(pem -> beheerders.addAll(Kern.certificaten(pem)));
        return new Bestandszegels(beheerders, instellingen.beheerders().aantal(), Voorzieningen.jdk());
    }

    @Override
    public Optional<String> bezwaar(Path pad, byte[] bytes) {
        Set<String> sleutels = new HashSet<>();
        for (Path handtekening : handtekeningen(pad)) {
            geldig(bytes, handtekening).ifPresent(sleutels::add);
        }
        return sleutels.size() >= aantal ? Optional.empty()
                : Optional.of("er zijn " + sleutels.size() + " geldige handtekeningen van beheerders en er zijn er " + aantal + " nodig");
    }

    private Optional<String> geldig(byte[] bytes, Path handtekening) {
        try {
            return Bewijstekenaar.controleer(bytes, Files.readAllBytes(handtekening), voorzieningen)
                    .map(Bewijstekenaar.Getekend::ondertekenaar)
                    .filter(c -> beheerders.stream().anyMatch(b -> Vingerafdruk.van(b).equals(Vingerafdruk.van(c))))
                    .map(c -> Base64.getEncoder().encodeToString(c.getPublicKey().getEncoded()));
        } catch (IOException onleesbaar) {
            return Optional.empty();
        }
    }

    private static List<Path> handtekeningen(Path pad) {
        String begin = pad.getFileName() + ".";
        try (Stream<Path> map = Files.list(pad.toAbsolutePath().getParent())) {
            return map.filter(p -> p.getFileName().toString().startsWith(begin) && p.toString().endsWith(".p7s")).sorted().toList();
        } catch (IOException e) {
            return List.of();
        }
    }
}
