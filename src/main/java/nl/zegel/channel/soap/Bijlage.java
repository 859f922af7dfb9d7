package nl.zegel.channel.soap;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import nl.zegel.channel.soap.Weigering.Reden;
import nl.zegel.party.GatewayBug;
import org.apache.cxf.attachment.AttachmentUtil;
import org.apache.cxf.message.Attachment;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.Text;

/**
 * The one MIME part that a Body includes by XOP. A signature covers the Body as if the part's base64 stood in it, so the
 * digest of the Body is only known when the part has passed: here it is taken while the bytes stream, in constant memory.
 *
 * @param cid  Content-ID as the Include names it
 * @param voor canonical bytes of the Body before the part
 * @param na   and after it
 */
record Bijlage(String cid, byte[] voor, byte[] na) {
    private static final String MERK = "xop-";

    /** The part that the Body of this envelope includes, or empty. @throws Weigering when there are several */
    static Optional<Bijlage> van(Element body, String prefixes) throws Weigering {
        List<Element> includes = Envelop.includes(body);
        if (includes.isEmpty()) {
            return Optional.empty();
        }
        if (includes.size() > 1) {
            throw new Weigering(Reden.BIJLAGE);
        }
        Element include = includes.get(0);
        Node ouder = include.getParentNode();
        if (ouder.getChildNodes().getLength() != 1) {
            throw new Weigering(Reden.BIJLAGE);
        }
        String merk = MERK + java.util.UUID.randomUUID();
        Text plaats = body.getOwnerDocument().createTextNode(merk);
        ouder.replaceChild(plaats, include);
        byte[] canoniek = Xml.canoniek(body, prefixes);
        ouder.replaceChild(include, plaats);
        return Optional.of(gesplitst(cid(include), canoniek, merk));
    }

    private static Bijlage gesplitst(String cid, byte[] canoniek, String merk) {
        // Latin-1 keeps one char per byte, and the mark is ASCII.
        int op = new String(canoniek, StandardCharsets.ISO_8859_1).indexOf(merk);
        if (op < 0) {
            throw new GatewayBug("canonical form lost the place of a part");
        }
        return new Bijlage(cid, java.util.Arrays.copyOf(canoniek, op),
                java.util.Arrays.copyOfRange(canoniek, op + merk.length(), canoniek.length));
    }

    static String cid(Element include) throws Weigering {
        String href = include.getAttribute("href");
        if (!href.startsWith("cid:")) {
            throw new Weigering(Reden.BIJLAGE);
        }
        return AttachmentUtil.cleanContentId(href);
    }

    /** Whether a MIME part is the one that an Include names: both are read as CXF reads them. */
    static boolean heet(Attachment deel, String cid) {
        return deel.getId() != null && AttachmentUtil.cleanContentId(deel.getId()).equals(cid);
    }

    /** The digest of the Body with these bytes in it; reads them once. */
    byte[] digest(InputStream bytes, String algoritme) throws IOException {
        try (Nagelezen door = nagelezen(bytes, algoritme, Optional.empty())) {
            door.transferTo(OutputStream.nullOutputStream());
            return door.uitkomst();
        }
    }

    /**
     * The same bytes; the read that finds the end throws when the Body with them in it has another digest. Whoever reads to
     * the end and gets there has what was signed.
     */
    InputStream bewaakt(InputStream bytes, String algoritme, byte[] verwacht) {
        return nagelezen(bytes, algoritme, Optional.of(verwacht.clone()));
    }

    private Nagelezen nagelezen(InputStream bytes, String algoritme, Optional<byte[]> verwacht) {
        try {
            MessageDigest digest = MessageDigest.getInstance(algoritme);
            digest.update(voor);
            return new Nagelezen(bytes, digest, na, verwacht);
        } catch (NoSuchAlgorithmException e) {
            throw new GatewayBug("every JDK has " + algoritme, e);
        }
    }

    /** The bytes were not what the signature says. */
    static final class AndereBytes extends IOException {
        private static final long serialVersionUID = 1L;

        AndereBytes() {
            super("the attachment is not what was signed");
        }
    }

    private static final class Nagelezen extends FilterInputStream {
        private final MessageDigest digest;
        private final OutputStream base64;
        private final byte[] na;
        private final Optional<byte[]> verwacht;
        private byte[] uitkomst = new byte[0];

        Nagelezen(InputStream bytes, MessageDigest digest, byte[] na, Optional<byte[]> verwacht) {
            super(bytes);
            this.digest = digest;
            this.na = na;
            this.verwacht = verwacht;
            this.base64 = Base64.getEncoder().wrap(new OutputStream() {
                @Override
                public void write(int b) {
                    digest.update((byte) b);
                }

                @Override
                public void write(byte[] b, int van, int aantal) {
                    digest.update(b, van, aantal);
                }
            });
        }

        @Override
        public int read() throws IOException {
            byte[] een = new byte[1];
            return read(een, 0, 1) < 0 ? -1 : een[0] & 0xff;
        }

        @Override
        public int read(byte[] b, int van, int aantal) throws IOException {
            int gelezen = super.read(b, van, aantal);
            if (gelezen > 0) {
                base64.write(b, van, gelezen);
            } else if (gelezen < 0) {
                einde();
            }
            return gelezen;
        }

        private void einde() throws IOException {
            if (uitkomst.length == 0) {
                base64.close();
                digest.update(na);
                uitkomst = digest.digest();
            }
            if (verwacht.isPresent() && !MessageDigest.isEqual(verwacht.get(), uitkomst)) {
                throw new AndereBytes();
            }
        }

        byte[] uitkomst() {
            if (uitkomst.length == 0) {
                throw new UncheckedIOException(new IOException("not read to its end"));
            }
            return uitkomst;
        }

        @Override
        public boolean markSupported() {
            return false;
        }

        @Override
        public long skip(long aantal) throws IOException {
            byte[] weg = new byte[(int) Math.min(8192, Math.max(0, aantal))];
            return Math.max(0, read(weg, 0, weg.length));
        }
    }
}
