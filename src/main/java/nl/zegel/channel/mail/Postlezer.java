package nl.zegel.channel.mail;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import nl.zegel.exchange.Aanvoer;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Terugmelding;
import nl.zegel.exchange.Terugmelding.Melding;

/**
 * Takes in one mail as raw bytes: a sealed mail streams into {@link Intake}, a report goes to {@link Terugmelding},
 * anything else is counted. Nothing of the mail but its bytes and {@link Aanvoer.Mail} travels on. Thread-safe.
 */
public final class Postlezer {
    private static final int LANGSTE_ID = 250;
    private static final int KLEIN = 256 << 10;
    private static final int BLOK = 64 << 10;

    private final Intake intake;
    private final Terugmelding terugmelding;
    private final Berichtnummer nummers;
    private final Postvak.Buitenkant buitenom;
    private final long grens;

    /** @param eigenAdres the gateway's own address, whose domain our Message-IDs carry */
    public Postlezer(Intake intake, Terugmelding terugmelding, String eigenAdres, Postvak postvak) {
        this.intake = intake;
        this.terugmelding = terugmelding;
        this.nummers = new Berichtnummer(eigenAdres);
        this.buitenom = postvak.buitenom();
        this.grens = postvak.grens();
    }

    /**
     * Handles one mail to its end, under a turn that a slow mail extends. After return it may leave the mailbox: it is durable, booked or counted.
     *
     * @throws IOException when something is away now; the mail stays and is offered again
     */
    public void neem(InputStream bericht, Oplevering naar, Beurt beurt) throws IOException {
        BufferedInputStream in = new BufferedInputStream(bericht, BLOK);
        Kopregels kop = Kopregels.lees(in);
        Aanvoer.Mail aanvoer = aanvoer(kop);
        Optional<String> geen;
        try {
            geen = verwerk(kop, aanvoer, in, naar, beurt);
        } catch (StriktBase64.Onleesbaar e) {
            geen = Optional.of(Codes.CODERING);
        } catch (Intake.TeGroot e) {
            geen = Optional.of(Codes.TE_GROOT);
        }
        if (geen.isPresent()) {
            intake.geenZegel(aanvoer, geen.get());
        }
    }

    private Optional<String> verwerk(Kopregels kop, Aanvoer.Mail aanvoer, InputStream in, Oplevering naar, Beurt beurt) throws IOException {
        Keuring keuring = Keuring.van(kop, buitenom);
        if (keuring instanceof Keuring.GeenZegel geen) {
            return Optional.of(geen.code());
        }
        if (keuring instanceof Keuring.Rapport) {
            return rapport(kop, in);
        }
        Optional<InputStream> cms = ontcijferd(kop, in);
        if (cms.isEmpty()) {
            return Optional.of(Codes.CODERING);
        }
        return keuring instanceof Keuring.Bewijs ? ontvangstbewijs(kop, cms.get()) : zegel(aanvoer, cms.get(), naar, beurt);
    }

    private Aanvoer.Mail aanvoer(Kopregels kop) {
        String id = Adressen.alsGeschreven(kop.enige("Message-ID").orElse(""));
        return new Aanvoer.Mail(Adressen.van(kop.alle("From")), Adressen.van(kop.alle("Sender")),
                id.substring(0, Math.min(id.length(), LANGSTE_ID)), Keuring.antwoordbaar(kop));
    }

    private Optional<String> zegel(Aanvoer.Mail aanvoer, InputStream cms, Oplevering naar, Beurt beurt) throws IOException {
        byte[] begin = cms.readNBytes(CmsSoort.BEGIN);
        boolean ondertekend = buitenom == Postvak.Buitenkant.ONDERTEKEND;
        if (CmsSoort.van(begin).filter(s -> (s == CmsSoort.ONDERTEKEND) == ondertekend).isEmpty()) {
            return Optional.of(Codes.CMS_ANDERS);
        }
        try (Intake.Ontvangst ontvangst = intake.begin(aanvoer, beurt)) {
            OutputStream uit = ontvangst.bytes();
            long over = grens - begin.length;
            uit.write(begin);
            byte[] blok = new byte[BLOK];
            for (int n = cms.read(blok); n >= 0; n = cms.read(blok)) {
                over -= n;
                if (over < 0) {
                    throw new Intake.TeGroot(grens);
                }
                uit.write(blok, 0, n);
                if (!beurt.nog()) {
                    throw new IOException("the turn at this mailbox is over");
                }
            }
            naar.lever(ontvangst);
        }
        return Optional.empty();
    }

    /** RFC 8551 mail comes as base64 or binary; other encodings spoil DER or are unknown. */
    private static Optional<InputStream> ontcijferd(Kopregels kop, InputStream in) {
        return switch (kop.enige("Content-Transfer-Encoding").orElse("7bit").toLowerCase(Locale.ROOT)) {
            case "base64" -> Optional.of(new StriktBase64(in));
            case "binary", "8bit" -> Optional.of(in);
            default -> Optional.empty();
        };
    }

    private Optional<String> rapport(Kopregels kop, InputStream in) throws IOException {
        Optional<Melding> melding = new Rapportlezer(nummers).lees(kop.enige("Content-Type").orElse(""), in.readNBytes(Rapportlezer.BEGIN));
        if (melding.isEmpty()) {
            return Optional.of(Codes.RAPPORT_ONBEKEND);
        }
        terugmelding.meld(melding.get());
        return Optional.empty();
    }

    private Optional<String> ontvangstbewijs(Kopregels kop, InputStream in) throws IOException {
        byte[] cms = in.readNBytes(KLEIN + 1);
        if (cms.length > KLEIN) {
            return Optional.of(Codes.TE_GROOT);
        }
        if (CmsSoort.van(Arrays.copyOf(cms, Math.min(cms.length, CmsSoort.BEGIN))).filter(s -> s == CmsSoort.ONDERTEKEND).isEmpty()) {
            return Optional.of(Codes.CMS_ANDERS);
        }
        Optional<String> levering = Stream.of("In-Reply-To", "References").flatMap(v -> kop.alle(v).stream())
                .flatMap(v -> Stream.of(v.strip().split("\\s+"))).flatMap(id -> nummers.levering(id).stream()).findFirst();
        terugmelding.meld(new Terugmelding.Ontvangstbewijs(levering, cms));
        return Optional.empty();
    }
}
