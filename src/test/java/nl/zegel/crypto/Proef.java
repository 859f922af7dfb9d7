package nl.zegel.crypto;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.function.BiPredicate;
import nl.zegel.party.CmsProfiel;

/** One sender, one gateway, every provider: what the CMS tests share. */
final class Proef {
    static final SecureRandom TOEVAL = new SecureRandom();
    static final byte[] ENTITEIT = ("Content-Type: text/plain\r\n\r\nVoorbeeldtekst van een document, "
            + "niet van een persoon.\r\n").repeat(20).getBytes(StandardCharsets.UTF_8);
    static final BiPredicate<X509Certificate, CmsProfiel> IEDEREEN = (c, p) -> true;
    static final ProefPki.Houder CA = ProefPki.wortel("proefwortel");
    static final ProefPki.Houder AFZENDER = ProefPki.blad("afzender", ProefPki.rsa(2048), CA, ProefPki.TEKENEN);
    static final ProefPki.Houder AFZENDER_EC = ProefPki.blad("afzender-ec", ProefPki.ec("secp384r1"), CA, ProefPki.TEKENEN);
    static final ProefPki.Houder GATEWAY = ProefPki.blad("gateway", ProefPki.rsa(2048), CA, ProefPki.ONTSLEUTELEN);
    static final ProefPki.Houder GATEWAY_EC = ProefPki.blad("gateway-ec", ProefPki.ec("secp256r1"), CA, ProefPki.AFSPREKEN);
    static final ProefPki.Houder GATEWAY_32 = ProefPki.blad("gateway-32", ProefPki.rsa(2048), CA, ProefPki.ONTSLEUTELEN);

    private Proef() {}

    static List<Voorzieningen> alle() {
        return List.of(Voorzieningen.snelste(), Voorzieningen.jdk(), Voorzieningen.bouncyCastle());
    }

    /** A key store with the gateway's keys of both profiles. */
    static Sleutelkast kast(Voorzieningen v) {
        return new Sleutelkast() {
            @Override
            public Antwoord<List<Sleutel>> sleutels(Gebruik gebruik) {
                return switch (gebruik) {
                    case ONTSLEUTELEN -> new Open<>(List.of(GATEWAY.sleutel(gebruik, v), GATEWAY_EC.sleutel(gebruik, v)));
                    case ONTSLEUTELEN_32 -> new Open<>(List.of(GATEWAY_32.sleutel(gebruik, v)));
                    case ONDERTEKENEN, BEWIJS -> new Open<>(List.of(AFZENDER_EC.sleutel(gebruik, v)));
                    case INTAKE -> new Open<>(List.of(GATEWAY_EC.sleutel(gebruik, v)));
                    default -> new Dicht<>(Oorzaak.ONBEKEND, gebruik.name());
                };
            }

            @Override
            public Antwoord<Geheim> geheim(String id) {
                byte[] bytes = new byte[32];
                java.util.Arrays.fill(bytes, (byte) id.hashCode());
                return new Open<>(new Geheim(id, bytes));
            }
        };
    }

    static Opening open(byte[] cms, Voorzieningen v, Path map) {
        try {
            return new Opener(v, TOEVAL, map).open(() -> new ByteArrayInputStream(cms), kast(v), IEDEREEN);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (KastDicht e) {
            throw new IllegalStateException(e);
        }
    }

    static byte[] inhoud(Opening opening) throws IOException {
        if (opening instanceof Geopend geopend) {
            try (geopend; var in = geopend.open()) {
                return in.readAllBytes();
            }
        }
        throw new AssertionError("not opened: " + ((NietTeOpenen) opening).reden());
    }

    static byte[] maak(ProefPki.Houder afzender, X509Certificate naar, CmsProfiel profiel, byte[] entiteit, Voorzieningen v) {
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        try {
            new Indiener(v, TOEVAL).dienIn(afzender.sleutel(Sleutelkast.Gebruik.ONDERTEKENEN, v), naar, profiel, entiteit, ProefPki.NU, uit);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return uit.toByteArray();
    }
}
