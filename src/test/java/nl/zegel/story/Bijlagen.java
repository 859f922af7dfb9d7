package nl.zegel.story;

import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import javax.imageio.ImageIO;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.pdmodel.PDPage;
import org.apache.pdfbox.pdmodel.PDPageContentStream;
import org.apache.pdfbox.pdmodel.font.PDType1Font;
import org.apache.pdfbox.pdmodel.font.Standard14Fonts;
import org.apache.pdfbox.pdmodel.graphics.image.LosslessFactory;

/** Attachments of some 1 to 3 MiB, above every library's spill threshold, with a mark inside that decoding brings out. */
final class Bijlagen {
    private static final int GROOT = 3 << 20;
    private static final int BREED = 1024;

    private Bijlagen() {}

    /** No numbers: a date is searched as people write it, and 12-2-2015 without its dashes is any row's number. */
    static byte[] csv(String merk) {
        StringBuilder uit = new StringBuilder(GROOT + 100).append("nr;wat\r\n");
        for (int i = 0; uit.length() < GROOT; i++) {
            uit.append("regel;lamp ").append(i % 1000 == 7 ? merk : "é").append("\r\n");
        }
        return uit.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Grey pixels in one Flate stream; the mark is in the pixels. */
    static byte[] png(String merk) {
        byte[] ruis = ruis(BREED * (BREED + 1));
        for (int rij = 0; rij < BREED; rij++) {
            ruis[rij * (BREED + 1)] = 0;
        }
        byte[] tekst = merk.getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(tekst, 0, ruis, 500 * (BREED + 1) + 9, tekst.length);
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        uit.writeBytes(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
        brok(uit, "IHDR", ByteBuffer.allocate(13).putInt(BREED).putInt(BREED).put(new byte[] {8, 0, 0, 0, 0}).array());
        brok(uit, "IDAT", deflate(ruis));
        brok(uit, "IEND", new byte[0]);
        return uit.toByteArray();
    }

    private static void brok(ByteArrayOutputStream uit, String type, byte[] inhoud) {
        byte[] met = ByteBuffer.allocate(4 + inhoud.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(inhoud).array();
        CRC32 crc = new CRC32();
        crc.update(met);
        uit.writeBytes(ByteBuffer.allocate(4).putInt(inhoud.length).array());
        uit.writeBytes(met);
        uit.writeBytes(ByteBuffer.allocate(4).putInt((int) crc.getValue()).array());
    }

    private static byte[] deflate(byte[] bytes) {
        Deflater deflater = new Deflater();
        deflater.setInput(bytes);
        deflater.finish();
        ByteArrayOutputStream uit = new ByteArrayOutputStream();
        byte[] blok = new byte[8192];
        while (!deflater.finished()) {
            uit.write(blok, 0, deflater.deflate(blok));
        }
        deflater.end();
        return uit.toByteArray();
    }

    /** The mark is in the entropy-coded scan, just before its end. */
    static byte[] jpeg(String merk) {
        try {
            ByteArrayOutputStream beeld = new ByteArrayOutputStream();
            ImageIO.write(ruisbeeld(BufferedImage.TYPE_BYTE_GRAY), "jpeg", beeld);
            byte[] bytes = beeld.toByteArray();
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            uit.write(bytes, 0, bytes.length - 2);
            uit.writeBytes(merk.getBytes(StandardCharsets.US_ASCII));
            uit.write(bytes, bytes.length - 2, 2);
            return uit.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] pdf(String merk) {
        try (PDDocument pdf = new PDDocument()) {
            PDPage blad = new PDPage();
            pdf.addPage(blad);
            try (PDPageContentStream inhoud = new PDPageContentStream(pdf, blad)) {
                inhoud.drawImage(LosslessFactory.createFromImage(pdf, ruisbeeld(BufferedImage.TYPE_INT_RGB)), 10, 10, 300, 300);
                inhoud.beginText();
                inhoud.setFont(new PDType1Font(Standard14Fonts.FontName.HELVETICA), 12);
                inhoud.newLineAtOffset(20, 600);
                inhoud.showText(merk);
                inhoud.endText();
            }
            ByteArrayOutputStream uit = new ByteArrayOutputStream();
            pdf.save(uit);
            return uit.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static BufferedImage ruisbeeld(int soort) {
        BufferedImage beeld = new BufferedImage(BREED, BREED, soort);
        Random toeval = new Random(7);
        for (int y = 0; y < BREED; y++) {
            for (int x = 0; x < BREED; x++) {
                beeld.setRGB(x, y, toeval.nextInt());
            }
        }
        return beeld;
    }

    private static byte[] ruis(int lengte) {
        byte[] bytes = new byte[lengte];
        new Random(9).nextBytes(bytes);
        return bytes;
    }
}
