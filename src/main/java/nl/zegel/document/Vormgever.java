package nl.zegel.document;

import nl.zegel.party.GatewayBug;

/** Derives the Vorm of a document: codes, precisions and what detectors find, never a value. */
public final class Vormgever {
    public Vormgever(Woordenboek woordenboek) {}

    public Vorm vorm(Document document) {
        throw new GatewayBug("lands within the hour");
    }
}
