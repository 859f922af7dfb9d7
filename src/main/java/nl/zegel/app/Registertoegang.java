package nl.zegel.app;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Optional;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.register.Bron;
import nl.zegel.register.Dbrooster;
import nl.zegel.register.IngebouwdePostgres;
import nl.zegel.register.Ondertekenaar;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Toegang;

/** The register for a command, beside a gateway that runs or with the gateway stopped. */
final class Registertoegang implements AutoCloseable {
    private static final int VERBINDINGEN = 2;

    private final Clock klok = Clock.systemUTC();
    private final Kern.Databank databank;
    private final Sleutelkast kast;
    private final Voorzieningen voorzieningen = Voorzieningen.jdk();
    private final Pseudonimiseerder pseudoniemen;
    private final Register register;

    private Registertoegang(Instellingen instellingen, SecureRandom toeval) throws IOException {
        Kern kern = new Kern();
        kast = kern.kast(instellingen, klok);
        pseudoniemen = kern.pseudoniemen(kast, voorzieningen);
        databank = databank(instellingen, toeval);
        Dbrooster rooster = kern.rooster(databank);
        register = kern.register(databank, klok, toeval, pseudoniemen, rooster, kern.adres(instellingen));
    }

    /** @throws StartFout when the database cannot be reached; the text says what to do */
    static Registertoegang open(Instellingen instellingen) {
        try {
            return new Registertoegang(instellingen, new SecureRandom());
        } catch (IOException | RegisterFout e) {
            throw new StartFout("de database is niet te openen: " + e.getMessage());
        }
    }

    /** The embedded database that a gateway has running, else our own start of it. */
    private static Kern.Databank databank(Instellingen instellingen, SecureRandom toeval) throws IOException {
        if (instellingen.database().isEmpty()) {
            Optional<Toegang> lopend = IngebouwdePostgres.lopend(instellingen.data().resolve("postgres"));
            if (lopend.isPresent()) {
                return new Kern.Databank(Bron.open(lopend.get(), VERBINDINGEN), () -> { });
            }
        }
        return Kern.Databank.open(instellingen, toeval, VERBINDINGEN);
    }

    Register register() {
        return register;
    }

    /** By the gateway's evidence key. */
    Ondertekenaar ondertekenaar() {
        Bewijstekenaar tekenaar = new Bewijstekenaar(kast, voorzieningen);
        return bytes -> {
            try {
                return tekenaar.teken(bytes, Optional.empty(), klok.instant());
            } catch (KastDicht dicht) {
                throw new StartFout("de sleutelkast geeft de bewijssleutel niet; open de kast en probeer het opnieuw");
            }
        };
    }

    /** Who sits at this machine, so that the register can tell two people apart without naming them. */
    String actor() {
        try {
            return pseudoniemen.maak("actor", System.getProperty("user.name"), klok.instant()).hex();
        } catch (KastDicht dicht) {
            throw new StartFout("de sleutelkast geeft de pseudoniemsleutel niet; open de kast en probeer het opnieuw");
        }
    }

    @Override
    public void close() throws IOException {
        try {
            databank.close();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the database did not close", e);
        }
    }
}
