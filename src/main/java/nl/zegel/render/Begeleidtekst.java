package nl.zegel.render;

import java.util.function.UnaryOperator;
import nl.zegel.convenant.Projection;

/**
 * The text that a person sees first on opening a copy: what it is, from whom, what to do. Part of the sealed entity,
 * plain Dutch, no value of any element.
 */
public final class Begeleidtekst {
    private Begeleidtekst() {}

    /**
     * @param onderwerp the protected subject, repeated as first line
     * @param termen    Dutch label of a dictionary term
     */
    public static String van(Projection copy, Partijnamen namen, String onderwerp, UnaryOperator<String> termen) {
        String soort = termen.apply(copy.document().kop().soort());
        String bijlagen = copy.document().bijlagen().isEmpty()
                ? "" : "- de bijlagen die de afzender meestuurde en die u mag hebben.\r\n";
        return String.join("\r\n",
                onderwerp,
                "",
                "Beste collega,",
                "",
                "U krijgt een " + soort.toLowerCase(java.util.Locale.ROOT) + " van " + namen.afzender() + ".",
                "Het is alleen bedoeld voor " + namen.ontvanger() + ".",
                "",
                "In dit bericht zit:",
                "- document.pdf: om te lezen;",
                "- document.xml: dezelfde gegevens, om in te lezen in uw eigen systeem;") + "\r\n" + bijlagen
                + String.join("\r\n",
                "",
                "Bij elk gegeven staat op welke grond u het krijgt. Onderaan document.pdf staat wat u",
                "met de gegevens moet doen en wanneer u ze vernietigt.",
                "",
                "Stuurt uw mailprogramma een ontvangstbewijs? Dan weet de afzender dat u het heeft.",
                "Klopt er iets niet? Neem contact op met de afzender en noem dit nummer: " + copy.levering() + ".",
                "");
    }
}
