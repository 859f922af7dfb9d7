package nl.zegel.app;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CRL;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import nl.zegel.convenant.Beslisser;
import nl.zegel.crypto.Crlbron;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.party.Certificaat;
import nl.zegel.party.ConfiguratieFout;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;

/** Keys, certificates and revocation lists: present, readable, good now, and not about to end. */
final class Vertrouwenskeuring {
    private static final Duration VOORUIT = Duration.ofDays(60);
    private static final Duration CRL_VOORUIT = Duration.ofDays(2);
    private static final List<String> GEHEIMEN = List.of("rust-1", "pseudoniem-1");

    private final Instellingen instellingen;
    private final Instant nu;
    private final Clock klok;
    private final List<Bevinding> alle = new ArrayList<>();

    Vertrouwenskeuring(Instellingen instellingen, Clock klok) {
        this.instellingen = instellingen;
        this.klok = klok;
        this.nu = klok.instant();
    }

    List<Bevinding> keur() {
        sleutels(new Kern().kast(instellingen, klok));
        crls();
        paden().ifPresent(this::lokets);
        return alle;
    }

    private void sleutels(Sleutelkast kast) {
        for (Sleutelkast.Gebruik gebruik : Sleutelkast.Gebruik.values()) {
            if (nodig(gebruik)) {
                Sleutelkast.Antwoord<List<Sleutel>> antwoord = kast.sleutels(gebruik);
                if (antwoord instanceof Sleutelkast.Dicht<List<Sleutel>> dicht) {
                    alle.add(dicht("sleutel " + dicht.wat(), dicht));
                } else {
                    eind("sleutel van de gateway, " + gebruik.name(), antwoord.waarde().orElseThrow().get(0).certificaat(),
                            "vraag een nieuw certificaat aan en zet de nieuwe sleutel naast de oude");
                }
            }
        }
        for (String id : GEHEIMEN) {
            Sleutelkast.Antwoord<?> antwoord = kast.geheim(id);
            alle.add(antwoord instanceof Sleutelkast.Dicht<?> dicht ? dicht("geheim " + id, dicht) : Bevinding.goed("geheim " + id, "aanwezig"));
        }
        if (instellingen.sleutels().vault().isEmpty()) {
            rechten(instellingen.sleutels().map());
        }
    }

    /** The SSH host key lies in the data folder, and profile 3.2 only counts where its mailbox is set. */
    private boolean nodig(Sleutelkast.Gebruik gebruik) {
        return switch (gebruik) {
            case SSH -> false;
            case ONTSLEUTELEN_32 -> instellingen.mail().profiel32().isPresent();
            default -> true;
        };
    }

    private Bevinding dicht(String waar, Sleutelkast.Dicht<?> dicht) {
        return Bevinding.fout(waar, "de sleutelkast geeft hem niet: " + dicht.oorzaak().name().toLowerCase(java.util.Locale.ROOT),
                switch (dicht.oorzaak()) {
                    case VERZEGELD -> "ontzegel Vault";
                    case ONBEREIKBAAR, TE_TRAAG -> "controleer adres en netwerk van de sleutelkast";
                    case GEWEIGERD -> "controleer het token en zijn rechten";
                    case ONBEKEND -> instellingen.omgeving().isDemo() ? "maak de voorbeeldsleutels met certs-example/genereer.sh"
                            : "zet de sleutel in de sleutelkast";
                    case ONLEESBAAR -> "controleer het bestand en het wachtwoord ernaast";
                });
    }

    private void rechten(Path map) {
        try {
            if (Files.getPosixFilePermissions(map).stream().anyMatch(p -> p.name().startsWith("OTHERS"))) {
                String wat = "anderen op deze machine kunnen in " + map + " kijken";
                alle.add(instellingen.omgeving().isDemo() ? Bevinding.letOp("sleutelmap", wat, "voor de demo mag het; anders chmod 700 " + map)
                        : Bevinding.fout("sleutelmap", wat, "chmod 700 " + map));
            }
        } catch (IOException | UnsupportedOperationException e) {
            alle.add(Bevinding.fout("sleutelmap", map + " is niet te lezen", "controleer de instelling sleutels.map en de rechten"));
        }
    }

    private void eind(String waar, X509Certificate c, String doe) {
        Instant tot = c.getNotAfter().toInstant();
        String dag = LocalDate.ofInstant(tot, Beslisser.ZONE).toString();
        if (nu.isAfter(tot)) {
            alle.add(Bevinding.fout(waar, "het certificaat is verlopen op " + dag, doe));
        } else if (nu.isBefore(c.getNotBefore().toInstant())) {
            alle.add(Bevinding.fout(waar, "het certificaat is nog niet geldig", "controleer de klok van deze machine; " + doe));
        } else if (nu.plus(VOORUIT).isAfter(tot)) {
            alle.add(Bevinding.letOp(waar, "het certificaat verloopt op " + dag, doe));
        } else {
            alle.add(Bevinding.goed(waar, "geldig tot en met " + dag));
        }
    }

    private void crls() {
        Path map = instellingen.vertrouwen().crl();
        List<Path> bestanden;
        try (Stream<Path> lijst = Files.list(map)) {
            bestanden = lijst.filter(p -> p.toString().endsWith(".crl")).sorted().toList();
        } catch (IOException e) {
            bestanden = List.of();
        }
        if (bestanden.isEmpty()) {
            alle.add(Bevinding.fout("intrekkingslijsten", "in " + map + " staat geen enkele .crl: geen certificaat telt dan als goed",
                    "zet de lijst van elke uitgever in die map en laat een taak hem verversen"));
        }
        bestanden.forEach(this::crl);
    }

    private void crl(Path bestand) {
        try (InputStream in = Files.newInputStream(bestand)) {
            for (CRL crl : CertificateFactory.getInstance("X.509").generateCRLs(in)) {
                crl(bestand, (X509CRL) crl);
            }
        } catch (IOException | GeneralSecurityException e) {
            alle.add(Bevinding.fout(bestand.toString(), "is geen leesbare intrekkingslijst", "haal hem opnieuw op bij de uitgever"));
        }
    }

    private void crl(Path bestand, X509CRL crl) {
        Instant tot = crl.getNextUpdate() == null ? Instant.EPOCH : crl.getNextUpdate().toInstant();
        String doe = "haal de nieuwe lijst op bij de uitgever en controleer de taak die dat doet";
        if (nu.isAfter(tot.plus(instellingen.vertrouwen().crlRespijt()))) {
            alle.add(Bevinding.fout(bestand.toString(), "is verouderd sinds " + tot + "; certificaten van deze uitgever tellen niet meer", doe));
        } else if (nu.plus(CRL_VOORUIT).isAfter(tot)) {
            alle.add(Bevinding.letOp(bestand.toString(), "is " + (nu.isAfter(tot) ? "verouderd en telt nog tot het respijt om is" : "bijna verouderd")
                    + " (volgende lijst: " + tot + ")", doe));
        } else {
            alle.add(Bevinding.goed(bestand.toString(), "vers tot " + tot));
        }
    }

    private Optional<Padcontrole> paden() {
        try {
            Crlbron crls = Crlbron.uit(instellingen.vertrouwen().crl());
            return Optional.of(Kern.padcontrole(instellingen, () -> crls));
        } catch (StartFout e) {
            alle.add(Bevinding.fout("ankers", e.getMessage(), "controleer de instelling vertrouwen.ankers"));
        } catch (IOException e) {
            alle.add(Bevinding.fout("ankers", "de map met intrekkingslijsten is niet te lezen", "controleer de instelling vertrouwen.crl"));
        }
        return Optional.empty();
    }

    private void lokets(Padcontrole paden) {
        try {
            Partijen.laad(instellingen.partijen(), instellingen.omgeving(), Bestandszegels.voor(instellingen)).lokets().forEach(l -> loket(l, paden));
        } catch (ConfiguratieFout alGemeld) {
            // The complaints themselves are told where the configuration is judged.
            alle.add(Bevinding.fout("certificaten van lokets", "niet bekeken, want de partijen laden niet", "herstel eerst de partijbestanden"));
        }
    }

    private void loket(Loket loket, Padcontrole paden) {
        LocalDate vandaag = nu.atZone(Beslisser.ZONE).toLocalDate();
        for (Certificaat c : loket.certificaten().stream().filter(c -> c.geldigheid().omvat(vandaag)).toList()) {
            String waar = "loket " + loket.id() + ", " + c.doel().name();
            Padoordeel oordeel = paden.controleer(c.certificaat(), c.doel(), List.of(), nu);
            if (oordeel.goed()) {
                eind(waar, c.certificaat(), "vraag het loket om zijn nieuwe certificaat en voeg het toe naast het oude");
            } else {
                alle.add(Bevinding.fout(waar, "het certificaat telt niet: " + oordeel.code().name(),
                        "wat voor dit loket is blijft liggen tot er een goed certificaat geregistreerd is"));
            }
        }
        for (Sleuteldoel doel : List.of(Sleuteldoel.ONDERTEKENEN, Sleuteldoel.ONTSLEUTELEN)) {
            if (loket.certificaten(doel, vandaag).isEmpty()) {
                alle.add(Bevinding.letOp("loket " + loket.id(), "heeft vandaag geen geregistreerd certificaat voor " + doel.name(),
                        doel == Sleuteldoel.ONDERTEKENEN ? "zonder kan het niets insturen" : "zonder kan er niets naartoe"));
            }
        }
    }
}
