package nl.zegel.channel.mail;

import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.FetchProfile;
import jakarta.mail.Flags;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.UIDFolder;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLException;
import nl.zegel.crypto.Geheim;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Beurten;
import nl.zegel.party.GatewayBug;
import org.eclipse.angus.mail.imap.IMAPFolder;
import org.eclipse.angus.mail.imap.IMAPMessage;
import org.eclipse.angus.mail.imap.IMAPStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Empties one mailbox over IMAP, one connection a round. A mail goes only after the intake has it; a crash in between
 * leaves it, and the next round offers the same document again, which the exchange sees. A mail that keeps failing stays,
 * last in line, and holds up no other. One round at a time; of several gateways the one whose turn it is.
 */
public final class Ophaler {
    private static final Logger LOG = LoggerFactory.getLogger(Ophaler.class);
    private static final int OPHAALBLOK = 256 << 10;

    private final Postvak postvak;
    private final Supplier<Optional<Geheim>> wachtwoord;
    private final Postlezer lezer;
    private final Beurten beurten;
    private final Map<Long, Integer> mislukt = new HashMap<>();
    private long geldigheid;
    private volatile Optional<String> storing = Optional.empty();

    /**
     * @param wachtwoord read anew each round, so that a changed password needs no restart; empty while the store is closed
     */
    public Ophaler(Postvak postvak, Supplier<Optional<Geheim>> wachtwoord, Postlezer lezer, Beurten beurten) {
        this.postvak = postvak;
        this.wachtwoord = wachtwoord;
        this.lezer = lezer;
        this.beurten = beurten;
    }

    /** Code of why the last round could not reach the mailbox, for health and doctor; empty when it could. */
    public Optional<String> storing() {
        return storing;
    }

    Postvak postvak() {
        return postvak;
    }

    /** One round. Never throws for a server that is away: the next round tries again. @return mails that left the mailbox */
    public synchronized int ronde(Oplevering naar) {
        Optional<Beurt> beurt = beurten.neem(postvak.bron());
        return beurt.isEmpty() ? 0 : ronde(naar, beurt.get());
    }

    private int ronde(Oplevering naar, Beurt beurt) {
        try (beurt; Store winkel = verbind()) {
            int aantal = leeg(winkel, naar, beurt);
            meldStoring(Optional.empty());
            return aantal;
        } catch (MessagingException | IOException e) {
            meldStoring(Optional.of(code(e)));
            return 0;
        }
    }

    private Store verbind() throws MessagingException, IOException {
        Geheim geheim = wachtwoord.get().orElseThrow(() -> new IOException("the key store is closed"));
        Verbinding v = postvak.verbinding();
        Properties p = v.instellingen("imap");
        p.put("mail.imap.partialfetch", "true");
        p.put("mail.imap.fetchsize", Integer.toString(OPHAALBLOK));
        p.put("mail.imap.peek", "true");
        Store winkel = Session.getInstance(p).getStore("imap");
        winkel.connect(v.host(), v.poort(), v.gebruiker(), new String(geheim.tekens()));
        return winkel;
    }

    private int leeg(Store winkel, Oplevering naar, Beurt beurt) throws MessagingException {
        IMAPFolder map = (IMAPFolder) winkel.getFolder(postvak.map());
        map.open(Folder.READ_WRITE);
        try {
            int weg = 0;
            for (Map.Entry<Long, Message> post : keuze(map)) {
                if (!map.isOpen() || !beurt.nog()) {
                    break;
                }
                // A turn lost in between leaves the mail to the next owner, who sees that it is the same.
                if (neem(post.getKey(), (IMAPMessage) post.getValue(), naar, beurt) && beurt.nog()) {
                    verwijder(map, post.getValue());
                    weg++;
                }
            }
            return weg;
        } finally {
            if (map.isOpen()) {
                map.close(false);
            }
        }
    }

    /** The mails of this round by UID: those that failed least first, then the oldest. */
    private List<Map.Entry<Long, Message>> keuze(IMAPFolder map) throws MessagingException {
        if (map.getUIDValidity() != geldigheid) {
            mislukt.clear();
            geldigheid = map.getUIDValidity();
        }
        Message[] alle = map.getMessages();
        FetchProfile alleenUid = new FetchProfile();
        alleenUid.add(UIDFolder.FetchProfileItem.UID);
        map.fetch(alle, alleenUid);
        Map<Long, Message> opUid = new TreeMap<>();
        for (Message bericht : alle) {
            opUid.put(map.getUID(bericht), bericht);
        }
        mislukt.keySet().retainAll(Set.copyOf(opUid.keySet()));
        List<Map.Entry<Long, Message>> rij = new ArrayList<>(opUid.entrySet());
        rij.sort(Comparator.comparingInt((Map.Entry<Long, Message> e) -> mislukt.getOrDefault(e.getKey(), 0)).thenComparing(Map.Entry::getKey));
        return rij.stream().limit(postvak.perRonde()).collect(Collectors.toList());
    }

    private boolean neem(long uid, IMAPMessage bericht, Oplevering naar, Beurt beurt) {
        bericht.setPeek(true);
        try (InputStream bytes = bericht.getMimeStream()) {
            lezer.neem(bytes, naar, beurt);
            return true;
        } catch (IOException | MessagingException e) {
            onthoud(uid, e);
            return false;
        } catch (RuntimeException e) {
            // INVARIANT (a bug is not a refusal): this mail stops here, untouched and loud; the other mails are other exchanges.
            LOG.error("mail uid {} stays in the mailbox: a bug in handling it", uid, e instanceof GatewayBug ? e : zonderTekst(e));
            onthoud(uid, e);
            return false;
        }
    }

    private void onthoud(long uid, Exception e) {
        int keer = mislukt.merge(uid, 1, Integer::sum);
        if (Integer.bitCount(keer) == 1) {
            LOG.warn("mail uid {} stays in the mailbox, attempt {}: {}", uid, keer, e.getClass().getSimpleName());
        }
    }

    /** Library exceptions may quote the mail in their text; the place is enough. */
    private static Exception zonderTekst(RuntimeException e) {
        Exception kaal = new IllegalStateException(e.getClass().getName());
        kaal.setStackTrace(e.getStackTrace());
        return kaal;
    }

    /** Only this mail: a flag that somebody else set expunges nothing where the server has UIDPLUS. */
    private static void verwijder(IMAPFolder map, Message bericht) throws MessagingException {
        bericht.setFlag(Flags.Flag.DELETED, true);
        if (((IMAPStore) map.getStore()).hasCapability("UIDPLUS")) {
            map.expunge(new Message[] {bericht});
        } else {
            map.expunge();
        }
    }

    private void meldStoring(Optional<String> nieuw) {
        if (!nieuw.equals(storing)) {
            LOG.warn("mailbox {}: {}", postvak.map(), nieuw.orElse("reachable again"));
        }
        storing = nieuw;
    }

    private static String code(Exception e) {
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof SSLException) {
                return "IMAP_TLS";
            }
            if (t instanceof AuthenticationFailedException) {
                return "IMAP_AANMELDEN";
            }
        }
        return "IMAP_ONBEREIKBAAR";
    }
}
