package nl.zegel.convenant;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import nl.zegel.party.Bestandscontrole;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Omgeving;
import nl.zegel.party.Plaats;
import nl.zegel.party.StrictYaml;

/** All convenanten of this gateway. Immutable; a change of files is a new load with new digests. */
public final class Convenanten {
    private final SortedMap<String, Convenant> opId = new TreeMap<>();

    private Convenanten(List<Convenant> convenanten) {
        for (Convenant c : convenanten) {
            if (opId.put(c.id(), c) != null) {
                throw new IllegalArgumentException("convenant claimed twice");
            }
        }
    }

    public static Convenanten van(List<Convenant> convenanten) {
        return new Convenanten(convenanten);
    }

    /**
     * Loads every {@code *.yaml} of a folder; the complaints of all files are collected.
     *
     * @param controle says whether a file counts; {@link Bestandscontrole#DEMO} only in the demo
     * @throws ConfiguratieFout when anything is unsure
     */
    public static Convenanten laad(Path map, Omgeving omgeving, Bestandscontrole controle) {
        List<Convenant> gelezen = new ArrayList<>();
        List<ConfiguratieFout.Melding> meldingen = new ArrayList<>();
        for (Path bestand : bestanden(map)) {
            try {
                byte[] bytes = StrictYaml.bytes(bestand);
                Bestandscontrole.eis(controle, omgeving, bestand, bytes);
                gelezen.add(lees(bestand.toString(), bytes));
            } catch (ConfiguratieFout e) {
                meldingen.addAll(e.meldingen());
            }
        }
        if (!meldingen.isEmpty()) {
            throw new ConfiguratieFout(meldingen);
        }
        return new Convenanten(gelezen);
    }

    /**
     * Reads one convenant; its name must be its id.
     *
     * @throws ConfiguratieFout when anything is unsure
     */
    public static Convenant lees(String naam, byte[] bytes) {
        var gelezen = StrictYaml.lees(naam, bytes, new ConvenantLezer()::convenant);
        Convenant convenant = gelezen.waarde().apply(gelezen.sha256());
        String stam = Path.of(naam).getFileName().toString().replaceFirst("\\.yaml$", "");
        if (!stam.equals(convenant.id())) {
            throw new Plaats(naam, 1, "id").fout("andere-naam", "het bestand heet anders dan het convenant",
                    "noem het " + convenant.id() + ".yaml");
        }
        return convenant;
    }

    private static List<Path> bestanden(Path map) {
        Plaats plaats = new Plaats(map.toString(), 1, "");
        try (Stream<Path> lijst = Files.list(map)) {
            List<Path> yaml = lijst.filter(p -> p.getFileName().toString().endsWith(".yaml")).sorted().toList();
            if (yaml.isEmpty()) {
                throw plaats.fout("geen-convenanten", "in deze map staat geen enkel convenant", "zet er minstens een <id>.yaml in");
            }
            return yaml;
        } catch (IOException e) {
            throw plaats.fout("onleesbaar", "de map met convenanten is niet te lezen", "controleer of hij bestaat");
        }
    }

    public Optional<Convenant> convenant(String id) {
        return Optional.ofNullable(opId.get(id));
    }

    /** In order of id. */
    public List<Convenant> alle() {
        return List.copyOf(opId.values());
    }

    /** Id to digest of each file, for the register and doctor. */
    public Map<String, String> digests() {
        Map<String, String> digests = new TreeMap<>();
        opId.forEach((id, c) -> digests.put(id, c.digest()));
        return digests;
    }
}
