package nl.zegel.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import nl.zegel.exchange.Beurt;
import nl.zegel.exchange.Beurten;

/** Turns in memory, for one poller; the test says when it is another's turn. */
public final class Proefbeurten implements Beurten {
    /** What was asked for and given back, in order. */
    public final List<String> gang = new ArrayList<>();
    public boolean vanEenAnder;
    /** Lost when it has been asked this often; negative for never. */
    public int nogKeer = -1;

    @Override
    public Optional<Beurt> neem(String bron) {
        gang.add("neem " + bron);
        return vanEenAnder ? Optional.empty() : Optional.of(new Beurt() {
            @Override
            public String bron() {
                return bron;
            }

            @Override
            public long fence() {
                return 1;
            }

            @Override
            public boolean nog() {
                nogKeer = nogKeer > 0 ? nogKeer - 1 : nogKeer;
                return nogKeer != 0;
            }

            @Override
            public void close() {
                gang.add("terug " + bron);
            }
        });
    }
}
