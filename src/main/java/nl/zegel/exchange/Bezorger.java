package nl.zegel.exchange;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.KastDicht;
import nl.zegel.document.Deel;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.Kanaal;
import nl.zegel.party.Loket;
import nl.zegel.party.Partijen;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Herhaalbeleid;
import nl.zegel.register.Register;
import nl.zegel.register.RegisterFout;
import nl.zegel.register.Transactie;
import nl.zegel.register.Vervolg;
import nl.zegel.register.Werk;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Step 7 for one owed delivery: re-check, claim with intent entry, one attempt by the channel, outcome entry and the evidence
 * it owes. The destination is the row's; the claim's fence keeps a gateway that was overtaken from acting.
 */
public final class Bezorger {
    private static final Logger LOG = LoggerFactory.getLogger(Bezorger.class);
    private static final Duration LEASE = Duration.ofMinutes(10);
    /** A held copy is looked at again after this. */
    static final Duration HERTOETS = Duration.ofMinutes(15);
    private static final String FOUT = "FOUT_IN_GATEWAY";
    private static final String CMS = "application/pkcs7-mime";

    private final Register register;
    private final Partijen partijen;
    private final Kluis kluis;
    private final Hertoets hertoets;
    private final Uitvoering uitvoering;
    private final Afgiftebewijs afgiftebewijs;
    private final Alarmen alarmen;
    private final Herhaalbeleid beleid;
    private final Clock klok;

    /** The routes {@code direct:out-sftp|mail|soap}. */
    @FunctionalInterface
    public interface Uitvoering {
        /** One attempt by the channel of the row; whatever the channel throws comes out as it is. */
        Uitgang.Afgifte doe(Kanaal kanaal, Uitgang.Bezorging bezorging) throws IOException;
    }

    public Bezorger(Register register, Partijen partijen, Kluis kluis, Hertoets hertoets, Uitvoering uitvoering,
            Afgiftebewijs afgiftebewijs, Alarmen alarmen, Herhaalbeleid beleid, Clock klok) {
        this.register = register;
        this.partijen = partijen;
        this.kluis = kluis;
        this.hertoets = hertoets;
        this.uitvoering = uitvoering;
        this.afgiftebewijs = afgiftebewijs;
        this.alarmen = alarmen;
        this.beleid = beleid;
        this.klok = klok;
    }

    /** @return what the schedule does next */
    public Vervolg bezorg(UUID levering) {
        Optional<Werk.Rij> gezien = register.werk().lees(levering);
        if (gezien.isEmpty()) {
            return new Vervolg.Klaar();
        }
        // What the re-check asks of the row never changes, so it may come before the claim: then claim and intent are one transaction.
        Voorbereid voorbereid = bereidVoor(gezien.get(), klok.instant());
        Werk.Claimuitslag claim = register.doe(tx -> claim(tx, levering, voorbereid.mag()));
        if (claim instanceof Werk.Claimuitslag.Later later) {
            return new Vervolg.Opnieuw(later.op());
        } else if (claim instanceof Werk.Claimuitslag.Geclaimd geclaimd) {
            return boek(geclaimd.werk(), voorbereid.mag() ? probeer(geclaimd.werk(), voorbereid.bezorging().orElseThrow()) : voorbereid.anders().orElseThrow());
        }
        return new Vervolg.Klaar();
    }

    /** What to act with, or the outcome without an act. */
    private record Voorbereid(Optional<Uitgang.Bezorging> bezorging, Optional<Werk.Afloop> anders) {
        static Voorbereid niet(Werk.Afloop anders) {
            return new Voorbereid(Optional.empty(), Optional.of(anders));
        }

        boolean mag() {
            return bezorging.isPresent();
        }
    }

    private Voorbereid bereidVoor(Werk.Rij rij, Instant nu) {
        try {
            Optional<String> bezwaar = rij.soort() == Werk.Soort.DOCUMENT ? hertoets.bezwaar(rij, nu) : Optional.empty();
            return bezwaar.map(code -> Voorbereid.niet(new Werk.Afloop.Vastgehouden(code, Optional.of(nu.plus(HERTOETS)))))
                    .orElseGet(() -> new Voorbereid(Optional.of(bezorging(rij, nu)), Optional.empty()));
        } catch (RegisterFout weg) {
            throw weg;
        } catch (RuntimeException bug) {
            meld(rij, bug);
            return Voorbereid.niet(new Werk.Afloop.Mislukt(FOUT));
        }
    }

    /** INVARIANT (nothing is delivered twice unnoticed): the intent entry is durable, with its claim, before the outward act. */
    private Werk.Claimuitslag claim(Transactie tx, UUID levering, boolean voornemen) {
        Werk.Claimuitslag claim = register.werk().claim(tx, levering, LEASE);
        if (voornemen && claim instanceof Werk.Claimuitslag.Geclaimd geclaimd) {
            register.werk().voornemen(tx, geclaimd.werk(), handeling(geclaimd.werk().kanaal()))
                    .orElseThrow(() -> new GatewayBug("a claim of this transaction was overtaken: " + levering));
        }
        return claim;
    }

    private static String handeling(Kanaal kanaal) {
        return kanaal == Kanaal.MAIL ? "VERZENDEN" : "AANBIEDEN";
    }

    private Werk.Afloop probeer(Werk.Rij rij, Uitgang.Bezorging bezorging) {
        try {
            Uitgang.Afgifte afgifte = uitvoering.doe(rij.kanaal(), bezorging);
            if (afgifte instanceof Uitgang.Afgifte.Aangeboden a) {
                return new Werk.Afloop.Aangeboden(a.waarneming());
            } else if (afgifte instanceof Uitgang.Afgifte.Overgedragen o) {
                return new Werk.Afloop.Overgedragen(o.waarneming());
            } else if (afgifte instanceof Uitgang.Afgifte.NaarMail n) {
                return new Werk.Afloop.NaarMail(n.waarneming());
            } else if (afgifte instanceof Uitgang.Afgifte.LaterOpnieuw l) {
                return new Werk.Afloop.Later(l.code(), beleid);
            }
            return mislukt(rij, ((Uitgang.Afgifte.Mislukt) afgifte).code());
        } catch (IOException onbekend) {
            LOG.warn("delivery {} outcome unknown: {}", rij.id(), onbekend.getClass().getSimpleName());
            return new Werk.Afloop.Onbekend("UITKOMST_ONBEKEND", beleid);
        } catch (RegisterFout weg) {
            throw weg;
        } catch (RuntimeException bug) {
            // INVARIANT (a bug is not a refusal): stopped and alarmed. It broke off after the intent, so it may have arrived.
            meld(rij, bug);
            return new Werk.Afloop.Afgebroken(FOUT);
        }
    }

    private static void meld(Werk.Rij rij, RuntimeException bug) {
        LOG.error("delivery {} stopped: {} at {}", rij.id(), bug.getClass().getName(), Verwerker.plaats(bug));
    }

    /** What is too large for a mail goes to the loket's next channel; without one a person must look. */
    private Werk.Afloop mislukt(Werk.Rij rij, String code) {
        List<Kanaal> kanalen = partijen.loket(rij.loket()).map(Loket::kanalen).orElse(List.of());
        int volgende = kanalen.indexOf(rij.kanaal()) + 1;
        boolean teGroot = code.equals(Uitgang.TE_GROOT) && rij.soort() == Werk.Soort.DOCUMENT && volgende > 0;
        return teGroot && volgende < kanalen.size() ? new Werk.Afloop.AnderKanaal(code, kanalen.get(volgende)) : new Werk.Afloop.Mislukt(code);
    }

    private Vervolg boek(Werk.Rij rij, Werk.Afloop afloop) {
        Optional<Werk.Afgelopen> af;
        try {
            af = register.doe(tx -> boek(tx, rij, afloop, true));
        } catch (RegisterFout weg) {
            throw weg;
        } catch (RuntimeException bug) {
            // What it was cannot be told: the row stops and alarms, without evidence, and is not left to be claimed for ever.
            meld(rij, bug);
            af = register.doe(tx -> boek(tx, rij, new Werk.Afloop.Afgebroken(FOUT), false));
        }
        af.ifPresent(u -> LOG.info("delivery {} to {} by {}: {}", rij.id(), rij.loket(), rij.kanaal(), u.staat()));
        return af.map(Werk.Afgelopen::vervolg).orElse(new Vervolg.Klaar());
    }

    private Optional<Werk.Afgelopen> boek(Transactie tx, Werk.Rij rij, Werk.Afloop afloop, boolean metBewijs) {
        Optional<Werk.Afgelopen> uitkomst = register.werk().uitkomst(tx, rij, afloop);
        uitkomst.filter(Werk.Afgelopen::nieuw).ifPresent(u -> {
            if (metBewijs) {
                afgiftebewijs.na(tx, rij, afloop, u);
            }
            if (u.staat() == Werk.Staat.VASTGELOPEN || u.staat() == Werk.Staat.VASTGEHOUDEN) {
                alarmen.geboekt(tx, rij.id(), u.staat().name());
            }
        });
        return uitkomst;
    }

    private Uitgang.Bezorging bezorging(Werk.Rij rij, Instant nu) {
        Loket loket = partijen.loket(rij.loket()).orElseThrow(() -> new GatewayBug("work for a loket that is not registered: " + rij.loket()));
        if (rij.soort() == Werk.Soort.BEWIJS) {
            return new Uitgang.Bezorging(rij.id().toString(), Uitgang.Soort.BEWIJS, loket, bewijsdelen(rij), nu);
        }
        return new Uitgang.Bezorging(rij.id().toString(), Uitgang.Soort.DOCUMENT, loket, List.of(leveringsdeel(rij, kluis)), nu);
    }

    /** The sealed bytes as they lie under our own encryption; opened anew at each reading. */
    static Deel leveringsdeel(Werk.Rij rij, Kluis kluis) {
        UUID lichaam = Optional.ofNullable(rij.lichaam()).orElseThrow(() -> new GatewayBug("delivery without a body: " + rij.id()));
        long lengte = Optional.ofNullable(rij.zegel()).orElseThrow(() -> new GatewayBug("delivery without a seal: " + rij.id())).lengte();
        return new Deel(rij.naam(), CMS, lengte, () -> {
            try {
                return kluis.lees(lichaam, rij.id(), rij.loket().waarde());
            } catch (KastDicht dicht) {
                throw new IOException("the key store is closed", dicht);
            }
        });
    }

    private List<Deel> bewijsdelen(Werk.Rij rij) {
        Bewijzen.Bewijs bewijs = register.bewijzen().lees(Optional.ofNullable(rij.bewijs())
                .orElseThrow(() -> new GatewayBug("evidence work without evidence: " + rij.id())))
                .orElseThrow(() -> new GatewayBug("evidence is gone: " + rij.bewijs()));
        return List.of(deel(bewijs.naam(), "application/json", bewijs.json()),
                deel(bewijs.naam() + ".p7s", "application/pkcs7-signature", bewijs.handtekening()));
    }

    private static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> (InputStream) new ByteArrayInputStream(bytes));
    }
}
