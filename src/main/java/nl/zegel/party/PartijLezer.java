package nl.zegel.party;

import java.net.URI;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads one party file (format {@code zegel-partij-1}, schema in config/schema/partij.schema.json). */
final class PartijLezer {
    static final String FORMAAT = "zegel-partij-1";
    private static final Pattern GEBIED = Pattern.compile("[0-9]{4}|WK[0-9]{6}");
    private static final Pattern KVK = Pattern.compile("[0-9]{8}");
    private static final Pattern MAIL = Pattern.compile("[a-z0-9.!#$%&'*+/=?^_`{|}~-]{1,64}@[a-z0-9-]+(\\.[a-z0-9-]+)+");
    private static final Pattern VINGERAFDRUK = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9]([A-Za-z0-9.:-]{0,252}[A-Za-z0-9])?");
    private static final long MAIL_KLEINST = 64 * 1024;
    private static final long MAIL_GROOTST = 1L << 30;

    private final Path map;
    private final Omgeving omgeving;
    private final Aanspraken aanspraken;

    PartijLezer(Path map, Omgeving omgeving, Aanspraken aanspraken) {
        this.map = map;
        this.omgeving = omgeving;
        this.aanspraken = aanspraken;
    }

    /** @param verwacht file name without extension: must equal the id, which so belongs to one file */
    Partij partij(YamlBlok b, String verwacht) {
        if (!b.tekst("formaat").equals(FORMAAT)) {
            throw b.plaats("formaat").fout("onbekend-formaat", "dit formaat kennen we niet", "schrijf formaat: " + FORMAAT);
        }
        PartijId id = b.als("id", PartijId::new);
        if (!id.waarde().equals(verwacht)) {
            throw b.plaats("id").fout("bestandsnaam", "de id hoort gelijk te zijn aan de bestandsnaam " + verwacht,
                    "noem het bestand " + id + ".yaml");
        }
        String naam = b.tekst("naam");
        Optional<Oin> oin = b.optioneelAls("oin", Oin::new);
        oin.ifPresent(o -> oin(o, id, b.plaats("oin")));
        Optional<String> kvk = b.optioneleTekst("kvk");
        kvk.ifPresent(k -> kvk(k, id, b.plaats("kvk")));
        List<Loket> lokets = b.blokken("lokets", l -> loket(l, id, oin));
        if (lokets.isEmpty()) {
            throw b.plaats("lokets").fout("geen-lokets", "een partij zonder loket kan niets", "voeg een loket toe");
        }
        return new Partij(id, naam, oin, kvk, lokets);
    }

    private void oin(Oin oin, PartijId id, Plaats plaats) {
        if (oin.isTest() && !omgeving.isDemo()) {
            throw plaats.fout("test-oin", "een OIN uit de testreeks (00000099) telt alleen in de demo", "vul het echte OIN in");
        }
        aanspraken.eenmalig("oin", oin.waarde(), "partij " + id, plaats);
    }

    private void kvk(String kvk, PartijId id, Plaats plaats) {
        vorm(KVK, kvk, plaats, "een KvK-nummer heeft acht cijfers");
        aanspraken.eenmalig("kvk", kvk, "partij " + id, plaats);
    }

    private Loket loket(YamlBlok b, PartijId partij, Optional<Oin> oin) {
        LoketId id = b.als("id", LoketId::new);
        aanspraken.eenmalig("loket", id.waarde(), "loket " + id, b.plaats("id"));
        List<Kanaal> kanalen = b.keuzes("kanalen", Kanaal.class);
        List<String> mail = b.optioneleLijst("mailadressen", w -> mailadres(w, id));
        List<String> ssh = b.optioneleLijst("sshSleutels", w -> sshSleutel(w, id));
        CmsProfiel uit = b.keuze("profielUit", CmsProfiel.class);
        List<CmsProfiel> in = b.keuzes("profielenIn", CmsProfiel.class);
        List<Certificaat> certificaten = b.blokken("certificaten", c -> certificaat(c, id, oin, mail, uit));
        Loket loket = new Loket(id, partij, b.tekst("naam"), b.tekst("functie"),
                new Gebied(b.waarde("gebied").verzameling(PartijLezer::gebied)), kanalen, mail, ssh,
                b.optioneelBlok("sftpServer", this::sftpServer), b.optioneleWaarde("soapAdres").map(PartijLezer::soapAdres),
                b.optioneelGeheel("maxMailgrootte", MAIL_KLEINST, MAIL_GROOTST).orElse(0L), uit, in,
                b.jaNee("tekentOntvangstbewijzen"), certificaten);
        volledig(loket, b);
        return loket;
    }

    /** What a channel needs must be there: else it would be found out when a delivery fails. */
    private static void volledig(Loket l, YamlBlok b) {
        Plaats plaats = b.plaats("kanalen");
        eis(!l.kanalen().isEmpty(), plaats, "een loket heeft minstens een kanaal nodig", "kies uit SFTP, MAIL en SOAP");
        eis(!l.profielenIn().isEmpty(), b.plaats("profielenIn"), "een loket heeft minstens een profiel nodig", "schrijf bijvoorbeeld [V4_0]");
        boolean mail = l.kanalen().contains(Kanaal.MAIL);
        eis(!mail || !l.mailadressen().isEmpty(), plaats, "kanaal MAIL zonder mailadres", "vul mailadressen in");
        eis(!mail || l.maxMailgrootte() > 0, plaats, "kanaal MAIL zonder grens", "vul maxMailgrootte in, in bytes");
        eis(!l.kanalen().contains(Kanaal.SFTP) || !l.sshSleutels().isEmpty() || l.sftpServer().isPresent(), plaats,
                "kanaal SFTP zonder sleutel of server", "vul sshSleutels of sftpServer in");
        eis(!l.kanalen().contains(Kanaal.SOAP) || l.certificaten().stream().anyMatch(c -> c.doel() == Sleuteldoel.TLS), plaats,
                "kanaal SOAP zonder TLS-certificaat", "voeg een certificaat met doel TLS toe");
    }

    private static void eis(boolean goed, Plaats plaats, String wat, String doe) {
        if (!goed) {
            throw plaats.fout("onvolledig", wat, doe);
        }
    }

    private static String gebied(YamlWaarde w) {
        return vorm(GEBIED, w.tekst(), w.plaats(), "een gemeentecode heeft vier cijfers, een wijkcode WK en zes cijfers");
    }

    private String mailadres(YamlWaarde w, LoketId id) {
        String adres = vorm(MAIL, w.tekst(), w.plaats(), "een mailadres is kaal en in kleine letters");
        aanspraken.eenmalig("mailadres", adres, "loket " + id, w.plaats());
        return adres;
    }

    private String sshSleutel(YamlWaarde w, LoketId id) {
        String regel = sshRegel(w);
        aanspraken.eenmalig("sshSleutel", regel, "loket " + id, w.plaats());
        return regel;
    }

    /** The line itself, or in the demo a file holding it: outside the demo the signed file must say which key. */
    private String sshRegel(YamlWaarde w) {
        if (w.isScalar()) {
            return w.als(SshSleutelregel::lees).regel();
        }
        return w.blok(b -> {
            Plaats plaats = b.plaats("bestand");
            String regel = Certificaatlezer.regel(pad(b), plaats);
            if (!omgeving.isDemo()) {
                throw plaats.fout("sleutel-in-bestand", "een SSH-sleutel in een los bestand valt buiten de handtekening",
                        "schrijf de sleutelregel zelf in dit bestand");
            }
            try {
                return SshSleutelregel.lees(regel).regel();
            } catch (IllegalArgumentException e) {
                throw plaats.fout("ongeldige-waarde", "het bestand bevat geen bruikbare SSH-sleutel (" + e.getMessage() + ")", "vervang het bestand");
            }
        });
    }

    private Loket.SftpServer sftpServer(YamlBlok b) {
        String host = vorm(HOST, b.tekst("host"), b.plaats("host"), "een servernaam of IP-adres");
        return new Loket.SftpServer(host, (int) b.geheel("poort", 1, 65535), b.tekst("gebruiker"),
                sshRegel(b.waarde("hostsleutel")), serverpad(b.waarde("mapUit")), b.optioneleWaarde("mapIn").map(PartijLezer::serverpad));
    }

    private static String serverpad(YamlWaarde w) {
        String pad = vorm(Pattern.compile("/[A-Za-z0-9._/-]*"), w.tekst(), w.plaats(), "een pad op de server begint met /");
        if (List.of(pad.split("/")).contains("..")) {
            throw w.plaats().fout("ongeldige-waarde", "het pad bevat ..", "schrijf het hele pad");
        }
        return pad;
    }

    private static String soapAdres(YamlWaarde w) {
        URI uri = w.als(URI::create);
        boolean goed = "https".equals(uri.getScheme()) && uri.getHost() != null && uri.getUserInfo() == null && uri.getFragment() == null;
        if (!goed) {
            throw w.plaats().fout("ongeldige-waarde", "een SOAP-adres is https://server/pad, zonder gebruiker of #", "verbeter het adres");
        }
        return uri.toString();
    }

    private Certificaat certificaat(YamlBlok b, LoketId id, Optional<Oin> oin, List<String> mail, CmsProfiel uit) {
        Sleuteldoel doel = b.keuze("doel", Sleuteldoel.class);
        if (doel == Sleuteldoel.SSH) {
            throw b.plaats("doel").fout("verkeerd-gebruik", "een SSH-sleutel heeft geen certificaat", "zet de sleutel bij sshSleutels");
        }
        Plaats plaats = b.plaats("bestand");
        X509Certificate x509 = Certificaatlezer.lees(pad(b), plaats);
        String vingerafdruk = Certificaatlezer.vingerafdruk(x509);
        vingerafdruk(b, vingerafdruk);
        Certificaatlezer.keur(x509, doel, omgeving, plaats);
        eigenaar(b, x509, oin, mail, doel);
        if (doel == Sleuteldoel.ONTSLEUTELEN && uit != CmsProfiel.V4_0 && !(x509.getPublicKey() instanceof RSAPublicKey)) {
            throw plaats.fout("profiel-vraagt-rsa", "profiel " + uit + " kan alleen met een RSA-sleutel", "gebruik een RSA-certificaat of profiel V4_0");
        }
        aanspraken.eenmalig("certificaat", vingerafdruk, "loket " + id + " voor " + doel, plaats);
        // one key, one loket, one purpose: two lokets never share a key, and a decryption key never signs
        aanspraken.claim("sleutel", Certificaatlezer.sleutelIdentiteit(x509.getPublicKey()), "loket " + id + " voor " + doel, plaats);
        return new Certificaat(doel, x509, vingerafdruk, geldigheid(b));
    }

    private void vingerafdruk(YamlBlok b, String gevonden) {
        Optional<String> opgegeven = b.optioneleTekst("vingerafdruk");
        if (opgegeven.isEmpty() && !omgeving.isDemo()) {
            throw b.plaats().fout("vingerafdruk-ontbreekt", "buiten de demo hoort bij elk certificaat zijn vingerafdruk",
                    "voeg vingerafdruk: sha256:... toe, na controle met de partij");
        }
        opgegeven.ifPresent(v -> {
            vorm(VINGERAFDRUK, v, b.plaats("vingerafdruk"), "een vingerafdruk is sha256: en 64 kleine hexadecimale tekens");
            if (!v.equals("sha256:" + gevonden)) {
                throw b.plaats("vingerafdruk").fout("vingerafdruk-verschilt", "het certificaat in het bestand is een ander",
                        "zet het bedoelde certificaat terug, of laat de nieuwe vingerafdruk ondertekenen");
            }
        });
    }

    /** Design §7: the certificate's own address may differ only where the signed party file says so. */
    private static void eigenaar(YamlBlok b, X509Certificate x509, Optional<Oin> oin, List<String> mail, Sleuteldoel doel) {
        Plaats plaats = b.plaats("bestand");
        Optional<Oin> in = Certificaatlezer.oin(x509);
        if (in.isPresent() && !in.equals(oin)) {
            throw plaats.fout("oin-verschilt", "het certificaat noemt een ander OIN dan deze partij", "gebruik het certificaat van deze partij");
        }
        boolean magAfwijken = b.jaNee("adresMagAfwijken", false);
        List<String> adressen = Certificaatlezer.mailadressen(x509, plaats);
        if (doel == Sleuteldoel.ONDERTEKENEN && !magAfwijken && !mail.isEmpty() && !mail.containsAll(adressen)) {
            throw plaats.fout("adres-verschilt", "het certificaat is van een mailadres dat niet bij dit loket staat",
                    "voeg het adres toe, of schrijf adresMagAfwijken: ja");
        }
    }

    private static Geldigheid geldigheid(YamlBlok b) {
        try {
            return new Geldigheid(b.datum("van"), b.optioneleDatum("totEnMet").orElse(null));
        } catch (IllegalArgumentException e) {
            throw b.plaats("totEnMet").fout("einde-voor-begin", "totEnMet ligt voor van", "verbeter de datums");
        }
    }

    private Path pad(YamlBlok b) {
        return map.resolve(b.tekst("bestand")).normalize();
    }

    private static String vorm(Pattern patroon, String tekst, Plaats plaats, String regel) {
        if (!patroon.matcher(tekst).matches()) {
            throw plaats.fout("ongeldige-waarde", regel, "verbeter de waarde");
        }
        return tekst;
    }
}
