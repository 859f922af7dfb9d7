package nl.zegel.document;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Consumer;
import org.xml.sax.Attributes;
import org.xml.sax.helpers.DefaultHandler;

/** Gathers each child of the root as one small tree and hands it on, so that only one is held at a time. */
final class Containers extends DefaultHandler {
    private final Keuring keuring;
    private final Consumer<Knoop> container;
    private final Deque<Knoop> open = new ArrayDeque<>();
    private boolean binnen;

    Containers(Keuring keuring, Consumer<Knoop> container) {
        this.keuring = keuring;
        this.container = container;
    }

    @Override
    public void startElement(String uri, String naam, String qName, Attributes attributen) {
        if (!binnen) {
            binnen = true;
            return;
        }
        Knoop knoop = new Knoop(naam);
        for (int i = 0; i < attributen.getLength(); i++) {
            knoop.attributen.put(attributen.getLocalName(i), attributen.getValue(i));
        }
        if (!open.isEmpty()) {
            open.getLast().kinderen.add(knoop);
        }
        open.addLast(knoop);
    }

    @Override
    public void characters(char[] ch, int start, int lengte) {
        if (!open.isEmpty()) {
            open.getLast().tekst.append(ch, start, lengte);
        }
    }

    @Override
    public void endElement(String uri, String naam, String qName) {
        if (open.isEmpty()) {
            return;
        }
        Knoop klaar = open.removeLast();
        if (open.isEmpty() && keuring.structuurGoed()) {
            container.accept(klaar);
        }
    }
}
