package nl.zegel.register;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import nl.zegel.party.GatewayBug;
import org.junit.jupiter.api.Test;

class BoomTest {
    /** The leaf inputs and roots that the Certificate Transparency reference tests publish for RFC 6962. */
    private static final List<String> INVOER = List.of("", "00", "10", "2021", "3031", "40414243", "5051525354555657",
            "606162636465666768696a6b6c6d6e6f");
    private static final List<String> WORTELS = List.of(
            "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
            "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
            "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
            "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
            "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
            "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
            "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
            "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328");

    private final Map<Boom.Knoop, byte[]> knopen = new HashMap<>();
    private final Boom boom = new Boom(nodig -> {
        Map<Boom.Knoop, byte[]> uit = new HashMap<>();
        nodig.stream().filter(knopen::containsKey).forEach(k -> uit.put(k, knopen.get(k)));
        return uit;
    });

    private static List<byte[]> invoer(int aantal) {
        List<byte[]> uit = new ArrayList<>();
        for (int i = 0; i < aantal; i++) {
            uit.add(i < INVOER.size() ? HexFormat.of().parseHex(INVOER.get(i)) : new byte[] {(byte) i, 9});
        }
        return uit;
    }

    private void vul(List<byte[]> invoer) {
        knopen.clear();
        for (int niveau = 0; 1 << niveau <= invoer.size(); niveau++) {
            int breedte = 1 << niveau;
            for (int nr = 0; (nr + 1) * breedte <= invoer.size(); nr++) {
                knopen.put(new Boom.Knoop(niveau, nr), Rfc6962.wortel(invoer.subList(nr * breedte, (nr + 1) * breedte)));
            }
        }
    }

    @Test
    void root_publishedVectors_areGiven() {
        for (int n = 1; n <= INVOER.size(); n++) {
            vul(invoer(n));
            assertThat(HexFormat.of().formatHex(boom.wortel(n))).isEqualTo(WORTELS.get(n - 1));
        }
        assertThat(HexFormat.of().formatHex(boom.wortel(0))).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void inclusion_everyLeafOfEverySize_verifiesAndForNoOtherLeafOrPlace() {
        List<byte[]> alles = invoer(33);
        vul(alles);
        for (int n = 1; n <= 33; n++) {
            byte[] wortel = Rfc6962.wortel(alles.subList(0, n));
            assertThat(boom.wortel(n)).isEqualTo(wortel);
            for (int p = 0; p < n; p++) {
                List<byte[]> pad = boom.inclusie(p, n);
                assertThat(Rfc6962.inclusie(alles.get(p), p, n, pad, wortel)).isTrue();
                assertThat(Rfc6962.inclusie(new byte[] {99, 99}, p, n, pad, wortel)).isFalse();
                assertThat(n > 1 && Rfc6962.inclusie(alles.get(p), (p + 1) % n, n, pad, wortel)).isFalse();
            }
        }
    }

    @Test
    void consistency_everyPairOfSizes_verifiesAndNotForAnotherHistory() {
        List<byte[]> alles = invoer(33);
        vul(alles);
        for (int m = 1; m <= 33; m++) {
            for (int n = m; n <= 33; n++) {
                byte[] oud = Rfc6962.wortel(alles.subList(0, m));
                byte[] nieuw = Rfc6962.wortel(alles.subList(0, n));
                List<byte[]> pad = boom.consistentie(m, n);
                assertThat(Rfc6962.consistentie(m, n, oud, nieuw, pad)).as("%d to %d", m, n).isTrue();
                assertThat(Rfc6962.consistentie(m, n, Rfc6962.sha256(oud), nieuw, pad)).isFalse();
            }
        }
    }

    @Test
    void proof_outsideTheLog_isABug() {
        vul(invoer(5));
        assertThatThrownBy(() -> boom.inclusie(5, 5)).isInstanceOf(GatewayBug.class);
        assertThatThrownBy(() -> boom.consistentie(6, 5)).isInstanceOf(GatewayBug.class);
    }

    @Test
    void missingNode_isABugNotAWrongRoot() {
        vul(invoer(5));
        knopen.remove(new Boom.Knoop(2, 0));
        assertThatThrownBy(() -> boom.wortel(5)).isInstanceOf(GatewayBug.class).hasMessageContaining("misses node");
    }

    @Test
    void leafAndNode_cannotBeTakenForEachOther() {
        byte[] a = Merkle.blad(new byte[32]);
        assertThat(Merkle.knoop(new byte[32], new byte[0])).isNotEqualTo(a);
    }
}
