package nl.zegel.exchange;

/**
 * The turn to empty one mailbox or server. It ends by itself; what was fetched under it becomes durable only while it holds
 * ({@link Intake#begin(Aanvoer, Beurt)}). Belongs to one thread; closing gives it back.
 */
public interface Beurt extends AutoCloseable {
    String bron();

    /** Fencing number: grows with every turn at this {@code bron}. */
    long fence();

    /**
     * Extends the turn when that is due; cheap, so ask often. Ask right before every act that cannot be undone.
     *
     * @return false when it is lost: stop at once and remove nothing
     */
    boolean nog();

    @Override
    void close();
}
