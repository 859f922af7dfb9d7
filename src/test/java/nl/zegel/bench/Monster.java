package nl.zegel.bench;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import javax.imageio.ImageIO;

/** HIBs of a size and a number of recipients, each with its own reference; made from a shipped sample. */
final class Monster {
    private static final Path BRON = Path.of("docs/voorbeelden/hib-01-flat.xml");
    /** All take deliveries by SFTP, and the convenant lets each have the location. */
    private static final List<String> LOKETS = List.of("corporatie-voorbeeld-wonen", "liander-fraude", "uwv-handhaving", "svb-handhaving",
            "gemeente-utrecht-college");
    private static final int ZIJDE = 591; // noise in 24 bits does not compress: 1 MiB

    private final Path map;
    private final boolean groot;
    private final int ontvangers;

    Monster(Path map, boolean groot, int ontvangers) throws IOException {
        this.map = map;
        this.groot = groot;
        this.ontvangers = ontvangers;
        if (groot) {
            Files.write(Files.createDirectories(map.resolve("bijlagen")).resolve("plattegrond.png"), png());
        }
    }

    private static byte[] png() throws IOException {
        BufferedImage beeld = new BufferedImage(ZIJDE, ZIJDE, BufferedImage.TYPE_INT_RGB);
        Random ruis = new Random(20261123);
        for (int i = 0; i < ZIJDE * ZIJDE; i++) {
            beeld.setRGB(i % ZIJDE, i / ZIJDE, ruis.nextInt(0x1000000));
        }
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        ImageIO.write(beeld, "png", uit);
        return uit.toByteArray();
    }

    Path maak(String nummer) throws IOException {
        List<String> naar = LOKETS.subList(0, ontvangers);
        String xml = Files.readString(BRON).replaceFirst("<referentie>[^<]*<", "<referentie>BENCH-" + map.getFileName() + "-" + nummer + "<")
                .replaceFirst("(?s)    <ontvanger.*</ontvanger>\n", naar.stream().map(l -> "    <ontvanger loket=\"" + l
                        + "\">\n      <noodzaak>Nodig voor de taak van dit loket bij dit pand.</noodzaak>\n    </ontvanger>\n").collect(Collectors.joining()))
                .replaceFirst("(?s)    <verwijzing soort=\"RELATIE_OBJECT\">.*</verwijzing>\n", naar.stream()
                        .map(l -> "    <verwijzing soort=\"RELATIE_OBJECT\">" + l + "</verwijzing>\n").collect(Collectors.joining()));
        if (groot) {
            xml = xml.replace("</document>", bijlage() + "</document>");
        }
        return Files.writeString(map.resolve("hib-" + nummer + ".xml"), xml);
    }

    private String bijlage() throws IOException {
        byte[] png = Files.readAllBytes(map.resolve("bijlagen/plattegrond.png"));
        try {
            String sha = HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(png));
            return "  <bijlage id=\"e-anhgk7wgktbukxzaw5mwe7b4wc\" naam=\"plattegrond.png\" mediatype=\"image/png\" sha256=\"" + sha + "\" lengte=\""
                    + png.length + "\">\n    <inhoud categorie=\"LOCATIE\" betrokkene=\"GEEN\" regime=\"WPG8\" herkomst=\"EIGEN\"/>\n  </bijlage>\n";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
