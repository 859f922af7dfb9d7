package nl.zegel.channel.soap;

import jakarta.activation.DataHandler;
import jakarta.activation.DataSource;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import nl.zegel.document.Deel;

/** Sealed bytes as JAXB and CXF want them. Opened twice: once to sign, once to send. */
record Stroom(Deel.Bron bron) implements DataSource {
    static DataHandler van(Deel.Bron bron) {
        return new DataHandler(new Stroom(bron));
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return bron.open();
    }

    @Override
    public OutputStream getOutputStream() throws IOException {
        throw new IOException("read only");
    }

    @Override
    public String getContentType() {
        return "application/pkcs7-mime";
    }

    @Override
    public String getName() {
        return "";
    }
}
