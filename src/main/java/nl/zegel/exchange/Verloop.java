package nl.zegel.exchange;

import java.io.Closeable;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.UUID;

/**
 * One pass of the schedule over one intake: the moment at which everything in it is judged, and what must be closed
 * when it ends, however it ends. Belongs to one thread.
 */
public final class Verloop implements AutoCloseable {
    private final UUID ontvangst;
    private final Instant moment;
    private final Deque<Closeable> open = new ArrayDeque<>();

    public Verloop(UUID ontvangst, Instant moment) {
        this.ontvangst = ontvangst;
        this.moment = moment;
    }

    public UUID ontvangst() {
        return ontvangst;
    }

    public Instant moment() {
        return moment;
    }

    <T extends Closeable> T sluitAanHetEind(T resource) {
        open.push(resource);
        return resource;
    }

    @Override
    public void close() throws IOException {
        IOException first = null;
        while (!open.isEmpty()) {
            try {
                open.pop().close();
            } catch (IOException e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
