package nl.zegel.channel.soap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import nl.zegel.party.LoketId;
import nl.zegel.testing.Klantgroet;
import org.junit.jupiter.api.Test;

/** What our SOAP client offers a server; the gateway's pushes and a partner's tool use the same one. */
class SoapTlsTest {
    @Test
    void offersTheListAndNothingElse() throws Exception {
        try (Klantgroet server = new Klantgroet(klant -> { }); SoapVerzender verzender = verzender(server.poort())) {
            assertThatThrownBy(verzender::overzicht).isInstanceOf(IOException.class);
            assertThat(server.aanbod()).isEqualTo(Klantgroet.NCSC);
        }
    }

    private static SoapVerzender verzender(int poort) throws IOException {
        String loket = Proefgateway.RSA;
        return new SoapVerzender(new SoapVerzender.Gegevens(URI.create("https://localhost:" + poort + "/ws/"), Profiel.S, new LoketId(loket),
                Proefgateway.certificaat(loket, "ondertekenen"), Proefgateway.sleutel(loket, "ondertekenen"), Proefgateway.tls(loket),
                Proefgateway.certificaat("zegel", "ondertekenen"), Optional.empty()), Clock.systemUTC());
    }
}
