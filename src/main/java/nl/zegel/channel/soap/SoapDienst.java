package nl.zegel.channel.soap;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.GregorianCalendar;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.xml.datatype.DatatypeFactory;
import javax.xml.datatype.XMLGregorianCalendar;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.OntvangstId;
import nl.zegel.exchange.Postbus;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;
import org.apache.cxf.interceptor.Fault;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.PhaseInterceptorChain;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The four operations, for the loket that {@link VerzoekIn} proved. Every answer is about the caller's own. Thread-safe. */
final class SoapDienst implements Zegelpoort {
    private static final Logger LOG = LoggerFactory.getLogger(SoapDienst.class);
    private static final Pattern NAAM = Pattern.compile("[A-Za-z0-9._-]{1,200}");
    private static final String HANDTEKENING = ".p7s";
    private static final int GROOTSTE_BEWIJS = 1 << 20;

    private final Intake intake;
    private final Postbus postbus;
    private final Oplevering oplevering;
    private final Duration wachttijd;
    private final Consumer<String> teller;

    SoapDienst(Intake intake, Postbus postbus, Oplevering oplevering, Duration wachttijd, Consumer<String> teller) {
        this.intake = intake;
        this.postbus = postbus;
        this.oplevering = oplevering;
        this.wachttijd = wachttijd;
        this.teller = teller;
    }

    @Override
    public Berichten.DienInAntwoord dienIn(Berichten.DienIn verzoek) {
        Bericht bericht = bericht();
        if (verzoek.cms == null) {
            throw new Fault(new IOException("no document"));
        }
        OntvangstId id;
        try (Intake.Ontvangst ontvangst = intake.begin(bericht.aanvoer()); InputStream cms = verzoek.cms.getInputStream()) {
            // The last read fails when these are not the bytes that the Body's signature covers.
            cms.transferTo(ontvangst.bytes());
            // INVARIANT (register first): durable before the answer says ONTVANGEN.
            id = oplevering.lever(ontvangst);
        } catch (Bijlage.AndereBytes e) {
            throw nietWatErStond();
        } catch (Intake.TeGroot e) {
            throw Fouten.teGroot();
        } catch (IOException e) {
            LOG.warn("SOAP: a submission of {} could not be received", bericht.loket());
            throw Fouten.later();
        }
        return antwoord(id, bericht.loket());
    }

    /** Not authentic after all: the same answer as to any stranger. */
    private Fault nietWatErStond() {
        PhaseInterceptorChain.getCurrentMessage().getExchange().remove(Bericht.class);
        LOG.info("SOAP message not accepted: {}", Weigering.Reden.BIJLAGE.code());
        teller.accept(Weigering.Reden.BIJLAGE.code());
        return Fouten.nietGeaccepteerd();
    }

    private Berichten.DienInAntwoord antwoord(OntvangstId id, LoketId loket) {
        Berichten.DienInAntwoord antwoord = new Berichten.DienInAntwoord();
        antwoord.ontvangstId = id.toString();
        Optional<Berichten.Bewijs> bewijs = uitslag(id, loket, wachttijd);
        antwoord.toestand = bewijs.isPresent() ? Berichten.Toestand.UITSLAG : Berichten.Toestand.ONTVANGEN;
        antwoord.bewijs = bewijs.orElse(null);
        return antwoord;
    }

    /** Evidence of a submission, when it is this loket's. */
    private Optional<Berichten.Bewijs> uitslag(OntvangstId id, LoketId loket, Duration tenHoogste) {
        return intake.wachtOpUitslag(id, tenHoogste).filter(b -> b.voor().equals(loket))
                .map(b -> bewijs(b.naam(), b.json(), b.handtekening()));
    }

    static Berichten.Bewijs bewijs(String naam, byte[] json, byte[] handtekening) {
        Berichten.Bewijs bewijs = new Berichten.Bewijs();
        bewijs.naam = naam;
        bewijs.json = json;
        bewijs.handtekening = handtekening;
        return bewijs;
    }

    @Override
    public Berichten.HaalOpAntwoord haalOp(Berichten.HaalOp verzoek) {
        LoketId loket = bericht().loket();
        Berichten.HaalOpAntwoord antwoord = new Berichten.HaalOpAntwoord();
        if (verzoek.naam == null) {
            antwoord.levering = items(lijst(() -> postbus.uit(loket)));
            return antwoord;
        }
        String naam = naam(verzoek.naam);
        if (lijst(() -> postbus.uit(loket)).stream().noneMatch(i -> i.naam().equals(naam))) {
            throw Fouten.onbekend();
        }
        Postbus.Lezing lezing = open(loket, naam);
        Afsluiter.sluitNaAntwoord(PhaseInterceptorChain.getCurrentMessage(), lezing);
        Berichten.Inhoud inhoud = new Berichten.Inhoud();
        inhoud.naam = naam;
        inhoud.cms = Stroom.van(lezing::bytes);
        antwoord.inhoud = inhoud;
        return antwoord;
    }

    @Override
    public Berichten.BevestigAntwoord bevestig(Berichten.Bevestig verzoek) {
        String naam = naam(verzoek.naam);
        try {
            postbus.bevestig(bericht().loket(), naam);
        } catch (IOException e) {
            throw Fouten.onbekend();
        }
        Berichten.BevestigAntwoord antwoord = new Berichten.BevestigAntwoord();
        antwoord.naam = naam;
        return antwoord;
    }

    @Override
    public Berichten.StatusAntwoord status(Berichten.Status verzoek) {
        LoketId loket = bericht().loket();
        Berichten.StatusAntwoord antwoord = new Berichten.StatusAntwoord();
        if (verzoek.ontvangstId != null) {
            antwoord.bewijs = uitslag(ontvangst(verzoek.ontvangstId), loket, Duration.ZERO).orElse(null);
        } else if (verzoek.naam != null) {
            antwoord.bewijs = bewijs(loket, naam(verzoek.naam));
        } else {
            List<Postbus.Item> alles = lijst(() -> postbus.bewijzen(loket));
            Set<String> namen = alles.stream().map(Postbus.Item::naam).collect(Collectors.toSet());
            // only what can be asked for by its name: signed evidence, not the unsigned answer to a file over SFTP
            antwoord.overzicht = items(alles.stream().filter(i -> namen.contains(i.naam() + HANDTEKENING)).toList());
        }
        return antwoord;
    }

    private Berichten.Bewijs bewijs(LoketId loket, String naam) {
        List<String> namen = lijst(() -> postbus.bewijzen(loket)).stream().map(Postbus.Item::naam).toList();
        if (!namen.contains(naam) || !namen.contains(naam + HANDTEKENING)) {
            throw Fouten.onbekend();
        }
        return bewijs(naam, klein(loket, naam), klein(loket, naam + HANDTEKENING));
    }

    private byte[] klein(LoketId loket, String naam) {
        try (Postbus.Lezing lezing = open(loket, naam); InputStream bytes = lezing.bytes()) {
            byte[] alles = bytes.readNBytes(GROOTSTE_BEWIJS + 1);
            if (alles.length > GROOTSTE_BEWIJS) {
                throw new GatewayBug("evidence is larger than evidence is");
            }
            return alles;
        } catch (IOException e) {
            throw Fouten.later();
        }
    }

    private static List<Postbus.Item> lijst(Supplier<List<Postbus.Item>> vraag) {
        try {
            return vraag.get();
        } catch (UncheckedIOException weg) {
            throw Fouten.later();
        }
    }

    private Postbus.Lezing open(LoketId loket, String naam) {
        try {
            return postbus.open(loket, naam);
        } catch (IOException e) {
            throw Fouten.onbekend();
        }
    }

    private static OntvangstId ontvangst(String tekst) {
        try {
            return new OntvangstId(UUID.fromString(tekst));
        } catch (IllegalArgumentException e) {
            throw Fouten.onbekend();
        }
    }

    private static String naam(@Nullable String tekst) {
        if (tekst == null || !NAAM.matcher(tekst).matches()) {
            throw Fouten.onbekend();
        }
        return tekst;
    }

    private static List<Berichten.Item> items(List<Postbus.Item> items) {
        return items.stream().map(i -> {
            Berichten.Item item = new Berichten.Item();
            item.naam = i.naam();
            item.lengte = i.lengte();
            item.tijd = tijd(i.tijd());
            return item;
        }).toList();
    }

    private static XMLGregorianCalendar tijd(Instant moment) {
        return DatatypeFactory.newDefaultInstance().newXMLGregorianCalendar(
                GregorianCalendar.from(moment.truncatedTo(ChronoUnit.SECONDS).atZone(ZoneOffset.UTC)));
    }

    private static Bericht bericht() {
        Message message = PhaseInterceptorChain.getCurrentMessage();
        Bericht bericht = message == null ? null : message.getExchange().get(Bericht.class);
        if (bericht == null) {
            throw new GatewayBug("an operation without a proven sender");
        }
        return bericht;
    }
}
