package nl.zegel.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.UUID;
import java.util.function.UnaryOperator;
import nl.zegel.crypto.Bewaargroep;
import nl.zegel.crypto.Bewaarsleutel;
import nl.zegel.crypto.Bindsel;
import nl.zegel.crypto.Datasleutel;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.Rustkluis;
import nl.zegel.crypto.VerpakteSleutel;
import nl.zegel.register.Lichaamschrijver;
import nl.zegel.register.Lichamen;
import nl.zegel.register.Register;
import nl.zegel.register.Sleutelrijen;

/**
 * Bodies under a retention key: what is written is encrypted under a data key of its own, wrapped by the key of its
 * convenant, term class and month, so that ending a term ends the body (design: cryptography at rest). Thread-safe.
 */
public final class Kluis {
    private static final int VERSIE = 1;

    private final Register register;
    private final Rustkluis rust;

    public Kluis(Register register, Rustkluis rust) {
        this.register = register;
        this.rust = rust;
    }

    /** A body being written; closing it before its transaction commits leaves nothing. */
    record Inhoud(Lichaamschrijver lichaam, OutputStream bytes, UnaryOperator<byte[]> nonceOnderSleutel) {
        /** A nonce under the body's own data key: destroying the key destroys the nonce. */
        byte[] verzegelNonce(byte[] nonce) {
            return nonceOnderSleutel.apply(nonce);
        }
    }

    /**
     * Starts a body of one delivery.
     *
     * @param vernietigen last day on which the gateway may hold it
     */
    Inhoud schrijf(UUID levering, String loket, String convenant, String termijnklasse, LocalDate vernietigen)
            throws IOException, KastDicht {
        Bewaarsleutel groep = groep(new Bewaargroep(convenant, termijnklasse, YearMonth.from(vernietigen)));
        Datasleutel data = rust.nieuweDatasleutel(groep);
        Lichaamschrijver lichaam = register.lichamen()
                .schrijf(Lichamen.Soort.LEVERING, new Lichamen.Slot(UUID.fromString(groep.id()), data.verpakt().verpakt()));
        return new Inhoud(lichaam, data.versleutel(lichaam.bytes(), bindsel(levering, loket)),
                nonce -> data.versleutel(nonce, nonceBindsel(levering, loket)));
    }

    /** Opens the body of a delivery. */
    InputStream lees(UUID lichaam, UUID levering, String loket) throws IOException, KastDicht {
        return data(lichaam).ontsleutel(register.lichamen().lees(lichaam), bindsel(levering, loket));
    }

    /** Opens a nonce that was put under the key of that body, for whoever may have the body. */
    byte[] nonce(UUID lichaam, UUID levering, String loket, byte[] dicht) throws IOException, KastDicht {
        return data(lichaam).ontsleutel(dicht, nonceBindsel(levering, loket));
    }

    private Datasleutel data(UUID lichaam) throws IOException, KastDicht {
        Lichamen.Slot slot = register.lichamen().slot(lichaam)
                .orElseThrow(() -> new IOException("body " + lichaam + " was destroyed or is not there"));
        Bewaarsleutel groep = register.sleutelrijen().lees(slot.bewaarsleutel()).map(Kluis::bewaarsleutel)
                .orElseThrow(() -> new IOException("the key of body " + lichaam + " was destroyed"));
        return rust.open(new VerpakteSleutel(groep.id(), slot.verpakt()), groep);
    }

    private Bewaarsleutel groep(Bewaargroep groep) throws KastDicht {
        KastDicht[] dicht = new KastDicht[1];
        try {
            return bewaarsleutel(register.sleutelrijen().voor(groep.convenant(), groep.termijnklasse(), groep.vernietigen(), id -> {
                try {
                    Bewaarsleutel nieuw = rust.nieuweBewaarsleutel(id.toString(), groep);
                    return new Sleutelrijen.Ingepakt(nieuw.verpakt(), nieuw.rustsleutel());
                } catch (KastDicht e) {
                    dicht[0] = e;
                    throw new Dicht();
                }
            }));
        } catch (Dicht e) {
            throw dicht[0];
        }
    }

    private static final class Dicht extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Bewaarsleutel bewaarsleutel(Sleutelrijen.Sleutelrij rij) {
        return new Bewaarsleutel(rij.id().toString(), new Bewaargroep(rij.convenant(), rij.termijnklasse(), rij.maand()),
                rij.sleutel().inpaksleutel(), rij.sleutel().bytes());
    }

    private static Bindsel nonceBindsel(UUID levering, String loket) {
        return new Bindsel(levering.toString(), loket, "nonce", VERSIE);
    }

    private static Bindsel bindsel(UUID levering, String loket) {
        return new Bindsel(levering.toString(), loket, "levering", VERSIE);
    }
}
