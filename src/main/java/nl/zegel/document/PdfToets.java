package nl.zegel.document;

/** A PDF by its first bytes; what is inside is inspected where PDF is understood. */
final class PdfToets extends Inhoudstoets {
    private static final int[] BEGIN = {'%', 'P', 'D', 'F', '-'};
    private int gezien;

    PdfToets(String pad) {
        super(pad);
    }

    @Override
    void teken(int b) throws Afgebroken {
        if (gezien < BEGIN.length) {
            soort(b == BEGIN[gezien++]);
        }
    }

    @Override
    void einde() throws Afgebroken {
        soort(gezien == BEGIN.length);
    }
}
