package nl.zegel.channel.soap;

import jakarta.activation.DataHandler;
import jakarta.xml.bind.annotation.XmlAccessType;
import jakarta.xml.bind.annotation.XmlAccessorType;
import jakarta.xml.bind.annotation.XmlElement;
import jakarta.xml.bind.annotation.XmlInlineBinaryData;
import jakarta.xml.bind.annotation.XmlMimeType;
import jakarta.xml.bind.annotation.XmlRootElement;
import jakarta.xml.bind.annotation.XmlSchemaType;
import jakarta.xml.bind.annotation.XmlType;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The messages of {@code wsdl/zegel-soap-1.xsd} as JAXB sees them; a test compares both. Plain carriers of one call,
 * nothing decides on them.
 */
public final class Berichten {
    private static final String CMS = "application/pkcs7-mime";

    private Berichten() {}

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "dienIn")
    @XmlType(name = "", propOrder = {"cms"})
    public static final class DienIn {
        @XmlElement(required = true)
        @XmlMimeType(CMS)
        public @Nullable DataHandler cms;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "dienInAntwoord")
    @XmlType(name = "", propOrder = {"ontvangstId", "toestand", "bewijs"})
    public static final class DienInAntwoord {
        @XmlElement(required = true)
        public @Nullable String ontvangstId;
        @XmlElement(required = true)
        public @Nullable Toestand toestand;
        public @Nullable Bewijs bewijs;
    }

    @XmlType(name = "Toestand")
    public enum Toestand { ONTVANGEN, UITSLAG }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "haalOp")
    @XmlType(name = "", propOrder = {"naam"})
    public static final class HaalOp {
        public @Nullable String naam;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "haalOpAntwoord")
    @XmlType(name = "", propOrder = {"levering", "inhoud"})
    public static final class HaalOpAntwoord {
        public List<Item> levering = new ArrayList<>();
        public @Nullable Inhoud inhoud;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "bevestig")
    @XmlType(name = "", propOrder = {"naam"})
    public static final class Bevestig {
        @XmlElement(required = true)
        public @Nullable String naam;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "bevestigAntwoord")
    @XmlType(name = "", propOrder = {"naam"})
    public static final class BevestigAntwoord {
        @XmlElement(required = true)
        public @Nullable String naam;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "status")
    @XmlType(name = "", propOrder = {"ontvangstId", "naam"})
    public static final class Status {
        public @Nullable String ontvangstId;
        public @Nullable String naam;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "statusAntwoord")
    @XmlType(name = "", propOrder = {"overzicht", "bewijs"})
    public static final class StatusAntwoord {
        public List<Item> overzicht = new ArrayList<>();
        public @Nullable Bewijs bewijs;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "lever")
    @XmlType(name = "", propOrder = {"leveringId", "soort", "inhoud", "bewijs"})
    public static final class Lever {
        @XmlElement(required = true)
        public @Nullable String leveringId;
        @XmlElement(required = true)
        public @Nullable Soort soort;
        public @Nullable Inhoud inhoud;
        public @Nullable Bewijs bewijs;
    }

    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlRootElement(name = "leverAntwoord")
    @XmlType(name = "", propOrder = {"leveringId"})
    public static final class LeverAntwoord {
        @XmlElement(required = true)
        public @Nullable String leveringId;
    }

    @XmlType(name = "Soort")
    public enum Soort { DOCUMENT, BEWIJS }

    /** What lies ready, without its content. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Item", propOrder = {"naam", "lengte", "tijd"})
    public static final class Item {
        @XmlElement(required = true)
        public @Nullable String naam;
        public long lengte;
        @XmlElement(required = true)
        @XmlSchemaType(name = "dateTime")
        public javax.xml.datatype.@Nullable XMLGregorianCalendar tijd;
    }

    /** One sealed document. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Inhoud", propOrder = {"naam", "cms"})
    public static final class Inhoud {
        @XmlElement(required = true)
        public @Nullable String naam;
        @XmlElement(required = true)
        @XmlMimeType(CMS)
        public @Nullable DataHandler cms;
    }

    /** Signed evidence; small, so inside the envelope. */
    @XmlAccessorType(XmlAccessType.FIELD)
    @XmlType(name = "Bewijs", propOrder = {"naam", "json", "handtekening"})
    public static final class Bewijs {
        @XmlElement(required = true)
        public @Nullable String naam;
        @XmlElement(required = true)
        @XmlInlineBinaryData
        public byte @Nullable [] json;
        @XmlElement(required = true)
        @XmlInlineBinaryData
        public byte @Nullable [] handtekening;
    }
}
