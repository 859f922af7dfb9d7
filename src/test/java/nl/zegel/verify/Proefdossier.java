package nl.zegel.verify;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Indiener;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Vastlegging;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.Deel;
import nl.zegel.document.Document;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.ElementId;
import nl.zegel.document.Etiket;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Groep;
import nl.zegel.document.Herkomst;
import nl.zegel.document.Kop;
import nl.zegel.document.Leesuitkomst;
import nl.zegel.document.MimeEntiteit;
import nl.zegel.document.Woordenboek;
import nl.zegel.party.CmsProfiel;
import nl.zegel.party.LoketId;
import nl.zegel.register.Bewijsfeiten;
import nl.zegel.register.Bewijzen;
import nl.zegel.register.Gebeurtenis;
import nl.zegel.register.Inschrijving;
import nl.zegel.register.Proefbewijs;
import nl.zegel.register.Proefregister;
import nl.zegel.register.Registeruitvoer;
import nl.zegel.register.Sleutelrijen;
import nl.zegel.testing.VoorbeeldPki;

/** Real evidence, copies, sealed messages and exports in a folder, made by the gateway's own rooms with the example PKI. */
final class Proefdossier {
    static final LoketId AFZENDER = new LoketId("politie-mn-hennepcoordinator");
    static final LoketId ONTVANGER = new LoketId("gemeente-utrecht-burgemeester");
    static final Voorzieningen V = Voorzieningen.bouncyCastle();
    static final Path PKI = VoorbeeldPki.uit();
    static final Path ANKERS = PKI.resolve("anchors.pem");
    static final Path BEWIJSCERT = PKI.resolve("gateway/bewijs.pem");
    static final Path TEKENCERT = PKI.resolve("gateway/ondertekenen.pem");
    private static final Woordenboek WOORDENBOEK = Woordenboek.laad();
    private static final SecureRandom TOEVAL = new SecureRandom();

    final Path map;
    final Instant moment = certificaat("gateway", "bewijs").getNotBefore().toInstant().plus(Duration.ofHours(1));

    Proefdossier(Path map) {
        this.map = map;
    }

    static X509Certificate certificaat(String eigenaar, String naam) {
        try {
            return Certificaten.lees(List.of(PKI.resolve(eigenaar).resolve(naam + ".pem"))).get(0);
        } catch (Afgewezen e) {
            throw new IllegalStateException(e.zin());
        }
    }

    static Sleutel sleutel(Path map, String naam, Path keten, Sleutelkast.Gebruik gebruik) {
        try {
            X509Certificate blad = Certificaten.lees(List.of(map.resolve(naam + ".pem"))).get(0);
            X509Certificate uitgever = Certificaten.lees(List.of(keten)).get(0);
            return new Sleutel(naam, gebruik, V.importeer(Certificaten.sleutel(map.resolve(naam + ".key"))), List.of(blad, uitgever), Optional.empty());
        } catch (Afgewezen e) {
            throw new IllegalStateException(e.zin());
        }
    }

    static Sleutel sleutel(String eigenaar, String naam, Sleutelkast.Gebruik gebruik) {
        return sleutel(PKI.resolve(eigenaar), naam, PKI.resolve("keten.pem"), gebruik);
    }

    byte[] onderteken(byte[] json) {
        return Bewijstekenaar.teken(sleutel("gateway", "bewijs", Sleutelkast.Gebruik.BEWIJS), V, json, Optional.empty(), moment);
    }

    /** The question that a careful party asks. */
    Vraag vraag(Path... bestanden) {
        return new Vraag(List.of(bestanden), List.of(ANKERS), List.of(PKI.resolve("crl")), List.of(BEWIJSCERT, TEKENCERT),
                List.of(PKI.resolve(AFZENDER.waarde()).resolve("ondertekenen.pem")), Optional.empty(), Optional.empty(), moment.plusSeconds(60));
    }

    Vraag metRegister(Path uitvoer, Path... bestanden) {
        Vraag v = vraag(bestanden);
        return new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), v.afzenders(), Optional.of(uitvoer), Optional.empty(), v.moment());
    }

    Vraag metSleutel(String loket, Path... bestanden) {
        Vraag v = vraag(bestanden);
        Path sleutels = PKI.resolve(loket);
        return new Vraag(v.bestanden(), v.ankers(), v.crls(), v.gateway(), v.afzenders(), Optional.empty(),
                Optional.of(new Vraag.Ontsleuteling(sleutels.resolve("ontsleutelen.key"), sleutels.resolve("ontsleutelen.pem"))), v.moment());
    }

    Path schrijf(String naam, byte[] bytes) {
        try {
            return Files.write(map.resolve(naam), bytes);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    // ---- register -------------------------------------------------------------------------------------------------

    static void alarmen(Proefregister proef, int aantal) {
        for (int i = 0; i < aantal; i++) {
            String code = "PROEF-" + i;
            proef.register.voer(tx -> proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", code)));
        }
    }

    /** Writes evidence and its signature. @param ingediend bytes that it commits to */
    Path bewijs(Proefregister proef, String naam, Gebeurtenis gebeurtenis, byte[] ingediend) {
        UUID ontvangst = Proefbewijs.ontvangst(proef);
        byte[] nonce = Vastlegging.nieuweNonce(TOEVAL);
        String waarde = Vastlegging.leg("ingediend", nonce, Hash.sha256(ingediend)).hex();
        UUID id = proef.register.doe(tx -> {
            UUID inschrijving = proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.AANGENOMEN, ontvangst,
                    "loket", AFZENDER.waarde(), "referentie", "HIB-2026-0010"));
            return proef.register.bewijzen().verschuldig(tx, inschrijving, new Bewijsfeiten(gebeurtenis, AFZENDER, tx.nu(), "gateway",
                    "De gateway heeft het document aangenomen.", Optional.of(tx.nu()), AFZENDER, Optional.empty(), ontvangst, Optional.of("HIB"),
                    Optional.of("HIB-2026-0010"), Optional.empty(), List.of(new Bewijsfeiten.Vastlegging("INGEDIEND", "multipart/mixed", waarde,
                            HexFormat.of().formatHex(nonce))), Optional.empty(), List.of()));
        });
        Bewijzen.Bewijs gemaakt = proef.register.bewijzen().maak(id, this::onderteken, (tx, b) -> { }).get(0);
        schrijf(naam + ".json.p7s", gemaakt.handtekening());
        return schrijf(naam + ".json", gemaakt.json());
    }

    Path uitvoer(Proefregister proef, String naam) {
        try {
            Path bestand = map.resolve(naam);
            new Registeruitvoer(proef.register, Proefregister.ADRES, this::onderteken).schrijf(bestand);
            return bestand;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Two entries under a key that is destroyed. */
    static void vernietig(Proefregister proef) {
        UUID sleutel = proef.register.sleutelrijen().voor("hennep", "kort", YearMonth.of(2026, 12),
                nr -> new Sleutelrijen.Ingepakt(new byte[] {1}, "kek-1")).id();
        proef.register.voer(tx -> {
            proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "W1"), sleutel);
            proef.register.inschrijvingen().schrijf(tx, Inschrijving.van(Inschrijving.Soort.ALARM, null, "code", "W2"), sleutel);
        });
        proef.register.logboek().nummer();
        proef.register.voer(tx -> proef.register.sleutelrijen().vernietig(tx, sleutel, "TERMIJN"));
    }

    // ---- copies ---------------------------------------------------------------------------------------------------

    static Document voorbeeld(String naam) {
        try (var in = Files.newInputStream(Path.of("docs/voorbeelden", naam))) {
            return ((Leesuitkomst.Gelezen) new DocumentReader(WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING)
                    .leesXml(in, () -> false)).document();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** As {@code zegel send} makes it: root and the sender's signature over it. */
    Document ondertekend(Document kaal) {
        Document met = Herkomst.maak(kaal, WOORDENBOEK, TOEVAL);
        byte[] p7s = Bewijstekenaar.teken(sleutel(AFZENDER.waarde(), "ondertekenen", Sleutelkast.Gebruik.ONDERTEKENEN), V, Herkomst.verklaring(met),
                Optional.empty(), moment);
        return new Document(met.kop(), met.groepen(), met.bijlagen(), met.wortel(), met.zaad(), Base64.getEncoder().encodeToString(p7s));
    }

    /** A recipient's copy: house number generalised, one attachment. @param groepsoorten what it may have */
    byte[] kopie(Document geheel, boolean metHandtekening, String... groepsoorten) {
        Kop k = geheel.kop();
        Kop kop = new Kop(k.soort(), k.referentie(), k.gateway(), k.omgeving(), k.convenant(), k.afzender(), null, null, k.doel(),
                k.opgemaakt(), List.of(), List.of());
        List<Groep> groepen = geheel.groepen().stream().filter(g -> List.of(groepsoorten).contains(g.soort()))
                .map(g -> new Groep(g.id(), g.soort(), g.betrokkene(), g.bij(), g.elementen().stream()
                        .map(e -> e.term().equals("huisnummer") && !e.vergrovingen().isEmpty() ? e.vergroofdTot(e.vergrovingen().get(0)) : e.exact())
                        .toList())).toList();
        Document kopie = new Document(kop, groepen, geheel.bijlagen().stream().limit(1).toList(), geheel.wortel(), null,
                metHandtekening ? geheel.handtekening() : null);
        Map<ElementId, Etiket.ElementEtiket> labels = new HashMap<>();
        kopie.elementen().forEach(e -> labels.put(e.id(), new Etiket.ElementEtiket(List.of("Wpg 20"), List.of(), List.of("4.8"))));
        Etiket etiket = new Etiket("L-1", ONTVANGER, "hennep-midden-nederland-2024", "Hennepconvenant", "2024-1", "0".repeat(64),
                "BESTUURLIJKE_MAATREGEL", Map.of("O-GEHEIM", "9.1"), LocalDate.of(2027, 1, 1), labels);
        return new DocumentWriter().schrijfKopie(kopie, etiket, Herkomst.bewijzen(geheel, kopie));
    }

    // ---- sealed messages --------------------------------------------------------------------------------------------

    static Deel deel(String naam, String mediatype, byte[] bytes) {
        return new Deel(naam, mediatype, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    static List<Deel> delen(byte[] kopie) {
        return List.of(deel("document.xml", "application/xml", kopie),
                deel("begeleidende-tekst.txt", "text/plain", "Beste lezer,\n".getBytes(StandardCharsets.UTF_8)),
                deel("schéma voor een lange naam die in stukken wordt geschreven (met tekens).csv", "text/csv", "a,b\n1,2\n".getBytes(StandardCharsets.UTF_8)));
    }

    static byte[] entiteit(byte[] kopie) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try {
            MimeEntiteit.schrijf(delen(kopie), "grens0123456789abcdef", Map.of(), uit);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return uit.toByteArray();
    }

    byte[] verzegeld(byte[] kopie, X509Certificate voor, CmsProfiel profiel) {
        return verzegeld(kopie, sleutel("gateway", "ondertekenen", Sleutelkast.Gebruik.ONDERTEKENEN), voor, profiel);
    }

    byte[] verzegeld(byte[] kopie, Sleutel wie, X509Certificate voor, CmsProfiel profiel) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try {
            new Indiener(V, TOEVAL).dienIn(wie, voor, profiel, entiteit(kopie), moment, uit);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
        return uit.toByteArray();
    }

    // ---- breaking ---------------------------------------------------------------------------------------------------

    /** Changes one byte at a time and asks again. @return the places where the verifier still said BEWEZEN */
    static List<Integer> onopgemerkt(Path bestand, int stap, Vraag vraag) {
        try {
            byte[] goed = Files.readAllBytes(bestand);
            List<Integer> uit = new java.util.ArrayList<>();
            for (int i = 0; i < goed.length; i += stap) {
                byte[] fout = goed.clone();
                fout[i] ^= (byte) (i % 2 == 0 ? 0x01 : 0x20);
                Files.write(bestand, fout);
                if (Verifier.verifieer(vraag).oordeel() == Oordeel.BEWEZEN) {
                    uit.add(i);
                }
            }
            Files.write(bestand, goed);
            return uit;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
