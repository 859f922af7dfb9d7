package nl.zegel.document;

/** The refusals of reading a document: stable codes with what the format demands and what to do, in Dutch (docs/weigeringen.md). */
enum Weigering {
    TIJD_VERSTREKEN("het lezen duurt te lang", "Maak het document kleiner en stuur het opnieuw."),

    MIME_ONLEESBAAR("de MIME-structuur is geldig en volledig", "Maak de MIME-entiteit opnieuw en stuur haar in haar geheel."),
    MIME_SOORT("de entiteit is multipart/mixed, of application/xml alleen", "Zet de XML als eerste deel in multipart/mixed."),
    MIME_EERSTE_DEEL("het eerste deel is application/xml", "Zet het XML-document vooraan."),
    MIME_GENEST("delen bevatten geen andere delen of berichten", "Zet elke bijlage direct in multipart/mixed."),
    MIME_TE_VEEL_DELEN("het aantal delen is begrensd", "Stuur minder bijlagen per document."),
    MIME_KOP_TE_GROOT("kopregels zijn begrensd in lengte en aantal", "Gebruik kortere en minder kopregels."),
    MIME_DUBBELE_KOPREGEL("Content-kopregels en hun parameters komen één keer voor", "Verwijder de dubbele kopregel of parameter."),
    MIME_CODERING("Content-Transfer-Encoding is 7bit, 8bit, binary, base64 of quoted-printable, en klopt", "Codeer het deel opnieuw."),

    XML_ONLEESBAAR("de XML is welgevormd", "Controleer het document met een XML-hulpmiddel."),
    XML_DTD("de XML heeft geen DOCTYPE en geen entiteiten", "Verwijder de DOCTYPE."),
    XML_VERWERKINGSINSTRUCTIE("de XML heeft geen verwerkingsinstructies", "Verwijder de verwerkingsinstructie."),
    XML_CODERING("de XML is UTF-8", "Sla het document op als UTF-8."),
    XML_TE_GROOT("de grootte van de XML is begrensd", "Verplaats grote teksten naar een bijlage."),
    XML_TE_DIEP("de diepte van de XML is begrensd", "Volg de structuur van het schema."),
    XML_TE_VEEL_ATTRIBUTEN("het aantal attributen per element is begrensd", "Volg de structuur van het schema."),
    XML_TE_VEEL_ELEMENTEN("het aantal elementen is begrensd", "Verdeel het over meer documenten."),
    XML_STRUCTUUR("het document volgt het schema urn:nl:zegel:document:1", "Controleer het document met document-1.xsd."),

    DOCUMENTSOORT_ONBEKEND("de documentsoort staat in het woordenboek", "Kies een soort uit het woordenboek."),
    DUBBELE_ONTVANGER("een ontvanger staat één keer in de kop", "Verwijder de dubbele ontvanger."),
    GROEPSOORT_ONBEKEND("de groepsoort staat in het woordenboek", "Kies een soort uit het woordenboek."),
    BETROKKENE_ONBEKEND("de categorie betrokkene staat in het woordenboek", "Kies een categorie uit het woordenboek."),
    TERM_ONBEKEND("de term staat in het woordenboek", "Kies een term uit het woordenboek."),
    TERM_NIET_IN_GROEP("de term mag in deze groep staan", "Zet het gegeven in een groep waar het hoort."),
    CATEGORIE_ONBEKEND("de gegevenscategorie staat in het woordenboek", "Kies een categorie uit het woordenboek."),
    DUBBEL_ID("elk id komt één keer voor", "Geef elk element een eigen, willekeurig id."),
    VERWIJZING_ONJUIST("'bij' verwijst naar een groep van dit document en niet in een kring", "Herstel de verwijzing."),
    WAARDE_LEEG("een gegeven heeft een waarde", "Laat een gegeven zonder waarde weg."),
    WAARDE_TE_LANG("de lengte van een waarde is begrensd", "Maak de waarde korter."),
    WAARDE_TEKENS("een waarde heeft geen stuurtekens of onzichtbare tekens", "Verwijder de onzichtbare tekens."),
    WAARDE_ONGELDIG("de waarde heeft de vorm die de term vraagt", "Schrijf de waarde in de gevraagde vorm."),
    CODE_ONBEKEND("de waarde is een code uit de lijst van de term", "Kies een code uit de lijst."),
    VERGROVING_ONBEKEND("de vergroving staat bij deze term in het woordenboek, en één keer", "Kies een vergroving die bij de term hoort."),
    VERGROVING_WIJKT_AF("de vergroving volgt uit de waarde", "Laat de vergroving opnieuw afleiden."),

    HERKOMST_ONVOLLEDIG("met een herkomstwortel heeft elk gegeven zout en de wortel een zaad; zonder wortel is er geen zout", "Maak de herkomst opnieuw met zegel send."),
    HERKOMST_DUBBEL_ZOUT("elk zout komt één keer voor", "Maak de herkomst opnieuw met zegel send."),
    HERKOMST_WIJKT_AF("de herkomstwortel volgt uit de gegevens", "Maak de herkomst opnieuw met zegel send."),
    ETIKET_NIET_TOEGESTAAN("een inzending heeft geen etiket en geen herkomstpaden", "Stuur het eigen document, niet een ontvangen afschrift."),
    ETIKET_ONTBREEKT("een afschrift heeft een etiket dat bij zijn gegevens past, en geen zaad", "Vraag de gateway om een nieuw afschrift."),

    BIJLAGE_NAAM("een bestandsnaam is een kale naam van ten hoogste 200 tekens", "Geef het bestand een eenvoudige naam."),
    BIJLAGE_DUBBELE_NAAM("elke bijlage heeft een eigen naam", "Geef elke bijlage een eigen naam."),
    BIJLAGE_SOORT("de extensie van de naam past bij het mediatype", "Gebruik .pdf, .png, .jpg of .csv met het juiste mediatype."),
    BIJLAGE_TE_GROOT("de grootte van een bijlage is begrensd", "Maak de bijlage kleiner."),
    BIJLAGE_ONTBREEKT("elke verklaarde bijlage is een deel, in dezelfde volgorde en met dezelfde naam en hetzelfde mediatype", "Voeg elke verklaarde bijlage toe, in de volgorde van de XML."),
    BIJLAGE_NIET_VERKLAARD("elk deel na de XML is in de XML verklaard", "Verklaar de bijlage in de XML of laat haar weg."),
    BIJLAGE_WIJKT_AF("lengte en SHA-256 van een bijlage zijn zoals verklaard", "Bereken lengte en SHA-256 opnieuw over het bestand dat u stuurt."),
    BIJLAGE_INHOUD("de inhoud van een bijlage is van het verklaarde soort", "Stuur het bestand in het soort dat u verklaart."),
    BIJLAGE_METADATA("een afbeelding heeft geen metadata en niets achter haar einde", "Verwijder EXIF, commentaar en andere metadata uit de afbeelding.");

    private final String regel;
    private final String remedie;

    Weigering(String regel, String remedie) {
        this.regel = regel;
        this.remedie = remedie;
    }

    Afkeuring bij(String pad) {
        return new Afkeuring(name(), regel, pad, remedie);
    }

    /** @param nader what exactly is asked here; never anything that was read */
    Afkeuring bij(String pad, String nader) {
        return new Afkeuring(name(), regel + ": " + nader, pad, remedie);
    }

    String regel() {
        return regel;
    }

    String remedie() {
        return remedie;
    }
}
