package nl.zegel.exchange;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import nl.zegel.party.GatewayBug;
import nl.zegel.party.LoketId;

/**
 * The stored form of an {@link Aanvoer}, version 1: what a channel saw, kept encrypted beside the bytes, and then their
 * SHA-256. The digest outlives bytes that nobody could authenticate, and finds the file that somebody asks about.
 */
final class AanvoerVorm {
    private static final int VERSIE = 1;
    private static final int SHA256 = 32;

    private AanvoerVorm() {}

    static byte[] schrijf(Aanvoer aanvoer, byte[] sha256) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (DataOutputStream uit = new DataOutputStream(bytes)) {
            uit.writeByte(VERSIE);
            uit.writeUTF(aanvoer.kanaal().name());
            if (aanvoer instanceof Aanvoer.Sftp s) {
                teksten(uit, List.of(s.login().waarde(), s.naam()));
            } else if (aanvoer instanceof Aanvoer.Mail m) {
                teksten(uit, m.van());
                teksten(uit, m.afzenders());
                uit.writeUTF(m.berichtId());
                uit.writeBoolean(m.antwoordbaar());
            } else if (aanvoer instanceof Aanvoer.Soap s) {
                teksten(uit, List.of(s.ondertekenaar(), s.tls().orElse(""), s.berichtId()));
            }
            uit.write(sha256);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** SHA-256 of the bytes as they were received. */
    static byte[] sha256(byte[] vorm) {
        return Arrays.copyOfRange(vorm, vorm.length - SHA256, vorm.length);
    }

    static Aanvoer lees(byte[] vorm) {
        try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(vorm))) {
            if (in.readByte() != VERSIE) {
                throw new GatewayBug("stored supply has an unknown version");
            }
            return switch (in.readUTF()) {
                case "SFTP" -> {
                    List<String> velden = teksten(in);
                    yield new Aanvoer.Sftp(new LoketId(velden.get(0)), velden.get(1));
                }
                case "MAIL" -> new Aanvoer.Mail(teksten(in), teksten(in), in.readUTF(), in.readBoolean());
                case "SOAP" -> {
                    List<String> velden = teksten(in);
                    yield new Aanvoer.Soap(velden.get(0), Optional.of(velden.get(1)).filter(t -> !t.isEmpty()), velden.get(2));
                }
                default -> throw new GatewayBug("stored supply has an unknown channel");
            };
        } catch (IOException e) {
            throw new GatewayBug("stored supply is cut off", e);
        }
    }

    private static void teksten(DataOutputStream uit, List<String> teksten) throws IOException {
        uit.writeInt(teksten.size());
        for (String tekst : teksten) {
            uit.writeUTF(tekst);
        }
    }

    private static List<String> teksten(DataInputStream in) throws IOException {
        int aantal = in.readInt();
        List<String> teksten = new ArrayList<>();
        for (int i = 0; i < aantal; i++) {
            teksten.add(in.readUTF());
        }
        return teksten;
    }
}
