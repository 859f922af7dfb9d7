package nl.zegel.crypto;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.YearMonth;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Format 1 of what is stored: bytes of the first version must open for as long as anyone keeps them. */
class GoudenVormTest {
    private static final Voorzieningen V = Voorzieningen.jdk();
    private static final Bindsel BINDSEL = new Bindsel("doc-1", "gemeente-voorbeeld", "levering", 1);
    private static final Bewaargroep GROEP = new Bewaargroep("hennep-proef", "levering", YearMonth.of(2027, 5));
    private static final byte[] TEKST = "voorbeeld".getBytes(StandardCharsets.US_ASCII);

    private static Properties goud() throws Exception {
        Properties p = new Properties();
        try (InputStream in = GoudenVormTest.class.getResourceAsStream("/golden/rust-1.properties")) {
            p.load(in);
        }
        return p;
    }

    private static byte[] hex(Properties p, String naam) {
        return HexFormat.of().parseHex(p.getProperty(naam));
    }

    @Test
    void keysAndBodyOfFormat1_stillOpen() throws Exception {
        Properties p = goud();
        Rustkluis kluis = new Rustkluis(Proef.kast(V), "rust-2026", V, Proef.TOEVAL);
        Bewaarsleutel kek = new Bewaarsleutel("00000000-0000-4000-8000-000000000001", GROEP, "rust-2026", hex(p, "bewaarsleutel"));
        Datasleutel sleutel = kluis.open(new VerpakteSleutel(kek.id(), hex(p, "datasleutel")), kek);
        assertThat(sleutel.ontsleutel(hex(p, "lichaam"), BINDSEL)).isEqualTo(TEKST);
    }

    @Test
    void commitmentAndPseudonymOfFormat1_areTheSame() throws Exception {
        Properties p = goud();
        assertThat(Vastlegging.leg("manifest", new byte[32], TEKST).hex()).isEqualTo(p.getProperty("vastlegging"));
        assertThat(new Pseudonimiseerder(Proef.kast(V), List.of(new Pseudonimiseerder.Periode("ps-2026", ProefPki.VAN)), V)
                .maak("bsn", "999990019", ProefPki.NU).hex()).isEqualTo(p.getProperty("pseudoniem"));
    }
}
