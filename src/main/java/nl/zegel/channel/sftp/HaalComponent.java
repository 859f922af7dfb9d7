package nl.zegel.channel.sftp;

import java.util.Map;
import java.util.Optional;
import org.apache.camel.Endpoint;
import org.apache.camel.support.DefaultComponent;

/**
 * {@code zegel-sftp-haal:partijen}: gives what {@link Afhaler#haal} fetched from parties' own servers to its route, as
 * {@link SftpComponent} does. It does not poll by itself: the schedule does.
 * Registered as the bean {@code zegel-sftp-haal}.
 */
public final class HaalComponent extends DefaultComponent {
    private final Afhaler afhaler;

    public HaalComponent(Afhaler afhaler) {
        this.afhaler = afhaler;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String rest, Map<String, Object> parameters) {
        if (!rest.equals("partijen")) {
            throw new IllegalArgumentException("zegel-sftp-haal knows `partijen` only, not `" + rest + "`");
        }
        return new IntakeEndpoint(uri, this, oplevering -> afhaler.lever(Optional.of(oplevering)), () -> afhaler.lever(Optional.empty()));
    }
}
