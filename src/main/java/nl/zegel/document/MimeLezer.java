package nl.zegel.document;

import java.io.IOException;
import java.io.InputStream;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.apache.james.mime4j.MimeException;
import org.apache.james.mime4j.MimeIOException;
import org.apache.james.mime4j.codec.DecodeMonitor;
import org.apache.james.mime4j.io.MaxHeaderLengthLimitException;
import org.apache.james.mime4j.io.MaxHeaderLimitException;
import org.apache.james.mime4j.io.MaxLineLimitException;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.EntityState;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.MimeConfig;
import org.apache.james.mime4j.stream.MimeTokenStream;
import org.apache.james.mime4j.stream.NameValuePair;
import org.apache.james.mime4j.stream.RawBody;
import org.apache.james.mime4j.stream.RawField;
import org.apache.james.mime4j.stream.RawFieldParser;
import org.apache.james.mime4j.stream.RecursionMode;
import org.apache.james.mime4j.util.MimeParameterMapping;
import org.jspecify.annotations.Nullable;

/** Walks one MIME entity, part by part, without holding one. One per reading. */
final class MimeLezer {
    private static final Set<String> CODERINGEN = Set.of("7bit", "8bit", "binary", "base64", "quoted-printable");
    private final Grenzen grenzen;
    private final Set<String> velden = new HashSet<>();
    private String naam = "";
    private @Nullable String tekenset;

    /** What the header of a part says; the name is empty when it has none. */
    record Deelkop(int nummer, String naam, String mediatype, @Nullable String tekenset) {}

    /** Takes parts as they stream by. */
    @FunctionalInterface
    interface Afnemer {
        void deel(Deelkop kop, InputStream inhoud) throws IOException;
    }

    MimeLezer(Grenzen grenzen) {
        this.grenzen = grenzen;
    }

    /** @throws Afgebroken when the entity is refused */
    void lees(Bronstroom bron, Afnemer afnemer) throws IOException {
        MimeConfig grens = new MimeConfig.Builder()
                .setStrictParsing(true).setMaxLineLen(grenzen.kopBytes()).setMaxHeaderLen(grenzen.kopBytes())
                .setMaxHeaderCount(grenzen.kopVelden()).setMaxContentLen(-1).build();
        MimeTokenStream stroom = new MimeTokenStream(grens, DecodeMonitor.STRICT, null);
        stroom.setRecursionMode(RecursionMode.M_NO_RECURSE);
        try {
            stroom.parse(bron);
            loop(stroom, afnemer);
        } catch (MimeException | IOException e) {
            bron.eigenFout();
            throw vertaald(e);
        }
    }

    private void loop(MimeTokenStream stroom, Afnemer afnemer) throws IOException, MimeException {
        int delen = 0;
        int multiparts = 0;
        for (EntityState staat = stroom.getState(); staat != EntityState.T_END_OF_STREAM; staat = stroom.next()) {
            switch (staat) {
                case T_START_HEADER -> nieuweKop();
                case T_FIELD -> veld(stroom.getField(), plaats(multiparts, delen));
                case T_START_MULTIPART -> {
                    if (++multiparts > 1) {
                        throw new Afgebroken(Weigering.MIME_GENEST.bij(plaats(1, delen)));
                    }
                    eis(stroom.getBodyDescriptor().getMimeType().equals("multipart/mixed"), Weigering.MIME_SOORT, "/");
                }
                case T_BODY -> {
                    eis(++delen <= grenzen.delen(), Weigering.MIME_TE_VEEL_DELEN, "/");
                    deel(stroom, delen, afnemer);
                }
                default -> { }
            }
        }
    }

    private void deel(MimeTokenStream stroom, int nummer, Afnemer afnemer) throws IOException {
        BodyDescriptor soort = stroom.getBodyDescriptor();
        String plaats = plaats(1, nummer - 1);
        String mediatype = soort.getMimeType().toLowerCase(Locale.ROOT);
        eis(!mediatype.startsWith("message/") && !mediatype.startsWith("multipart/"), Weigering.MIME_GENEST, plaats);
        eis(CODERINGEN.contains(soort.getTransferEncoding().toLowerCase(Locale.ROOT)), Weigering.MIME_CODERING, plaats);
        InputStream inhoud = stroom.getDecodedInputStream();
        afnemer.deel(new Deelkop(nummer, naam, mediatype, tekenset), inhoud);
        inhoud.transferTo(java.io.OutputStream.nullOutputStream());
    }

    private void nieuweKop() {
        velden.clear();
        naam = "";
        tekenset = null;
    }

    private void veld(Field veld, String plaats) throws Afgebroken {
        String wat = veld.getName().toLowerCase(Locale.ROOT);
        if (!wat.startsWith("content-")) {
            return;
        }
        eis(velden.add(wat), Weigering.MIME_DUBBELE_KOPREGEL, plaats);
        if (!wat.equals("content-type") && !wat.equals("content-disposition")) {
            return;
        }
        RawBody lijf = RawFieldParser.DEFAULT.parseRawBody((RawField) veld);
        Set<String> gezien = new HashSet<>();
        MimeParameterMapping parameters = new MimeParameterMapping();
        for (NameValuePair paar : lijf.getParams()) {
            String sleutel = paar.getName().toLowerCase(Locale.ROOT);
            eis(gezien.add(sleutel), Weigering.MIME_DUBBELE_KOPREGEL, plaats);
            if (paar.getValue() != null) {
                parameters.addParameter(sleutel, paar.getValue());
            }
        }
        // the same name in two notations is two names
        eis(!(gezien.contains("filename") && gezien.stream().anyMatch(s -> s.startsWith("filename*"))), Weigering.MIME_DUBBELE_KOPREGEL, plaats);
        if (wat.equals("content-disposition")) {
            String gelezen = parameters.get("filename");
            naam = gelezen == null ? "" : gelezen;
        } else {
            tekenset = parameters.get("charset");
        }
    }

    private static String plaats(int multiparts, int delen) {
        return multiparts == 0 ? "/" : "/deel[" + (delen + 1) + "]";
    }

    static void eis(boolean goed, Weigering anders, String pad) throws Afgebroken {
        if (!goed) {
            throw new Afgebroken(anders.bij(pad));
        }
    }

    /** mime4j wraps what a part's reader throws, and reports a broken encoding as an IOException of its own. */
    private static Afgebroken vertaald(Exception e) {
        boolean mime = false;
        for (Throwable t = e; t != null; t = t.getCause()) {
            if (t instanceof Afgebroken afgebroken) {
                return afgebroken;
            }
            if (t instanceof MaxLineLimitException || t instanceof MaxHeaderLimitException || t instanceof MaxHeaderLengthLimitException) {
                return new Afgebroken(Weigering.MIME_KOP_TE_GROOT.bij("/"));
            }
            mime |= t instanceof MimeException || t instanceof MimeIOException;
        }
        return new Afgebroken((mime ? Weigering.MIME_ONLEESBAAR : Weigering.MIME_CODERING).bij("/"));
    }
}
