package nl.zegel.document;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class VoorbeeldenTest {
    @TestFactory
    Stream<DynamicTest> everySample_readsAndWritesBackToTheSameBytes() {
        return Voorbeelden.alle().stream().map(pad -> DynamicTest.dynamicTest(pad.getFileName().toString(), () -> {
            byte[] bytes = Voorbeelden.bytes(pad.getFileName().toString());
            Leesuitkomst uitkomst = Voorbeelden.lees(bytes);
            assertThat(Voorbeelden.codes(uitkomst)).isEmpty();
            Document document = ((Leesuitkomst.Gelezen) uitkomst).document();
            assertThat(new String(new DocumentWriter().schrijf(document), StandardCharsets.UTF_8))
                    .isEqualTo(new String(bytes, StandardCharsets.UTF_8));
        }));
    }

    @Test
    void samples_coverEveryHennepType_andTwelveHibs() {
        Set<String> soorten = Voorbeelden.alle().stream().map(Path::getFileName).map(Path::toString)
                .map(n -> Voorbeelden.document(n).kop().soort()).collect(Collectors.toSet());
        assertThat(soorten).isEqualTo(Voorbeelden.WOORDENBOEK.documentsoorten());
        assertThat(Voorbeelden.alle().stream().filter(p -> p.getFileName().toString().startsWith("hib-"))).hasSizeGreaterThanOrEqualTo(10);
    }

    @Test
    void sampleWithAttachments_asEntity_streamsThemToTheirPlaces() throws Exception {
        Document document = Voorbeelden.document("hib-10-bijlagen.xml");
        Deel[] delen = Stream.concat(
                Stream.of(Voorbeelden.deel("document.xml", "application/xml", Voorbeelden.bytes("hib-10-bijlagen.xml"))),
                document.bijlagen().stream().map(b -> Voorbeelden.deel(b.naam(), b.mediatype(), Voorbeelden.bytes("bijlagen/" + b.naam()))))
                .toArray(Deel[]::new);
        Map<String, ByteArrayOutputStream> opgeslagen = new LinkedHashMap<>();
        Leesuitkomst uitkomst = new DocumentReader(Voorbeelden.WOORDENBOEK, Grenzen.standaard(), DocumentReader.Rol.INZENDING)
                .lees(new ByteArrayInputStream(Voorbeelden.entiteit(delen)),
                        b -> opgeslagen.computeIfAbsent(b.naam(), n -> new ByteArrayOutputStream()), () -> false);
        assertThat(Voorbeelden.codes(uitkomst)).isEmpty();
        assertThat(opgeslagen.keySet()).containsExactly("apparatuur.csv", "plattegrond.png", "foto-verdachte.png");
        assertThat(opgeslagen.get("plattegrond.png").toByteArray()).isEqualTo(Voorbeelden.bytes("bijlagen/plattegrond.png"));
    }
}
