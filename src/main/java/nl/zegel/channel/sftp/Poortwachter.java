package nl.zegel.channel.sftp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts connections per host and turns away who has too many or is shut out. Thread-safe. */
final class Poortwachter implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Poortwachter.class);
    private static final AttributeKey<InetAddress> GETELD = new AttributeKey<>();
    private static final AttributeKey<Boolean> MISLUKT = new AttributeKey<>();
    private final Verdediger verdediger;
    private final int meestePerHost;
    private final Map<InetAddress, Integer> perHost = new HashMap<>();

    Poortwachter(Verdediger verdediger, int meestePerHost) {
        this.verdediger = verdediger;
        this.meestePerHost = meestePerHost;
    }

    @Override
    public void sessionCreated(Session sessie) {
        Optional<InetAddress> host = host(sessie);
        if (host.isEmpty() || verdediger.buitengesloten(host.get())) {
            sessie.close(true);
        } else if (!telBij(host.get())) {
            tel(host.get(), Verdediger.TE_VEEL);
            sessie.close(true);
        } else {
            sessie.setAttribute(GETELD, host.get());
        }
    }

    /** A key that does not log in. A client may offer several of its keys: a session counts once, and not if one is right. */
    void mislukt(Session sessie) {
        sessie.setAttribute(MISLUKT, true);
    }

    @Override
    public void sessionClosed(Session sessie) {
        InetAddress host = sessie.removeAttribute(GETELD);
        if (host == null) {
            return;
        }
        telAf(host);
        if (!sessie.isAuthenticated() && Boolean.TRUE.equals(sessie.getAttribute(MISLUKT))) {
            tel(host, Verdediger.MISLUKT);
        }
    }

    private void tel(InetAddress host, int punten) {
        if (verdediger.tel(host, punten)) {
            LOG.warn("SFTP: host {} is shut out after repeated failures", host.getHostAddress());
        }
    }

    private synchronized boolean telBij(InetAddress host) {
        return perHost.merge(host, 1, Integer::sum) <= meestePerHost || telAf(host);
    }

    /** @return false, so that a refused connection is taken back in one expression */
    private synchronized boolean telAf(InetAddress host) {
        perHost.computeIfPresent(host, (h, n) -> n == 1 ? null : n - 1);
        return false;
    }

    private static Optional<InetAddress> host(Session sessie) {
        return sessie.getIoSession().getRemoteAddress() instanceof InetSocketAddress adres
                ? Optional.ofNullable(adres.getAddress()) : Optional.empty();
    }
}
