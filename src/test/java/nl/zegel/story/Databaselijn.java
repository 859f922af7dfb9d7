package nl.zegel.story;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The line between a gateway and its database server, which a test cuts or holds; also exactly where an upload is written. */
final class Databaselijn implements AutoCloseable {
    private static final String INNAME = "insert into ontvangst";

    /** WEG refuses and breaks every connection; HANGT keeps them and passes nothing on. */
    enum Stand { OPEN, HANGT, WEG }

    /** Where the line is to fail by itself: before an intake is written, or after its commit and before the answer to it. */
    enum Breuk { NERGENS, VOOR_DE_INNAME, NA_DE_COMMIT }

    private final int poort;
    private final ServerSocket deur = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private Stand stand = Stand.OPEN;
    private Breuk breuk = Breuk.NERGENS;
    private boolean gebroken;

    /** @param poort of the server, on this machine */
    Databaselijn(int poort) throws IOException {
        this.poort = poort;
        draad(this::neemAan);
    }

    int poort() {
        return deur.getLocalPort();
    }

    synchronized void zet(Stand nieuw) {
        stand = nieuw;
        if (nieuw == Stand.WEG) {
            open.forEach(Databaselijn::sluit);
            open.clear();
        }
        notifyAll();
    }

    /** The next intake meets the break. */
    synchronized void breek(Breuk waar) {
        breuk = waar;
        gebroken = false;
    }

    synchronized boolean gebroken() {
        return gebroken;
    }

    private void neemAan() throws IOException {
        while (!deur.isClosed()) {
            Socket gateway = deur.accept();
            if (stand() == Stand.WEG) {
                gateway.close();
                continue;
            }
            Socket server = new Socket(InetAddress.getLoopbackAddress(), poort);
            open.add(gateway);
            open.add(server);
            boolean[] inname = new boolean[1];
            // a connection is pooled: only the intake that is written after the break was asked for counts
            draad(() -> pomp(gateway, server, b -> inname[0] |= b.contains(INNAME) && gevraagd(Breuk.NA_DE_COMMIT), b -> b.contains(INNAME),
                    Breuk.VOOR_DE_INNAME, Stand.HANGT));
            draad(() -> pomp(server, gateway, b -> { }, b -> inname[0] && b.contains("COMMIT\0"), Breuk.NA_DE_COMMIT, Stand.WEG));
        }
    }

    private synchronized Stand stand() {
        return stand;
    }

    private synchronized boolean gevraagd(Breuk waar) {
        return breuk == waar;
    }

    private interface Kijk {
        void op(String bytes);
    }

    private interface Vraag {
        boolean is(String bytes);
    }

    private void pomp(Socket van, Socket naar, Kijk kijk, Vraag hier, Breuk soort, Stand dan) throws IOException {
        byte[] blok = new byte[64 * 1024];
        try (van; naar; InputStream in = van.getInputStream(); OutputStream uit = naar.getOutputStream()) {
            for (int n = in.read(blok); n >= 0; n = in.read(blok)) {
                String bytes = new String(blok, 0, n, StandardCharsets.ISO_8859_1);
                kijk.op(bytes);
                breekAls(hier.is(bytes), soort, dan);
                wachtTotOpen();
                uit.write(blok, 0, n);
                uit.flush();
            }
        }
    }

    private synchronized void breekAls(boolean hier, Breuk soort, Stand dan) {
        if (hier && breuk == soort) {
            breuk = Breuk.NERGENS;
            gebroken = true;
            zet(dan);
        }
    }

    private synchronized void wachtTotOpen() throws IOException {
        try {
            while (stand == Stand.HANGT) {
                wait();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (stand == Stand.WEG) {
            throw new IOException("the line is cut");
        }
    }

    private interface Werk {
        void doe() throws IOException;
    }

    private static void draad(Werk werk) {
        Thread draad = new Thread(() -> {
            try {
                werk.doe();
            } catch (IOException dicht) {
                // this end of the line was closed: that is what it is for
            }
        }, "database line");
        draad.setDaemon(true);
        draad.start();
    }

    private static void sluit(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        deur.close();
        zet(Stand.WEG);
    }
}
