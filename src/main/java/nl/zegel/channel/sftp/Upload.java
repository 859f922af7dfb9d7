package nl.zegel.channel.sftp;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import nl.zegel.exchange.Intake;
import nl.zegel.party.LoketId;
import org.jspecify.annotations.Nullable;

/**
 * One file on its way into {@code in/}: written from front to back, at times in several connections. Thread-safe; the
 * last connection that opened it owns it, an older one can no longer write or close it.
 */
final class Upload {
    private final LoketId loket;
    private final String naam;
    private final boolean tijdelijk;
    private final Bewaakt ontvangst;
    private final Clock clock;
    private final CmsEinde einde = new CmsEinde();
    private @Nullable Schrijver eigenaar;
    private volatile Stand stand = Stand.BEZIG;
    private volatile long grootte;
    private volatile Instant laatst;

    /** Where an upload is. Only GELEVERD was seen by the exchange. */
    enum Stand { BEZIG, AFGEBROKEN, WACHT_OP_NAAM, ONVOLLEDIG, GELEVERD, WEG }

    Upload(LoketId loket, String naam, boolean tijdelijk, Intake.Ontvangst ontvangst, Clock clock) {
        this.loket = loket;
        this.naam = naam;
        this.tijdelijk = tijdelijk;
        this.ontvangst = new Bewaakt(ontvangst);
        this.clock = clock;
        this.laatst = clock.instant();
    }

    LoketId loket() {
        return loket;
    }

    String naam() {
        return naam;
    }

    Stand stand() {
        return stand;
    }

    long grootte() {
        return grootte;
    }

    Instant laatst() {
        return laatst;
    }

    /** Writes go on at the size so far; who had the file open before has lost it. */
    synchronized Schrijver open() throws Weigering {
        if (stand == Stand.GELEVERD || stand == Stand.WEG) {
            throw Weigering.nietGevonden();
        }
        stand = Stand.BEZIG;
        laatst = clock.instant();
        Schrijver nieuw = new Schrijver();
        eigenaar = nieuw;
        return nieuw;
    }

    /** The rename that publishes; returns when the bytes are durable. */
    synchronized void publiceer(Oplevering oplevering) throws Weigering {
        if (stand == Stand.BEZIG) {
            throw Weigering.misluk("het bestand is nog open");
        }
        if (stand == Stand.GELEVERD || stand == Stand.WEG) {
            throw Weigering.nietGevonden();
        }
        if (!einde.heel()) {
            stand = Stand.ONVOLLEDIG;
            throw onvolledig();
        }
        lever(oplevering);
    }

    /** At the end of the grace: what was closed half is delivered as it is, so that its refusal is on record; the rest goes. */
    synchronized void verloop(Instant grens, Oplevering oplevering) {
        if (stand == Stand.BEZIG || laatst.isAfter(grens)) {
            return;
        }
        if (stand == Stand.ONVOLLEDIG) {
            try {
                lever(oplevering);
            } catch (Weigering e) {
                // Its close was answered with a failure, so the client never counted on it: it starts anew.
                return;
            }
        } else {
            weg();
        }
    }

    synchronized void weg() {
        if (stand != Stand.GELEVERD && stand != Stand.WEG) {
            stand = Stand.WEG;
            eigenaar = null;
            ontvangst.sluitStil();
        }
    }

    /** INVARIANT (register first): returns only when the bytes are durable, which the route cannot claim but must have done. */
    private void lever(Oplevering oplevering) throws Weigering {
        try {
            oplevering.lever(ontvangst);
        } catch (IOException e) {
            weg();
            throw Weigering.misluk("het bestand is niet opgeslagen; stuur het opnieuw");
        } catch (RuntimeException bug) {
            weg();
            throw bug;
        }
        if (!ontvangst.vast()) {
            weg();
            throw Weigering.misluk("het bestand is niet opgeslagen; stuur het opnieuw");
        }
        stand = Stand.GELEVERD;
        eigenaar = null;
        ontvangst.sluitStil();
    }

    private Weigering onvolledig() {
        return Weigering.misluk("onvolledig: " + grootte + " bytes ontvangen en het einde ontbreekt; ga verder met reput");
    }

    /** The right of one connection to write this upload. */
    final class Schrijver {
        private Schrijver() {}

        long grootte() {
            return grootte;
        }

        Instant laatst() {
            return laatst;
        }

        void schrijf(long op, byte[] bron, int van, int aantal) throws Weigering {
            synchronized (Upload.this) {
                mijn();
                if (op != grootte) {
                    throw Weigering.magNiet("schrijven kan alleen achter elkaar; verwacht byte " + grootte);
                }
                try {
                    ontvangst.bytes().write(bron, van, aantal);
                } catch (IOException e) {
                    weg();
                    throw Weigering.misluk("het bestand is te groot of kan nu niet worden ontvangen");
                } catch (RuntimeException e) {
                    // How much of the block went in is unknown: nobody may go on from here.
                    weg();
                    throw e;
                }
                einde.lees(bron, van, aantal);
                grootte += aantal;
                laatst = clock.instant();
            }
        }

        /** The client closed the file. Normal return is the acknowledgement: durable, or waiting for its rename. */
        void sluit(Oplevering oplevering) throws Weigering {
            synchronized (Upload.this) {
                mijn();
                eigenaar = null;
                laatst = clock.instant();
                if (grootte == 0) {
                    weg();
                    throw Weigering.misluk("het bestand is leeg");
                }
                if (tijdelijk) {
                    stand = Stand.WACHT_OP_NAAM;
                } else if (!einde.heel()) {
                    stand = Stand.ONVOLLEDIG;
                    throw onvolledig();
                } else {
                    lever(oplevering);
                }
            }
        }

        /** The connection went away with the file open: nothing is published. */
        void breekAf() {
            synchronized (Upload.this) {
                if (eigenaar == this) {
                    eigenaar = null;
                    laatst = clock.instant();
                    stand = Stand.AFGEBROKEN;
                    if (grootte == 0) {
                        weg();
                    }
                }
            }
        }

        private void mijn() throws Weigering {
            if (eigenaar != this) {
                throw Weigering.misluk("het bestand is in een andere verbinding geopend of weggevallen");
            }
        }
    }
}
