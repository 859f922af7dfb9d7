package nl.zegel.document;

import java.io.IOException;
import java.io.Serial;

/** Carries a refusal out of a parser's call-backs; never leaves this package. */
final class Afgebroken extends IOException {
    @Serial
    private static final long serialVersionUID = 1L;

    private final transient Afkeuring afkeuring;

    Afgebroken(Afkeuring afkeuring) {
        super(afkeuring.code());
        this.afkeuring = afkeuring;
    }

    Afkeuring afkeuring() {
        return afkeuring;
    }
}
