package nl.zegel.party;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * All registered parties and their lokets. Who is not here is unknown, and unknown is no (invariant <i>unsure means
 * no</i>). Immutable; a change of files is a new load.
 */
public final class Partijen {
    /** What may lie beside party files; anything else might be a party file that would silently not count. */
    private static final List<String> ERNAAST = List.of(".p7s", ".pem", ".pub", ".md");

    private final SortedMap<PartijId, Partij> partijen = new TreeMap<>();
    private final SortedMap<LoketId, Loket> lokets = new TreeMap<>();
    private final Map<String, Loket> bijMail = new HashMap<>();
    private final Map<String, Loket> bijSsh = new HashMap<>();
    private final Map<String, Loket> bijVingerafdruk = new HashMap<>();

    private Partijen(Collection<Partij> alle) {
        for (Partij partij : alle) {
            uniek(partijen, partij.id(), partij);
            for (Loket loket : partij.lokets()) {
                uniek(lokets, loket.id(), loket);
                loket.mailadressen().forEach(a -> uniek(bijMail, a, loket));
                loket.sshSleutels().forEach(s -> uniek(bijSsh, SshSleutelregel.lees(s).regel(), loket));
                loket.certificaten().forEach(c -> uniek(bijVingerafdruk, c.vingerafdruk(), loket));
            }
        }
    }

    private static <K, V> void uniek(Map<K, V> map, K sleutel, V waarde) {
        if (map.putIfAbsent(sleutel, waarde) != null) {
            throw new IllegalArgumentException("claimed twice");
        }
    }

    /**
     * Parties made in code.
     *
     * @throws IllegalArgumentException when two claim one id, address, key line or certificate
     */
    public static Partijen van(Collection<Partij> partijen) {
        return new Partijen(partijen);
    }

    /**
     * Loads every {@code *.yaml} of a folder; the complaints of all files are collected.
     *
     * @param controle says whether a file counts; {@link Bestandscontrole#DEMO} only in the demo
     * @throws ConfiguratieFout when anything is unsure
     */
    public static Partijen laad(Path map, Omgeving omgeving, Bestandscontrole controle) {
        PartijLezer lezer = new PartijLezer(map, omgeving, new Aanspraken());
        List<Partij> gelezen = new ArrayList<>();
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        for (Path bestand : bestanden(map)) {
            try {
                byte[] bytes = StrictYaml.bytes(bestand);
                Bestandscontrole.eis(controle, omgeving, bestand, bytes);
                String naam = bestand.getFileName().toString().replaceFirst("\\.yaml$", "");
                gelezen.add(StrictYaml.lees(bestand.toString(), bytes, b -> lezer.partij(b, naam)).waarde());
            } catch (ConfiguratieFout e) {
                meldingen.addAll(e.meldingen());
            }
        }
        if (!meldingen.isEmpty()) {
            throw new ConfiguratieFout(meldingen);
        }
        return new Partijen(gelezen);
    }

    private static List<Path> bestanden(Path map) {
        Plaats plaats = new Plaats(map.toString(), 1, "");
        List<Path> alle;
        try (Stream<Path> lijst = Files.list(map)) {
            alle = lijst.filter(Files::isRegularFile).filter(p -> !naam(p).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw plaats.fout("onleesbaar", "de map met partijen is niet te lezen", "controleer of hij bestaat");
        }
        for (Path pad : alle) {
            if (!naam(pad).endsWith(".yaml") && ERNAAST.stream().noneMatch(naam(pad)::endsWith)) {
                throw new Plaats(pad.toString(), 1, "").fout("onbekend-bestand", "dit bestand zou niet meetellen",
                        "noem een partij <id>.yaml of haal het bestand weg");
            }
        }
        List<Path> yaml = alle.stream().filter(p -> naam(p).endsWith(".yaml")).toList();
        if (yaml.isEmpty()) {
            throw plaats.fout("geen-partijen", "in deze map staat geen enkele partij", "zet er minstens een <id>.yaml in");
        }
        return yaml;
    }

    private static String naam(Path pad) {
        return pad.getFileName().toString();
    }

    /** In order of id. */
    public List<Partij> partijen() {
        return List.copyOf(partijen.values());
    }

    public Optional<Partij> partij(PartijId id) {
        return Optional.ofNullable(partijen.get(id));
    }

    /** In order of id. */
    public List<Loket> lokets() {
        return List.copyOf(lokets.values());
    }

    public Optional<Loket> loket(LoketId id) {
        return Optional.ofNullable(lokets.get(id));
    }

    /**
     * The loket that has this certificate registered for this purpose on this day.
     *
     * @param vingerafdruk lower-case hex SHA-256 of the DER encoding
     */
    public Optional<Loket> bijCertificaat(String vingerafdruk, Sleuteldoel doel, LocalDate dag) {
        return Optional.ofNullable(bijVingerafdruk.get(vingerafdruk))
                .filter(l -> l.certificaten(doel, dag).stream().anyMatch(c -> c.vingerafdruk().equals(vingerafdruk)));
    }

    /** @param adres plain addr-spec in any letter case */
    public Optional<Loket> bijMailadres(String adres) {
        return Optional.ofNullable(bijMail.get(adres.toLowerCase(Locale.ROOT)));
    }

    /** @param regel OpenSSH public key line, with or without comment; what is no such line belongs to nobody */
    public Optional<Loket> bijSshSleutel(String regel) {
        try {
            return Optional.ofNullable(bijSsh.get(SshSleutelregel.lees(regel).regel()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
