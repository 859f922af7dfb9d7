package nl.zegel.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that reads the first TLS message of whoever connects (RFC 8446 section 4.1.2) and hangs up: what a client offers is
 * what it can be talked into, by a man in the middle too.
 */
public final class Klantgroet implements AutoCloseable {
    private static final int HANDSHAKE = 22;
    private static final int CLIENT_HELLO = 1;
    private static final int SUPPORTED_VERSIONS = 43;
    /** TLS_EMPTY_RENEGOTIATION_INFO_SCSV (RFC 5746): a signal in the shape of a suite. */
    private static final int SCSV = 0x00FF;

    private final ServerSocket deur = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final AtomicInteger bezoeken = new AtomicInteger();
    private final CompletableFuture<Aanbod> gezien = new CompletableFuture<>();

    /** @param suites IANA numbers @param versies 0x0303 is TLS 1.2, 0x0304 is TLS 1.3 */
    public record Aanbod(Set<Integer> suites, Set<Integer> versies) {}

    /** What is said in clear before TLS begins, as SMTP does for STARTTLS. */
    @FunctionalInterface
    public interface Vooraf {
        void spreek(Socket klant) throws IOException;
    }

    public Klantgroet(Vooraf vooraf) throws IOException {
        Thread draad = new Thread(() -> luister(vooraf), "klantgroet");
        draad.setDaemon(true);
        draad.start();
    }

    public int poort() {
        return deur.getLocalPort();
    }

    public Aanbod aanbod() throws InterruptedException, ExecutionException, TimeoutException {
        return gezien.get(60, TimeUnit.SECONDS);
    }

    /** How often a client came: one that was refused must not come back with less. */
    public int bezoeken() {
        return bezoeken.get();
    }

    private void luister(Vooraf vooraf) {
        while (!deur.isClosed()) {
            try (Socket klant = deur.accept()) {
                bezoeken.incrementAndGet();
                vooraf.spreek(klant);
                gezien.complete(lees(klant.getInputStream()));
            } catch (IOException e) {
                gezien.completeExceptionally(e);
            }
        }
    }

    private static Aanbod lees(InputStream van) throws IOException {
        DataInputStream in = new DataInputStream(van);
        if (in.readUnsignedByte() != HANDSHAKE) {
            throw new IOException("no TLS");
        }
        in.readUnsignedShort();
        byte[] record = new byte[in.readUnsignedShort()];
        in.readFully(record);
        ByteBuffer groet = ByteBuffer.wrap(record);
        if (groet.get() != CLIENT_HELLO) {
            throw new IOException("no ClientHello");
        }
        sla(groet, 3);
        Set<Integer> versies = new TreeSet<>(Set.of(groet.getShort() & 0xFFFF));
        sla(groet, 32);
        sla(groet, groet.get() & 0xFF);
        Set<Integer> suites = getallen(groet, groet.getShort() & 0xFFFF);
        suites.remove(SCSV);
        sla(groet, groet.get() & 0xFF);
        sla(groet, 2);
        while (groet.hasRemaining()) {
            int soort = groet.getShort() & 0xFFFF;
            int lengte = groet.getShort() & 0xFFFF;
            if (soort == SUPPORTED_VERSIONS) {
                versies = getallen(groet, groet.get() & 0xFF);
            } else {
                sla(groet, lengte);
            }
        }
        return new Aanbod(suites, versies);
    }

    private static Set<Integer> getallen(ByteBuffer van, int bytes) {
        Set<Integer> alle = new TreeSet<>();
        for (int i = 0; i < bytes; i += 2) {
            alle.add(van.getShort() & 0xFFFF);
        }
        return alle;
    }

    private static void sla(ByteBuffer over, int bytes) {
        over.position(over.position() + bytes);
    }

    /** NCSC 2025-05, good and sufficient: AEAD with forward secrecy, and nothing else. */
    public static final Aanbod NCSC = new Aanbod(
            new TreeSet<>(Set.of(0x1301, 0x1302, 0x1303, 0xC02B, 0xC02C, 0xC02F, 0xC030, 0xCCA8, 0xCCA9)), new TreeSet<>(Set.of(0x0303, 0x0304)));

    @Override
    public void close() throws IOException {
        deur.close();
    }
}
