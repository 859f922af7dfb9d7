package nl.zegel.story;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import nl.zegel.document.Term;
import nl.zegel.document.Woordenboek;

/**
 * A HIB in which every value, attachment and name is marked: each term of the dictionary in each group where it may
 * stand, persons of every category that the convenant knows, under every regime and origin, and with some left out.
 */
final class Kanarie {
    private static final List<String> BETROKKENEN = List.of("VERDACHTE", "KIND", "MEDEBEWONER", "EIGENAAR", "HUURDER", "GEBRUIKER",
            "FACILITATOR", "AFNEMER", "MELDER", "GETUIGE", "SLACHTOFFER", "MEDEWERKER_PARTNER");
    /** Regime and origin of a group; empty leaves it out. */
    private static final List<String[]> OVER_VERDACHTEN = List.of(new String[] {"WPG8", "EIGEN"}, new String[] {"WPG13", "EIGEN"},
            new String[] {"WPG9", "EIGEN"}, new String[] {"STRAFV", "EIGEN"}, new String[] {"WPG8", "OM"}, new String[] {"", "EIGEN"},
            new String[] {"WPG8", ""}, new String[] {"AVG", "EIGEN"});
    private static final Locale NL = Locale.forLanguageTag("nl");

    /** What makes this one other than the rest. */
    enum Bijzonder {
        /** Attachments of each kind, all above every library's spill threshold. */
        GROTE_BIJLAGEN,
        /** A date that is none: the value itself is what is wrong. */
        ONGELDIGE_DATUM,
        /** An attachment that may go names the child, which may not. */
        KIND_IN_BIJLAGE
    }

    /**
     * @param nummer   gives marks of its own
     * @param relaties recipients whose relation to the object the police states
     */
    record Opzet(int nummer, List<String> lokets, List<String> relaties, Set<Bijzonder> bijzonder) {
        String referentie() {
            return "HIB-KANARIE-" + nummer;
        }
    }

    private final Opzet opzet;
    private final Random toeval;
    private final Woordenboek woordenboek = Woordenboek.laad();
    private final Set<String> gebruikt = new HashSet<>();
    private final List<Merk> merken = new ArrayList<>();
    private final Map<String, byte[]> bijlagen = new TreeMap<>();
    private final StringBuilder xml = new StringBuilder();
    private List<Merk.Coordinaat> plek = List.of();
    private final Merk zaak;
    private final Merk bestandsnaam;

    Kanarie(Opzet opzet) {
        this.opzet = opzet;
        toeval = new Random(20_261_123L + opzet.nummer());
        zaak = merk("kop/zaak", "zaak", Merk.Soort.ZAAK, "PL-" + woord());
        bestandsnaam = merk("naam van het ingezonden bestand", "bestandsnaam", Merk.Soort.BUITENOM, woord());
        kop();
        String locatie = groep("LOCATIE", "", "", "WPG8", "EIGEN");
        for (String soort : woordenboek.groepsoorten().stream().sorted().toList()) {
            switch (soort) {
                case "LOCATIE" -> { }
                case "BETROKKENE" -> personen(locatie);
                case "CONTACT" -> groep(soort, "MEDEWERKER_PARTNER", "", "AVG", "EIGEN");
                default -> {
                    groep(soort, "", locatie, "WPG8", "EIGEN");
                    groep(soort, "", "", "WPG10", "EIGEN");
                }
            }
        }
        bijlagen();
        xml.append("</document>\n");
    }

    /** Everything that is marked, the header's case reference and reasons too. */
    List<Merk> merken() {
        return List.copyOf(merken);
    }

    String referentie() {
        return opzet.referentie();
    }

    List<String> lokets() {
        return opzet.lokets();
    }

    /** Name under which the sender drops its file. */
    Merk bestandsnaam() {
        return bestandsnaam;
    }

    /** Writes the document and its attachments. @return the XML file */
    Path schrijf(Path map) throws IOException {
        for (Map.Entry<String, byte[]> b : bijlagen.entrySet()) {
            Files.write(map.resolve(b.getKey()), b.getValue());
        }
        return Files.writeString(map.resolve("hib.xml"), xml);
    }

    String xml() {
        return xml.toString();
    }

    /** Each attachment by its name. */
    Map<String, byte[]> bijlagenBytes() {
        return bijlagen;
    }

    private void kop() {
        xml.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<document xmlns=\"urn:nl:zegel:document:1\" versie=\"1\">\n<kop><soort>HIB</soort><referentie>")
                .append(opzet.referentie()).append("</referentie><gateway>zegel-demo</gateway><omgeving>demo</omgeving>")
                .append("<convenant>hennep-midden-nederland-2024</convenant><afzender>politie-mn-hennepcoordinator</afzender><zaak>")
                .append(zaak.vormen().get(0)).append("</zaak><doel>BESTUURLIJKE_MAATREGEL</doel><opgemaakt>2026-11-20T14:30+01:00</opgemaakt>");
        for (String loket : opzet.lokets()) {
            Merk reden = merk("kop/noodzaak van " + loket, "noodzaak-" + loket, Merk.Soort.NOODZAAK, woord());
            xml.append("<ontvanger loket=\"").append(loket).append("\"><noodzaak>Nodig &amp; gewogen: ").append(reden.vormen().get(0))
                    .append("</noodzaak></ontvanger>");
        }
        xml.append("<verwijzing soort=\"GEEN_OPSPORINGSBELANG\">OPS-1</verwijzing>");
        opzet.relaties().forEach(r -> xml.append("<verwijzing soort=\"RELATIE_OBJECT\">").append(r).append("</verwijzing>"));
        xml.append("</kop>\n");
    }

    private void personen(String locatie) {
        for (String wie : BETROKKENEN) {
            groep("BETROKKENE", wie, locatie, "WPG8", "EIGEN");
        }
        for (String[] hoe : OVER_VERDACHTEN) {
            String verdachte = groep("BETROKKENE", "VERDACHTE", locatie, hoe[0], hoe[1]);
            groep("POLITIEGEGEVENS", "", "VERDACHTE", verdachte, hoe[0], hoe[1]);
            groep("JUSTITIEGEGEVENS", "", "VERDACHTE", verdachte, hoe[0], hoe[1]);
        }
    }

    private String groep(String soort, String betrokkene, String bij, String regime, String herkomst) {
        return groep(soort, betrokkene, betrokkene.isEmpty() ? "GEEN" : betrokkene, bij, regime, herkomst);
    }

    /** @param over the person whom the group is about, by itself or by the group that it belongs to; GEEN for none */
    private String groep(String soort, String betrokkene, String over, String bij, String regime, String herkomst) {
        String id = "g-" + letters(26);
        xml.append("<groep id=\"").append(id).append("\" soort=\"").append(soort).append('"')
                .append(attribuut("betrokkene", betrokkene)).append(attribuut("bij", bij)).append(">\n");
        for (Term term : woordenboek.termen()) {
            if (term.groepen().contains(soort)) {
                gegeven(term, soort + (betrokkene.isEmpty() ? "" : " " + betrokkene) + " " + regime + " " + herkomst,
                        new Merk.Coordinaat(term.categorie(), over, regime, herkomst), regime, herkomst);
            }
        }
        xml.append("</groep>\n");
        return id;
    }

    private void gegeven(Term term, String waar, Merk.Coordinaat plek, String regime, String herkomst) {
        String id = "e-" + letters(26);
        this.plek = List.of(plek);
        String waarde = waarde(term, waar, id);
        xml.append("<gegeven id=\"").append(id).append("\" term=\"").append(term.naam()).append('"').append(attribuut("regime", regime))
                .append(attribuut("herkomst", herkomst)).append('>').append(waarde).append("</gegeven>\n");
    }

    private static String attribuut(String naam, String waarde) {
        return waarde.isEmpty() ? "" : " " + naam + "=\"" + waarde + '"';
    }

    /** A value of the term's form, escaped for XML; marked wherever its form leaves room for a mark. */
    private String waarde(Term term, String waar, String id) {
        String naam = waar + "/" + term.naam();
        return switch (term.type()) {
            case TEKST -> "É" + merk(naam, id, term.vrijeTekst() ? Merk.Soort.VRIJE_TEKST : Merk.Soort.ELEMENT, woord()).vormen().get(0) + " &lt;&amp;&#x22;";
            case CODE -> woordenboek.codes(term.codelijst()).contains("ILLEGAAL") ? "ILLEGAAL"
                    : woordenboek.codes(term.codelijst()).stream().sorted().findFirst().orElseThrow();
            case DATUM -> opzet.bijzonder().contains(Bijzonder.ONGELDIGE_DATUM) && term.categorie().equals("GEBDAT") ? merk(naam, id, woord()).vormen().get(0)
                    : datum(naam, id, term.categorie().equals("GEBDAT") ? LocalDate.of(1930, 1, 1) : LocalDate.of(2015, 2, 1), "");
            case TIJDSTIP -> datum(naam, id, LocalDate.of(2015, 2, 1), "T07:15+01:00");
            case GEHEEL -> getal(naam, id, 9, "");
            case DECIMAAL -> getal(naam, id, 12, "." + (100_001 + toeval.nextInt(800_000)));
            case POSTCODE -> merk(naam, id, postcode()).vormen().get(0);
            case ADRESCODE -> merk(naam, id, postcode() + " 7").vormen().get(0);
            case HUISNUMMER -> "7";
            case HUISLETTER -> "Q";
            case TOEVOEGING -> "q7";
            case GEMEENTECODE -> "0344";
            case WIJKCODE -> merk(naam, id, uniek(() -> "WK0344" + (10 + toeval.nextInt(90)))).vormen().get(0);
            case BUURTCODE -> merk(naam, id, uniek(() -> "BU0344" + (1000 + toeval.nextInt(9000)))).vormen().get(0);
            case BAG_ID -> merk(naam, id, uniek(() -> "034410" + (1_000_000_000L + toeval.nextInt(1_000_000_000)))).vormen().get(0);
            case BSN -> merk(naam, id, uniek(this::bsn)).vormen().get(0);
            case KENTEKEN -> merk(naam, id, uniek(() -> (10 + toeval.nextInt(90)) + medeklinkers(3) + toeval.nextInt(10))).vormen().get(0);
            case TELEFOON -> merk(naam, id, uniek(() -> "+31970" + (10_000_000 + toeval.nextInt(90_000_000)))).vormen().get(0);
            case EMAIL -> merk(naam, id, woord() + "@voorbeeld.example").vormen().get(0);
        };
    }

    private String datum(String naam, String id, LocalDate vanaf, String tijd) {
        LocalDate dag = LocalDate.parse(uniek(() -> vanaf.plusDays(toeval.nextInt(3800)).toString()));
        merken.add(new Merk(naam, id, Merk.Soort.ELEMENT, List.of(dag.toString(), dag.format(DateTimeFormatter.ofPattern("dd-MM-yyyy")),
                dag.format(DateTimeFormatter.ofPattern("d MMMM yyyy", NL))), plek));
        return dag + tijd;
    }

    private String getal(String naam, String id, int cijfers, String staart) {
        String getal = uniek(() -> {
            StringBuilder uit = new StringBuilder().append(1 + toeval.nextInt(9));
            while (uit.length() < cijfers) {
                uit.append(toeval.nextInt(10));
            }
            return uit.toString();
        });
        merken.add(new Merk(naam, id, Merk.Soort.ELEMENT, List.of(getal), plek));
        return getal + staart;
    }

    private Merk merk(String naam, String id, String vorm) {
        return merk(naam, id, Merk.Soort.ELEMENT, vorm);
    }

    private Merk merk(String naam, String id, Merk.Soort soort, String vorm) {
        Merk merk = new Merk(naam, id, soort, List.of(vorm), soort == Merk.Soort.BUITENOM ? List.of() : plek);
        merken.add(merk);
        return merk;
    }

    private String bsn() {
        while (true) {
            String acht = "999" + (10_000 + toeval.nextInt(90_000));
            int som = 0;
            for (int i = 0; i < 8; i++) {
                som += (acht.charAt(i) - '0') * (9 - i);
            }
            if (som % 11 < 10) {
                return acht + som % 11;
            }
        }
    }

    private String postcode() {
        return uniek(() -> (1000 + toeval.nextInt(9000)) + medeklinkers(2));
    }

    private String woord() {
        return uniek(() -> "Qz" + medeklinkers(12));
    }

    private String medeklinkers(int aantal) {
        return tekens("BCDFGHJKLMNPQRTVWXZ", aantal);
    }

    private String letters(int aantal) {
        return tekens("abcdefghijklmnopqrstuvwxyz234567", aantal);
    }

    private String tekens(String uit, int aantal) {
        StringBuilder tekst = new StringBuilder();
        for (int i = 0; i < aantal; i++) {
            tekst.append(uit.charAt(toeval.nextInt(uit.length())));
        }
        return tekst.toString();
    }

    private String uniek(java.util.function.Supplier<String> maker) {
        for (String keuze = maker.get(); ; keuze = maker.get()) {
            if (gebruikt.add(keuze)) {
                return keuze;
            }
        }
    }

    private void bijlagen() {
        Merk.Coordinaat feit = new Merk.Coordinaat("FEIT", "GEEN", "WPG8", "EIGEN");
        Merk.Coordinaat plaats = new Merk.Coordinaat("LOCATIE", "GEEN", "WPG8", "EIGEN");
        if (opzet.bijzonder().contains(Bijzonder.KIND_IN_BIJLAGE)) {
            Merk kind = merken.stream().filter(m -> m.naam().matches("BETROKKENE KIND .*/achternaam")).findFirst().orElseThrow();
            bijlage(" lijst.csv", "text/csv", m -> ("nr;wat\r\n1;" + m + " kamer van É" + kind.vormen().get(0) + "\r\n").getBytes(StandardCharsets.UTF_8), List.of(feit));
        }
        bijlage(".tekening.png", "image/png", Bijlagen::png, List.of(feit, plaats));
        bijlage("_foto.png", "image/png", Bijlagen::png, List.of(new Merk.Coordinaat("FOTO", "VERDACHTE", "WPG8", "EIGEN")));
        if (opzet.bijzonder().contains(Bijzonder.GROTE_BIJLAGEN)) {
            bijlage(" apparaten 'met' é en = .csv", "text/csv", Bijlagen::csv, List.of(feit));
            bijlage("_plaats.jpeg", "image/jpeg", Bijlagen::jpeg, List.of(plaats));
            bijlage("-rf rapport.pdf", "application/pdf", Bijlagen::pdf, List.of(feit));
            bijlage(" personen.csv", "text/csv", Bijlagen::csv, List.of(feit, new Merk.Coordinaat("BSN", "VERDACHTE", "WPG8", "EIGEN")));
            bijlage("_kind.jpg", "image/jpeg", Bijlagen::jpeg, List.of(new Merk.Coordinaat("NAW", "KIND", "WPG8", "EIGEN")));
            bijlage(" zonder coordinaten.pdf", "application/pdf", Bijlagen::pdf, List.of());
            bijlage(" zonder regime.csv", "text/csv", Bijlagen::csv, List.of(new Merk.Coordinaat("FEIT", "GEEN", "", "EIGEN")));
        }
    }

    private void bijlage(String achter, String mediatype, java.util.function.Function<String, byte[]> maker, List<Merk.Coordinaat> inhoud) {
        String id = "e-" + letters(26);
        plek = inhoud;
        Merk naam = merk("naam van bijlage" + achter, id, Merk.Soort.BIJLAGENAAM, woord());
        Merk binnen = merk("inhoud van bijlage" + achter, id, Merk.Soort.BIJLAGEINHOUD, woord());
        String bestand = naam.vormen().get(0) + achter;
        byte[] bytes = maker.apply(binnen.vormen().get(0));
        bijlagen.put(bestand, bytes);
        xml.append("<bijlage id=\"").append(id).append("\" naam=\"").append(bestand).append("\" mediatype=\"").append(mediatype)
                .append("\" sha256=\"").append(sha256(bytes)).append("\" lengte=\"").append(bytes.length).append("\">");
        inhoud.forEach(c -> xml.append("<inhoud categorie=\"").append(c.categorie()).append("\" betrokkene=\"").append(c.betrokkene()).append('"')
                .append(c.regime().equals("AFWEZIG") ? "" : attribuut("regime", c.regime())).append(attribuut("herkomst", c.herkomst())).append("/>"));
        xml.append("</bijlage>\n");
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (java.security.NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }
}
