package nl.zegel.document;

import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** INVARIANT (unsure means no): whatever an XML parser complains of ends the reading, a warning too. Stateless, thread-safe. */
public final class StrengeXml implements ErrorHandler {
    @Override
    public void warning(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void error(SAXParseException e) throws SAXException {
        throw e;
    }

    @Override
    public void fatalError(SAXParseException e) throws SAXException {
        throw e;
    }
}
