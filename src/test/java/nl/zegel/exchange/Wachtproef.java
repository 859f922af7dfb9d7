package nl.zegel.exchange;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import nl.zegel.party.LoketId;

/** A document of the OM that waits for a manual release, and the loaded facts with and without it. */
final class Wachtproef {
    static final String CASUS = """
            formaat: zegel-feiten-1
            convenant: hennep-midden-nederland-2024
            feiten:
              - {soort: DEELNAME, stuk: proef, van: 2024-03-01, lokets: [om-mn-parket, gemeente-utrecht-burgemeester, stedin-fraude]}
              - {soort: CASUSBESLISSING, stuk: proef, van: 2024-03-01}
              - {soort: BASIS_VERVANGEN_DOOR, stuk: proef, van: 2024-03-01}
            """;
    static final String VRIJGAVE = CASUS + "  - {soort: HANDMATIGE_VRIJGAVE, stuk: proef, van: 2024-03-01, lokets: [stedin-fraude]}\n";

    private Wachtproef() {}

    /** A folder of its own with these facts. */
    static Path feiten(Path map, String naam, String yaml) throws IOException {
        Path daar = Files.createDirectories(map.resolve(naam));
        Files.writeString(daar.resolve("feiten.yaml"), yaml);
        return daar;
    }

    static String om(LoketId... naar) throws IOException {
        StringBuilder ontvangers = new StringBuilder();
        for (LoketId loket : naar) {
            ontvangers.append("<ontvanger loket=\"").append(loket).append("\"><noodzaak>In dit geval nodig.</noodzaak></ontvanger>");
        }
        return Proefhuis.voorbeeld("om-verstrekking.xml").replaceAll("(?s)<ontvanger .*</ontvanger>", ontvangers.toString());
    }
}
