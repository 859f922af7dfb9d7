package nl.zegel.app;

import com.sun.management.HotSpotDiagnosticMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.register.IngebouwdePostgres;

/** The machine: Java, clock, crypto, disk, folders, ports, and whether the embedded database can run here. */
final class Machinekeuring {
    private static final int OUDSTE_JAVA = 17;
    /** When this version was made: no clock that is right shows an earlier moment. */
    private static final Instant GEMAAKT = Instant.parse("2026-11-01T00:00:00Z");
    private static final Duration HOUDBAAR = Duration.ofDays(3650);
    private static final long GIB = 1L << 30;
    private static final Set<PosixFilePermission> ALLEEN_EIGENAAR =
            Set.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Instellingen instellingen;

    Machinekeuring(Instellingen instellingen) {
        this.instellingen = instellingen;
    }

    static List<Bevinding> zonderInstellingen(Instant nu) {
        HotSpotDiagnosticMXBean vlaggen = ManagementFactory.getPlatformMXBean(HotSpotDiagnosticMXBean.class);
        return List.of(java(Runtime.version().feature()), klok(nu), crypto(Voorzieningen.snelste().naam()),
                dumps(naam -> Boolean.parseBoolean(vlaggen.getVMOption(naam).getValue())));
    }

    static Bevinding java(int versie) {
        return versie >= OUDSTE_JAVA ? Bevinding.goed("Java", "versie " + versie)
                : Bevinding.fout("Java", "versie " + versie + " is te oud", "installeer JDK " + OUDSTE_JAVA + " of nieuwer");
    }

    static Bevinding klok(Instant nu) {
        return nu.isAfter(GEMAAKT) && nu.isBefore(GEMAAKT.plus(HOUDBAAR)) ? Bevinding.goed("klok", nu.toString())
                : Bevinding.fout("klok", "het is volgens deze machine " + nu + "; dat kan niet kloppen",
                        "zet de klok gelijk (chrony of systemd-timesyncd) voordat de gateway start");
    }

    static Bevinding crypto(String naam) {
        return naam.startsWith("AmazonCorretto") ? Bevinding.goed("cryptografie", naam)
                : Bevinding.letOp("cryptografie", "de snelle bibliotheek laadt hier niet; gebruikt wordt " + naam,
                        "werkt ook, maar langzamer; op Linux x86-64 met glibc laadt hij wel");
    }

    /** INVARIANT (no plaintext at rest): a dump of memory is plaintext. @param aan whether a flag of the virtual machine is on */
    static Bevinding dumps(Predicate<String> aan) {
        List<String> fout = new ArrayList<>(Stream.of("HeapDumpOnOutOfMemoryError", "HeapDumpBeforeFullGC", "HeapDumpAfterFullGC", "CreateCoredumpOnCrash")
                .filter(aan).map(v -> "-XX:-" + v).toList());
        Stream.of("SuppressFatalErrorMessage", "DisableAttachMechanism").filter(aan.negate()).map(v -> "-XX:+" + v).forEach(fout::add);
        return fout.isEmpty() ? Bevinding.goed("geheugen", "er wordt nooit een kopie van het geheugen geschreven")
                : Bevinding.letOp("geheugen", "deze Java kan een kopie van het geheugen schrijven, met leesbare gegevens",
                        "start met ./zegel, of geef java " + String.join(" ", fout));
    }

    List<Bevinding> keur() {
        List<Bevinding> alle = new ArrayList<>();
        alle.add(gegevensmap(instellingen.data()));
        alle.add(schijf(instellingen.data()));
        alle.addAll(poorten());
        if (instellingen.database().isEmpty()) {
            alle.add(IngebouwdePostgres.bezwaar().map(b -> Bevinding.fout("database", "de ingebouwde database kan hier niet starten", b))
                    .orElse(Bevinding.goed("database", "de ingebouwde database kan hier draaien")));
            alle.add(Bevinding.letOp("database", "de ingebouwde database heeft geen reservekopie, geen tweede machine en geen overgang naar een nieuwe "
                    + "PostgreSQL-versie", "noem voor productie onder `database` de url van een PostgreSQL 18 met eigen back-up; tot die tijd: stop de "
                    + "gateway en kopieer de map " + instellingen.data()));
        }
        return alle;
    }

    static Bevinding gegevensmap(Path map) {
        if (!Files.exists(map)) {
            return Bevinding.goed("gegevensmap", map + " wordt bij de eerste start gemaakt");
        }
        try {
            Set<PosixFilePermission> rechten = Files.getPosixFilePermissions(map);
            return ALLEEN_EIGENAAR.containsAll(rechten) ? Bevinding.goed("gegevensmap", map + " is alleen voor de eigenaar")
                    : Bevinding.fout("gegevensmap", "anderen op deze machine kunnen in " + map + " kijken", "chmod 700 " + map);
        } catch (IOException | UnsupportedOperationException e) {
            return Bevinding.fout("gegevensmap", map + " is niet te lezen", "controleer eigenaar en rechten");
        }
    }

    private static Bevinding schijf(Path data) {
        Path map = data.toAbsolutePath();
        while (!Files.exists(map)) {
            map = java.util.Objects.requireNonNull(map.getParent());
        }
        try {
            return schijf(map, Files.getFileStore(map).getUsableSpace());
        } catch (IOException e) {
            return Bevinding.letOp("schijf", "de vrije ruimte bij " + map + " is niet te bepalen", "kijk met df -h " + map);
        }
    }

    static Bevinding schijf(Path map, long vrij) {
        String wat = "bij " + map + " is nog " + vrij / GIB + " GiB vrij";
        if (vrij < GIB) {
            return Bevinding.fout("schijf", wat + "; de gateway neemt straks niets meer aan", "maak ruimte of verplaats `data` naar een grotere schijf");
        }
        return vrij < 10 * GIB ? Bevinding.letOp("schijf", wat, "maak ruimte voor het vol is") : Bevinding.goed("schijf", wat);
    }

    private List<Bevinding> poorten() {
        Map<String, Instellingen.Luister> luisteraars = Map.of("sftp", instellingen.sftp().luister(), "soap", instellingen.soap().luister(),
                "beheer", instellingen.beheer());
        boolean draait = Bereikkeuring.antwoordt(instellingen.beheer().adres(), instellingen.beheer().poort(), "HTTP/1.");
        List<Bevinding> alle = new ArrayList<>();
        luisteraars.entrySet().stream().sorted(Map.Entry.comparingByKey()).forEach(e -> alle.add(poort(e.getKey(), e.getValue(), draait)));
        return alle;
    }

    private static Bevinding poort(String naam, Instellingen.Luister luister, boolean draait) {
        String waar = "poort " + luister.adres() + ":" + luister.poort() + " (" + naam + ")";
        try (ServerSocket proef = new ServerSocket()) {
            proef.setReuseAddress(true);
            proef.bind(new InetSocketAddress(luister.adres(), luister.poort()));
            return Bevinding.goed(waar, "vrij");
        } catch (IOException bezet) {
            return draait ? Bevinding.goed(waar, "in gebruik door de gateway die draait")
                    : Bevinding.fout(waar, "niet beschikbaar: een ander programma luistert er, of het adres is niet van deze machine",
                            "stop dat programma (ss -ltnp toont het) of kies bij " + naam + " een andere poort");
        }
    }
}
