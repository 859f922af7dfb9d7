package nl.zegel.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import nl.zegel.channel.mail.Verbinding.Beveiliging;
import nl.zegel.party.Omgeving;
import nl.zegel.testing.Klantgroet;
import nl.zegel.testing.VoorbeeldPki;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a mail connection offers a server: no TLS below 1.2, no CBC suite, no key exchange without forward secrecy. */
class MailTlsTest {
    @ParameterizedTest
    @CsvSource({"imap,TLS,true", "smtp,TLS,true", "smtp,STARTTLS,true", "imap,STARTTLS,true", "imap,TLS,false", "smtp,STARTTLS,false"})
    void offersTheListAndNothingElse(String protocol, Beveiliging beveiliging, boolean eigenAnkers) throws Exception {
        Optional<Path> ankers = eigenAnkers ? Optional.of(VoorbeeldPki.uit().resolve("anchors.pem")) : Optional.empty();
        try (Klantgroet server = new Klantgroet(klant -> vooraf(klant, protocol, beveiliging))) {
            Verbinding verbinding = Verbinding.van("localhost", server.poort(), "gateway", beveiliging, ankers, Duration.ofSeconds(30), Omgeving.PRODUCTIE);
            Session sessie = Session.getInstance(verbinding.instellingen(protocol));
            assertThatThrownBy(() -> verbind(sessie, protocol, server.poort())).isInstanceOf(MessagingException.class);
            assertThat(server.aanbod()).isEqualTo(Klantgroet.NCSC);
            assertThat(server.bezoeken()).as("not once more with whatever the JDK trusts").isEqualTo(1);
        }
    }

    private static void verbind(Session sessie, String protocol, int poort) throws MessagingException {
        if (protocol.equals("imap")) {
            try (var store = sessie.getStore("imap")) {
                store.connect("localhost", poort, "gateway", "geheim");
            }
        } else {
            try (var transport = sessie.getTransport("smtp")) {
                transport.connect("localhost", poort, "gateway", "geheim");
            }
        }
    }

    /** Up to the point where TLS begins; a password before that would be in the lines. */
    private static void vooraf(Socket klant, String protocol, Beveiliging beveiliging) throws IOException {
        if (beveiliging == Beveiliging.TLS) {
            return;
        }
        boolean imap = protocol.equals("imap");
        BufferedReader in = new BufferedReader(new InputStreamReader(klant.getInputStream(), StandardCharsets.US_ASCII), 1);
        zeg(klant, imap ? "* OK IMAP4rev1" : "220 proef");
        for (String regel = in.readLine(); regel != null; regel = in.readLine()) {
            String label = imap ? regel.split(" ")[0] + " " : "";
            if (regel.contains("CAPABILITY")) {
                zeg(klant, "* CAPABILITY IMAP4rev1 STARTTLS\r\n" + label + "OK");
            } else if (regel.contains("EHLO")) {
                zeg(klant, "250-proef\r\n250 STARTTLS");
            } else if (regel.contains("STARTTLS")) {
                zeg(klant, imap ? label + "OK" : "220 toe maar");
                return;
            } else {
                throw new IOException("said in clear: " + regel);
            }
        }
    }

    private static void zeg(Socket klant, String regel) throws IOException {
        klant.getOutputStream().write((regel + "\r\n").getBytes(StandardCharsets.US_ASCII));
    }
}
