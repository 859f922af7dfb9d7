package nl.zegel.story;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import nl.zegel.story.Kanarie.Bijzonder;

/**
 * One canary on its way through the gateway.
 *
 * @param staat   how its intake has to end
 * @param krijgen the lokets that get a copy, as the convenant sees them
 */
record Been(String naam, Weg weg, Kanarie kanarie, String staat, List<Verwachting.Ontvanger> krijgen, Map<String, byte[]> kopieen) {
    static final String BURGEMEESTER = "gemeente-utrecht-burgemeester";
    static final String COLLEGE = "gemeente-utrecht-college";
    static final String CORPORATIE = "corporatie-voorbeeld-wonen";
    static final String STEDIN = "stedin-fraude";
    static final String VERHUURDER = "verhuurder-voorbeeld";
    static final String LIANDER = "liander-fraude";
    private static final Set<String> ALTIJD = Set.of("C-AUTH", "C-ART20", "C-OPSP", "C-NOODZAAK", "C-WONING");

    enum Weg { SFTP, SOAP, MAIL, SFTP_VERANDERD, SOAP_VERANDERD, MAIL_VERANDERD, SFTP_VAN_ANDER }

    /** Who is in the area of the case or has a stated relation to the object, and for NET a stated basis; the others get nothing. */
    private static Verwachting.Ontvanger ontvanger(String loket, String rol, String... voorwaarden) {
        Set<String> voldaan = new HashSet<>(ALTIJD);
        voldaan.addAll(List.of(voorwaarden));
        return new Verwachting.Ontvanger(loket, rol, voldaan);
    }

    static List<Been> alle() {
        Verwachting.Ontvanger burgemeester = ontvanger(BURGEMEESTER, "BGM", "C-GEBIED");
        Verwachting.Ontvanger college = ontvanger(COLLEGE, "COL", "C-GEBIED");
        Verwachting.Ontvanger corporatie = ontvanger(CORPORATIE, "VHU", "C-RELATIE");
        Verwachting.Ontvanger stedin = ontvanger(STEDIN, "NET", "C-RELATIE", "C-BASIS-ONTVANGER");
        Verwachting.Ontvanger verhuurder = ontvanger(VERHUURDER, "VHU", "C-RELATIE");
        return List.of(
                been("accepted over SFTP", Weg.SFTP, kanarie(1, List.of(BURGEMEESTER, COLLEGE, CORPORATIE, STEDIN, "gemeente-amersfoort-burgemeester",
                        "om-mn-parket"), List.of(STEDIN, CORPORATIE), Bijzonder.GROTE_BIJLAGEN), "AANGENOMEN", burgemeester, college, corporatie, stedin),
                been("accepted over SOAP", Weg.SOAP, kanarie(2, List.of(VERHUURDER, STEDIN), List.of(VERHUURDER, STEDIN)), "AANGENOMEN", verhuurder, stedin),
                been("accepted by mail", Weg.MAIL, kanarie(3, List.of(BURGEMEESTER, CORPORATIE), List.of(CORPORATIE)), "AANGENOMEN", burgemeester, corporatie),
                been("refused for a value", Weg.SFTP, kanarie(4, List.of(BURGEMEESTER), List.of(), Bijzonder.ONGELDIGE_DATUM), "GEWEIGERD"),
                been("refused over SOAP", Weg.SOAP, kanarie(5, List.of(BURGEMEESTER), List.of(), Bijzonder.ONGELDIGE_DATUM), "GEWEIGERD"),
                been("refused by mail", Weg.MAIL, kanarie(6, List.of(BURGEMEESTER), List.of(), Bijzonder.ONGELDIGE_DATUM), "GEWEIGERD"),
                been("quarantined", Weg.SFTP, kanarie(7, List.of(BURGEMEESTER), List.of(), Bijzonder.KIND_IN_BIJLAGE), "QUARANTAINE"),
                been("waiting for a certificate", Weg.SFTP, kanarie(8, List.of(LIANDER), List.of(LIANDER)), "WACHT"),
                been("altered over SFTP", Weg.SFTP_VERANDERD, kanarie(9, List.of(BURGEMEESTER), List.of()), "NIET_AUTHENTIEK"),
                been("altered over SOAP", Weg.SOAP_VERANDERD, kanarie(10, List.of(BURGEMEESTER), List.of()), "NIET_AUTHENTIEK"),
                been("altered by mail", Weg.MAIL_VERANDERD, kanarie(11, List.of(BURGEMEESTER), List.of()), "NIET_AUTHENTIEK"),
                been("readable, but signed by another than the login", Weg.SFTP_VAN_ANDER, kanarie(12, List.of(BURGEMEESTER), List.of()), "NIET_AUTHENTIEK"));
    }

    private static Been been(String naam, Weg weg, Kanarie kanarie, String staat, Verwachting.Ontvanger... krijgen) {
        return new Been(naam, weg, kanarie, staat, List.of(krijgen), new TreeMap<>());
    }

    private static Kanarie kanarie(int nummer, List<String> lokets, List<String> relaties, Bijzonder... bijzonder) {
        return new Kanarie(new Kanarie.Opzet(nummer, lokets, relaties, Set.of(bijzonder)));
    }

    @Override
    public String toString() {
        return naam;
    }
}
