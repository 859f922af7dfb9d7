package nl.zegel.exchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import nl.zegel.convenant.Beslisser;
import nl.zegel.crypto.Geopend;
import nl.zegel.crypto.KastDicht;
import nl.zegel.crypto.NietTeOpenen;
import nl.zegel.crypto.Ontvangstbewijs;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Opening;
import nl.zegel.crypto.Padoordeel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Vingerafdruk;
import nl.zegel.document.Deel;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.party.Sleuteldoel;
import nl.zegel.register.Ontvangsten;
import nl.zegel.register.Register;

/**
 * Step 2: which loket sent this, by which key. One identity for a message: the signer's registered certificate; what the
 * channel saw must agree with it. Outside there is one answer for every "no"; the reason goes to the register's counts.
 */
public final class Authenticate {
    private static final int KOPBEGIN = 4096;
    private static final Pattern RAPPORT = Pattern.compile("(?m)\\A(?:[^\\r\\n]+\\r?\\n)*?content-type:\\s*multipart/report\\b");

    private final Register register;
    private final Partijen partijen;
    private final Ontvangstkluis kluis;
    private final Sleutelkast kast;
    private final Opener opener;
    private final Padbewaking paden;
    private final Ontvangstbewijzen ontvangstbewijzen;

    public Authenticate(Register register, Partijen partijen, Ontvangstkluis kluis, Sleutelkast kast, Opener opener, Padbewaking paden,
            Ontvangstbewijzen ontvangstbewijzen) {
        this.register = register;
        this.partijen = partijen;
        this.kluis = kluis;
        this.kast = kast;
        this.opener = opener;
        this.paden = paden;
        this.ontvangstbewijzen = ontvangstbewijzen;
    }

    public Stadia.Authenticated authenticate(Verloop verloop) throws Afgebroken, IOException {
        Ontvangsten.Ontvangst rij = register.ontvangsten().lees(verloop.ontvangst())
                .orElseThrow(() -> new GatewayBug("no intake " + verloop.ontvangst()));
        try {
            Inname inname = Inname.open(rij, kluis, kast, register);
            // Who sent it is a fact of the moment that the bytes became durable: what waited meanwhile is not judged again.
            Instant registratie = rij.afzender() == null ? verloop.moment() : rij.ontvangen();
            Opening opening = opener.open(inname.bytes(), kast, (c, p) -> afzender(c, p, registratie).isPresent());
            if (opening instanceof NietTeOpenen niet) {
                throw new Afgebroken(new Uitslag.NietAuthentiek(niet.reden().name()));
            }
            if (opening instanceof Ontvangstbewijs.Ontvangen bewijs) {
                throw new Afgebroken(ontvangstbewijs(inname.aanvoer(), bewijs, verloop.moment()));
            }
            Geopend geopend = verloop.sluitAanHetEind((Geopend) opening);
            Loket afzender = afzender(geopend.ondertekenaar(), profielIn(geopend.profiel()), registratie)
                    .filter(l -> rij.afzender() == null || l.id().equals(rij.afzender()))
                    .orElseThrow(() -> new Afgebroken(new Uitslag.NietAuthentiek("ONDERTEKENAAR_ONBEKEND")));
            if (rij.afzender() == null) {
                eisPad(geopend, verloop.moment());
                eisAanvoer(inname.aanvoer(), afzender, geopend.ondertekenaar());
                eisGeenRapport(inname.aanvoer(), geopend);
                register.voer(tx -> register.ontvangsten().authentiek(tx, verloop.ontvangst(), afzender.id(), geopend.vingerafdruk()));
            }
            verloop.opgehelderd(geopend);
            return new Stadia.Authenticated(verloop, rij, inname.aanvoer(), afzender, geopend);
        } catch (KastDicht e) {
            throw new Afgebroken(new Uitslag.Later("SLEUTELKAST_DICHT"));
        }
    }

    /** A receipt that a mail program sealed by itself ends here; a document's other steps are not for it. */
    private Uitslag ontvangstbewijs(Aanvoer aanvoer, Ontvangstbewijs.Ontvangen bewijs, Instant moment) {
        return aanvoer instanceof Aanvoer.Mail ? ontvangstbewijzen.beoordeel(bewijs, moment)
                : new Uitslag.NietAuthentiek("ONTVANGSTBEWIJS_KANAAL");
    }

    private Optional<Loket> afzender(X509Certificate certificaat, CmsProfiel profiel, Instant moment) {
        return partijen.bijCertificaat(Vingerafdruk.van(certificaat), Sleuteldoel.ONDERTEKENEN, dag(moment))
                .filter(l -> l.profielenIn().contains(profiel));
    }

    private static CmsProfiel profielIn(CmsProfiel profiel) {
        return profiel == CmsProfiel.V3_2_OAEP ? CmsProfiel.V3_2 : profiel;
    }

    private void eisPad(Geopend geopend, Instant moment) throws Afgebroken {
        Padoordeel pad = paden.controleer(geopend.ondertekenaar(), Sleuteldoel.ONDERTEKENEN, geopend.tas(), moment);
        if (Padbewaking.intrekkingOnbekend(pad)) {
            throw new Afgebroken(new Uitslag.Later("INTREKKING_ONBEKEND"));
        }
        if (!pad.goed()) {
            throw new Afgebroken(new Uitslag.NietAuthentiek("CERTIFICAAT_" + pad.code()));
        }
    }

    /** INVARIANT (addressed): bytes that one loket signed and another handed in are not accepted from either. */
    private void eisAanvoer(Aanvoer aanvoer, Loket afzender, X509Certificate ondertekenaar) throws Afgebroken {
        boolean klopt;
        if (aanvoer instanceof Aanvoer.Sftp sftp) {
            klopt = sftp.login().equals(afzender.id());
        } else if (aanvoer instanceof Aanvoer.Mail mail) {
            klopt = mail.van().size() == 1 && mail.afzenders().size() <= 1 && afzender.mailadressen().contains(mail.van().get(0))
                    && (mail.afzenders().isEmpty() || afzender.mailadressen().contains(mail.afzenders().get(0)));
        } else {
            klopt = ((Aanvoer.Soap) aanvoer).ondertekenaar().equals(Vingerafdruk.van(ondertekenaar));
        }
        if (!klopt) {
            throw new Afgebroken(new Uitslag.NietAuthentiek("AANVOER_VAN_EEN_ANDER"));
        }
    }

    /** A read receipt or bounce that a mail program sealed by itself: never a document, and never answered. */
    private static void eisGeenRapport(Aanvoer aanvoer, Geopend geopend) throws Afgebroken, IOException {
        if (!(aanvoer instanceof Aanvoer.Mail)) {
            return;
        }
        try (InputStream in = geopend.open()) {
            String begin = new String(in.readNBytes(KOPBEGIN), StandardCharsets.ISO_8859_1).toLowerCase(Locale.ROOT);
            if (RAPPORT.matcher(begin).find()) {
                throw new Afgebroken(new Uitslag.NietAuthentiek("RAPPORT_VERSLEUTELD"));
            }
        }
    }

    static LocalDate dag(Instant moment) {
        return moment.atZone(Beslisser.ZONE).toLocalDate();
    }

    /** The received bytes and what the channel saw, decrypted as they are read. */
    record Inname(Aanvoer aanvoer, Deel.Bron bytes) {
        static Inname open(Ontvangsten.Ontvangst rij, Ontvangstkluis kluis, Sleutelkast kast, Register register) throws IOException, KastDicht {
            UUID bind = IntakeDienst.bind(rij.aanvoer());
            byte[] aanvoer = kluis.ontsleutel(kast, IntakeDienst.bindsel(bind, "aanvoer"), IntakeDienst.zonderBind(rij.aanvoer()));
            UUID lichaam = Optional.ofNullable(rij.lichaam()).orElseThrow(() -> new GatewayBug("intake has no body: " + rij.id()));
            return new Inname(AanvoerVorm.lees(aanvoer), () -> {
                try {
                    return kluis.ontsleutel(kast, IntakeDienst.bindsel(bind, "ontvangst"), register.lichamen().lees(lichaam));
                } catch (KastDicht e) {
                    throw new IOException("the key store closed while a body was opened", e);
                }
            });
        }
    }
}
