package nl.zegel.story;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.security.cert.X509Certificate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;
import java.util.function.Function;
import javax.net.ServerSocketFactory;
import javax.net.SocketFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLServerSocket;
import javax.net.ssl.SSLSocket;

/**
 * A relay in front of one server. It keeps what passes, and on request stops passing bytes on at a given place, as a wire
 * that is cut between a server's act and its answer.
 */
final class Tussenstation implements AutoCloseable {
    enum Richting { HEEN, TERUG }

    private record Wissel(Richting richting, long naBytes, Optional<String> bijTekst, CountDownLatch bereikt, CountDownLatch los) {}

    private final ServerSocket luister;
    private final Function<Socket, SocketFactory> naar;
    private final int doel;
    private volatile BiFunction<Richting, String, String> vertaling = (richting, tekst) -> tekst;
    private final List<Socket> open = new CopyOnWriteArrayList<>();
    private final Map<Richting, ByteArrayOutputStream> opname = new EnumMap<>(Richting.class);
    private volatile Optional<Wissel> wissel = Optional.empty();

    private Tussenstation(ServerSocket luister, Function<Socket, SocketFactory> naar, int doel) {
        this.luister = luister;
        this.naar = naar;
        this.doel = doel;
        for (Richting r : Richting.values()) {
            opname.put(r, new ByteArrayOutputStream());
        }
        draad("accept", this::neemAan);
    }

    /** @param doel the server's port on this machine; it need not run yet */
    static Tussenstation naar(int doel) throws IOException {
        return new Tussenstation(ServerSocketFactory.getDefault().createServerSocket(0, 50, InetAddress.getLoopbackAddress()),
                klant -> SocketFactory.getDefault(), doel);
    }

    /**
     * One that ends TLS on both sides, so that what passes is kept in clear.
     *
     * @param alsKlant how to appear to the server for the party with that certificate
     */
    static Tussenstation tls(int doel, SSLContext alsServer, Function<X509Certificate, SSLContext> alsKlant) throws IOException {
        SSLServerSocket luister = (SSLServerSocket) alsServer.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        luister.setNeedClientAuth(true);
        return new Tussenstation(luister, klant -> {
            try {
                return alsKlant.apply((X509Certificate) ((SSLSocket) klant).getSession().getPeerCertificates()[0]).getSocketFactory();
            } catch (SSLPeerUnverifiedException zonder) {
                throw new UncheckedIOException(zonder);
            }
        }, doel);
    }

    /** Changes what passes, after it was kept: for a peer that lacks an extension which the other side can use. */
    void vertaal(BiFunction<Richting, String, String> vertaling) {
        this.vertaling = vertaling;
    }

    int poort() {
        return luister.getLocalPort();
    }

    /** What passed so far in that direction, of all connections, as it passed. */
    byte[] opname(Richting richting) {
        ByteArrayOutputStream bytes = opname.get(richting);
        synchronized (bytes) {
            return bytes.toByteArray();
        }
    }

    /** Passes nothing on in that direction once a connection carried so many bytes. */
    void houdNa(Richting richting, long bytes) {
        wissel = Optional.of(new Wissel(richting, bytes, Optional.empty(), new CountDownLatch(1), new CountDownLatch(1)));
    }

    /** Holds the write that holds this text, and what comes after it. */
    void houdBij(Richting richting, String tekst) {
        wissel = Optional.of(new Wissel(richting, 0, Optional.of(tekst), new CountDownLatch(1), new CountDownLatch(1)));
    }

    /** True once bytes came that were not passed on. */
    boolean houdtVast() {
        return wissel.map(w -> w.bereikt().getCount() == 0).orElse(false);
    }

    /** Breaks what is held and passes on again. */
    void laatLos() {
        wissel.ifPresent(w -> {
            wissel = Optional.empty();
            w.los().countDown();
            open.forEach(Tussenstation::sluit);
            open.clear();
        });
    }

    private void neemAan() {
        while (!luister.isClosed()) {
            Socket klant;
            try {
                klant = luister.accept();
            } catch (IOException dicht) {
                return;
            }
            draad("connection", () -> verbind(klant));
        }
    }

    private void verbind(Socket klant) {
        try {
            Socket server = naar.apply(klant).createSocket(InetAddress.getLoopbackAddress(), doel);
            open.add(klant);
            open.add(server);
            draad("back", () -> pomp(server, klant, Richting.TERUG));
            pomp(klant, server, Richting.HEEN);
        } catch (IOException | UncheckedIOException weg) {
            sluit(klant);
        }
    }

    private void pomp(Socket van, Socket tot, Richting richting) {
        try (InputStream in = van.getInputStream(); OutputStream uit = tot.getOutputStream()) {
            byte[] blok = new byte[16 * 1024];
            long al = 0;
            for (int n = in.read(blok); n >= 0; n = in.read(blok)) {
                Optional<Wissel> w = wissel.filter(x -> x.richting() == richting);
                int door = doorgelaten(w, blok, n, al);
                al += n;
                bewaar(richting, blok, door);
                uit.write(vertaald(richting, blok, door));
                uit.flush();
                if (door < n) {
                    w.get().bereikt().countDown();
                    w.get().los().await();
                    return;
                }
            }
        } catch (IOException dicht) {
            // one of the two hung up; the other follows
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            sluit(van);
            sluit(tot);
        }
    }

    private byte[] vertaald(Richting richting, byte[] blok, int n) {
        return vertaling.apply(richting, new String(blok, 0, n, StandardCharsets.ISO_8859_1)).getBytes(StandardCharsets.ISO_8859_1);
    }

    private static int doorgelaten(Optional<Wissel> wissel, byte[] blok, int n, long al) {
        if (wissel.isEmpty()) {
            return n;
        }
        Optional<String> tekst = wissel.get().bijTekst();
        if (tekst.isPresent()) {
            return new String(blok, 0, n, StandardCharsets.ISO_8859_1).contains(tekst.get()) ? 0 : n;
        }
        return (int) Math.max(0, Math.min(n, wissel.get().naBytes() - al));
    }

    private void bewaar(Richting richting, byte[] blok, int n) {
        ByteArrayOutputStream bytes = opname.get(richting);
        synchronized (bytes) {
            bytes.write(blok, 0, n);
        }
    }

    private static void draad(String naam, Runnable werk) {
        Thread draad = new Thread(werk, "relay-" + naam);
        draad.setDaemon(true);
        draad.start();
    }

    private static void sluit(Socket socket) {
        try {
            socket.close();
        } catch (IOException dicht) {
            // closed is what it should be
        }
    }

    @Override
    public void close() throws IOException {
        laatLos();
        luister.close();
        open.forEach(Tussenstation::sluit);
    }
}
