package nl.zegel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.commons.annotation.Testable;

/** Each invariant of the design is cited by name where code keeps it, and has tests that try to break it. */
class InvariantenTest {
    private static final Pattern CITAAT = Pattern.compile("INVARIANT \\(([^)]+)\\)");

    /** Invariant to the tests that attack it, as class and method. */
    private static final Map<String, List<String>> TESTS = new TreeMap<>(Map.ofEntries(
            Map.entry("no clearance, no seal", List.of("crypto.VerzegelaarTest#clearanceSpentTwice_givesNoSecondSeal",
                    "crypto.VerzegelaarTest#clearanceOfAnotherLoket_givesNoSeal", "crypto.VerzegelaarTest#otherBytesNameTypeOrderOrExtraPart_givesNoSeal",
                    "convenant.ClearanceTest#proofs_haveNoConstructorForOthers", "convenant.ClearanceTest#ownMessage_withText_cannotBeMade")),
            Map.entry("register first", List.of("register.OntvangstenTest#failureAtAnyStepOfReceiving_leavesNothing",
                    "register.WerkTest#overtakenWorker_mayNotActAndItsOutcomeIsNotTaken",
                    "story.WeigeringenIT#recipientCertificateExpired_isHeldAndAlarmed_andNobodyIsToldAccepted",
                    "story.NeerhaalIT#killedAtEachPoint_nothingAcknowledgedIsLost_andNothingIsDoubledUnnoticed")),
            Map.entry("claims are not facts", List.of("story.WeigeringenIT#nietAuthentiek",
                    "channel.mail.PostlezerTest#trickyFrom_neverEqualsTheRegisteredAddress")),
            Map.entry("addressed", List.of("story.WeigeringenIT#geweigerd", "story.WeigeringenIT#nietAuthentiek")),
            Map.entry("unsure means no", List.of("party.StrictYamlTest#unknownKey_refusedWithLinePathAndKnownKeys",
                    "party.StrictYamlTest#severalDoubledKeys_allReported",
                    "story.WeigeringenIT#missingRegimeOrOriginFromThePolice_withholdsThatElementAndNoMore",
                    "story.WeigeringenIT#attachmentWithoutCoordinates_goesNowhere")),
            Map.entry("copy, never delete", List.of("story.CanaryIT#copies_goToWhomTheTableGivesThem_andHoldInEachPartExactlyItsMarks",
                    "convenant.KetenTest#repeteer_withheldValueInText_namesElementsOnly")),
            Map.entry("narrow only", List.of("convenant.BeslisserEigenschappenTest#fewerRecipients_never_widens",
                    "convenant.BeslisserEigenschappenTest#ruleRemoved_orProhibitionAdded_never_widens")),
            Map.entry("no hint", List.of("story.CanaryIT#copies_nameNoOtherLoket",
                    "convenant.KetenTest#projection_ofOneRecipient_namesNoOtherAndNothingWithheld")),
            Map.entry("nothing acknowledged is lost, nothing is delivered twice unnoticed", List.of(
                    "story.NeerhaalIT#killedAtEachPoint_nothingAcknowledgedIsLost_andNothingIsDoubledUnnoticed",
                    "register.OntvangstenTest#manyAtOnce_exactlyOneIsFirst", "story.WeigeringenIT#sameReferenceOtherContent_isRefused_andTheFirstStands",
                    "story.WeigeringenIT#sameDocumentOverAnotherChannel_getsTheSameEvidence_andNoSecondDelivery")),
            Map.entry("no plaintext at rest", List.of("story.CanaryIT#atRest_onTheWay_andInWhatAnybodyIsTold_noMarkIsFound",
                    "story.CanaryIT#leakPlantedInEachPlace_isFound", "register.VerstrekkingenTest#database_holdsNoSearchedValueInAnyColumn")),
            Map.entry("no log, no release", List.of("register.VerstrekkingenTest#release_whoseDisclosureFails_doesNotHappen",
                    "register.VerstrekkingenTest#release_withoutADisclosureLine_isABugAndNothingIsDurable",
                    "exchange.VerstrekkingsregelTest#hibWithAttachments_hasALineForEachThatLeft_andNoneForWhatWasWithheld")),
            Map.entry("a bug is not a refusal", List.of("story.WeigeringenIT#quarantaine", "register.OntvangstenTest#state_withEntryOfAnotherKind_isABug"))));

    private static Stream<String> invarianten() {
        return TESTS.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("invarianten")
    void invariant_hasTestsThatTryToBreakIt(String invariant) throws ClassNotFoundException {
        for (String test : TESTS.get(invariant)) {
            String[] delen = test.split("#");
            List<Method> methoden = Arrays.stream(Class.forName("nl.zegel." + delen[0]).getDeclaredMethods()).filter(m -> m.getName().equals(delen[1])).toList();
            assertThat(methoden).as(test).isNotEmpty();
            assertThat(methoden).as(test + " runs").anyMatch(m -> AnnotationSupport.isAnnotated(m, Testable.class));
        }
    }

    @ParameterizedTest
    @MethodSource("invarianten")
    void invariant_isCitedByNameWhereCodeKeepsIt(String invariant) throws IOException {
        assertThat(geciteerd()).anySatisfy(c -> assertThat(invariant).contains(c));
    }

    @Test
    void citation_alwaysNamesAnInvariantOfTheDesign() throws IOException {
        assertThat(geciteerd()).allSatisfy(c -> assertThat(TESTS.keySet()).anySatisfy(i -> assertThat(i).contains(c)));
    }

    /** Every name that main code cites; half of the double name counts for it. */
    private static Set<String> geciteerd() throws IOException {
        Set<String> namen = new TreeSet<>();
        try (Stream<Path> bronnen = Files.walk(Path.of("src/main/java"))) {
            for (Path bron : bronnen.filter(p -> p.toString().endsWith(".java")).toList()) {
                Matcher m = CITAAT.matcher(Files.readString(bron).replaceAll("\\s*\\n\\s*(//|\\*)\\s*", " "));
                while (m.find()) {
                    namen.add(m.group(1));
                }
            }
        }
        return namen;
    }
}
