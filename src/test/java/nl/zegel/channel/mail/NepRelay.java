package nl.zegel.channel.mail;

import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A relay that answers by script: the reply per command verb, {@code .} for the end of the mail; an empty reply cuts the
 * connection. Remembers every line it got.
 */
final class NepRelay implements Closeable {
    final List<String> regels = new CopyOnWriteArrayList<>();
    private final ServerSocket deur = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Map<String, String> antwoorden;
    private final int knipNaRegels;

    NepRelay(Map<String, String> antwoorden) throws IOException {
        this(antwoorden, Integer.MAX_VALUE);
    }

    /** @param knipNaRegels cuts the connection after so many lines of mail */
    NepRelay(Map<String, String> antwoorden, int knipNaRegels) throws IOException {
        this.antwoorden = antwoorden;
        this.knipNaRegels = knipNaRegels;
        Thread draad = new Thread(this::dien, "nep-relay");
        draad.setDaemon(true);
        draad.start();
    }

    int poort() {
        return deur.getLocalPort();
    }

    private void dien() {
        try (Socket klant = deur.accept();
                BufferedReader in = new BufferedReader(new InputStreamReader(klant.getInputStream(), StandardCharsets.ISO_8859_1))) {
            zeg(klant, antwoorden.getOrDefault("GROET", "220 nep"));
            boolean data = false;
            int regel = 0;
            for (String s = in.readLine(); s != null; s = in.readLine()) {
                regels.add(s);
                String werkwoord = data ? "." : s.split("[ :]", 2)[0].toUpperCase(java.util.Locale.ROOT);
                if (data && !s.equals(".")) {
                    if (++regel >= knipNaRegels) {
                        klant.setSoLinger(true, 0);
                        return;
                    }
                    continue;
                }
                String antwoord = antwoorden.getOrDefault(werkwoord, switch (werkwoord) {
                    case "EHLO" -> "250-nep\r\n250 DSN";
                    case "DATA" -> "354 toe maar";
                    case "QUIT" -> "221 dag";
                    default -> "250 goed";
                });
                if (antwoord.isEmpty()) {
                    return;
                }
                data = antwoord.startsWith("354");
                zeg(klant, antwoord);
            }
        } catch (IOException e) {
            if (!deur.isClosed()) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static void zeg(Socket klant, String antwoord) throws IOException {
        OutputStream uit = klant.getOutputStream();
        uit.write((antwoord + "\r\n").getBytes(StandardCharsets.US_ASCII));
        uit.flush();
    }

    @Override
    public void close() throws IOException {
        deur.close();
    }
}
