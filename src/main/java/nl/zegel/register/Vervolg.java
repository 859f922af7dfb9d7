package nl.zegel.register;

import java.time.Instant;

/** What a handler tells the schedule. */
public sealed interface Vervolg {
    /** Nothing more is owed. */
    record Klaar() implements Vervolg {}

    /** Again at that moment. */
    record Opnieuw(Instant op) implements Vervolg {}
}
