package nl.zegel;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Holds the table of docs/architecture.md: who may import whom, and which library lives in which room. */
class ArchitectureTest {
    private static final String ROOT = "nl.zegel.";
    private static final List<Path> BRONNEN = List.of(Path.of("src/main/java"), Path.of("src/test/java"));
    private static final JavaClasses OURS = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("nl.zegel");

    /** Package to the packages of ours that it may import; {@code *} is everything. */
    private static final Map<String, List<String>> MAY_IMPORT = Map.ofEntries(
            Map.entry("party", List.of()),
            Map.entry("document", List.of("party")),
            Map.entry("convenant", List.of("party", "document")),
            Map.entry("crypto", List.of("party", "document", "convenant")),
            Map.entry("render", List.of("party", "document", "convenant")),
            Map.entry("register", List.of("party", "document", "convenant", "crypto")),
            Map.entry("exchange", List.of("party", "document", "convenant", "crypto", "render", "register")),
            Map.entry("channel.sftp", List.of("party", "document", "crypto", "exchange")),
            Map.entry("channel.mail", List.of("party", "document", "crypto", "exchange")),
            Map.entry("channel.soap", List.of("party", "document", "crypto", "exchange")),
            Map.entry("secret", List.of("crypto")),
            Map.entry("verify", List.of()),
            Map.entry("console", List.of("party", "document", "convenant", "register", "exchange")),
            Map.entry("app", List.of("*")));

    /** Library package prefix to the rooms it may be used in. */
    private static final Map<String, List<String>> LIBRARY_ROOMS = Map.ofEntries(
            Map.entry("org.bouncycastle", List.of("crypto", "verify")),
            Map.entry("com.google.crypto.tink", List.of("crypto")),
            Map.entry("com.amazon.corretto", List.of("crypto")),
            Map.entry("org.snakeyaml", List.of("party")),
            Map.entry("org.apache.james.mime4j", List.of("document")),
            Map.entry("org.apache.commons.csv", List.of("document")),
            Map.entry("org.apache.pdfbox", List.of("render")),
            Map.entry("org.apache.fontbox", List.of("render")),
            Map.entry("org.apache.xmpbox", List.of("render")),
            Map.entry("java.sql", List.of("register")),
            Map.entry("javax.sql", List.of("register", "app")),
            Map.entry("org.springframework.jdbc", List.of("register")),
            Map.entry("org.flywaydb", List.of("register")),
            Map.entry("com.github.kagkarlsson", List.of("register")),
            Map.entry("io.zonky", List.of("register")),
            Map.entry("com.zaxxer", List.of("register")),
            Map.entry("org.apache.sshd", List.of("channel.sftp")),
            Map.entry("jakarta.mail", List.of("channel.mail")),
            Map.entry("org.eclipse.angus", List.of("channel.mail")),
            Map.entry("com.icegreen", List.of("app")),
            // app registers the bus and its servlet under Spring by hand
            Map.entry("org.apache.cxf", List.of("channel.soap", "app")),
            Map.entry("org.apache.wss4j", List.of("channel.soap")),
            Map.entry("jakarta.jws", List.of("channel.soap")),
            Map.entry("jakarta.xml.ws", List.of("channel.soap")),
            Map.entry("org.apache.camel", List.of("channel.sftp", "channel.mail", "channel.soap", "app")),
            Map.entry("io.github.jopenlibs", List.of("secret")),
            Map.entry("picocli", List.of("app")),
            Map.entry("org.springframework.boot", List.of("app", "console")),
            Map.entry("org.springframework.context", List.of("app", "console")),
            Map.entry("org.springframework.web", List.of("app", "console")),
            Map.entry("org.slf4j", List.of("exchange", "channel.sftp", "channel.mail", "channel.soap", "console", "app")));

    @TestFactory
    Stream<DynamicTest> packageImports_onlyThoseOfTheTable() {
        return MAY_IMPORT.entrySet().stream()
                .filter(e -> !e.getValue().contains("*"))
                .map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
                    DescribedPredicate<JavaClass> allowed = resideInAPackage(ROOT + e.getKey());
                    for (String other : e.getValue()) {
                        allowed = allowed.or(resideInAPackage(ROOT + other));
                    }
                    noClasses().that().resideInAPackage(ROOT + e.getKey())
                            .should().dependOnClassesThat(resideInAPackage("nl.zegel..").and(DescribedPredicate.not(allowed)))
                            .allowEmptyShould(true).check(OURS);
                }));
    }

    @TestFactory
    Stream<DynamicTest> library_onlyInItsRooms() {
        return LIBRARY_ROOMS.entrySet().stream().map(e -> DynamicTest.dynamicTest(e.getKey(), () -> {
            String[] rooms = e.getValue().stream().map(r -> ROOT + r).toArray(String[]::new);
            noClasses().that().resideOutsideOfPackages(rooms)
                    .should().dependOnClassesThat().resideInAPackage(e.getKey() + "..")
                    .allowEmptyShould(true).check(OURS);
        }));
    }

    @Test
    void cryptoAndRender_seeOnlyTheProofsOfConvenant() {
        noClasses().that().resideInAPackage(ROOT + "crypto")
                .should().dependOnClassesThat(resideInAPackage(ROOT + "convenant")
                        .and(named("Projection", "Clearance", "Manifest", "EigenBericht").negate()))
                .allowEmptyShould(true).check(OURS);
        noClasses().that().resideInAPackage(ROOT + "render")
                .should().dependOnClassesThat(resideInAPackage(ROOT + "convenant").and(named("Projection").negate()))
                .allowEmptyShould(true).check(OURS);
    }

    /** INVARIANT (no clearance, no seal): the partner's side needs no clearance, so the gateway's rooms must not know it. */
    @Test
    void partnersSide_isForTheSendCommandOnly() {
        noClasses().that().resideOutsideOfPackages(ROOT + "crypto", ROOT + "app")
                .should().dependOnClassesThat().haveFullyQualifiedName(ROOT + "crypto.Indiener").check(OURS);
    }

    private static DescribedPredicate<JavaClass> named(String... simpleNames) {
        Set<String> names = Set.of(simpleNames);
        return DescribedPredicate.describe("one of " + names, c -> names.stream()
                .anyMatch(n -> c.getName().equals(ROOT + "convenant." + n) || c.getName().startsWith(ROOT + "convenant." + n + "$")));
    }

    @Test
    void package_standsInTheTable() {
        Set<String> unknown = new TreeSet<>();
        OURS.forEach(c -> {
            String name = c.getPackageName().substring("nl.zegel".length()).replaceFirst("^\\.", "");
            if (!MAY_IMPORT.containsKey(name)) {
                unknown.add(c.getPackageName());
            }
        });
        assertThat(unknown).as("a new package needs a second consumer and a row in docs/architecture.md").isEmpty();
    }

    @Test
    void core_hasNoClockNoRandomNoLogger() {
        noClasses().that().resideInAnyPackage(ROOT + "convenant", ROOT + "document", ROOT + "party")
                .should().dependOnClassesThat().haveFullyQualifiedName("java.time.Clock")
                .orShould().callMethod(java.time.Instant.class, "now")
                .orShould().callMethod(java.time.LocalDate.class, "now")
                .orShould().callMethod(System.class, "currentTimeMillis")
                .orShould().callMethod(System.class, "nanoTime")
                .check(OURS);
    }

    @Test
    void nobody_keepsMutableStaticState() {
        fields().that().areStatic().and().doNotHaveModifier(JavaModifier.SYNTHETIC).should().beFinal().check(OURS);
    }

    @Test
    void everyPackage_isNullMarked() {
        classes().that().haveSimpleName("package-info")
                .should().beAnnotatedWith("org.jspecify.annotations.NullMarked").check(OURS);
        Set<String> marked = new TreeSet<>();
        OURS.stream().filter(c -> c.getSimpleName().equals("package-info")).forEach(c -> marked.add(c.getPackageName()));
        OURS.forEach(c -> assertThat(marked).contains(c.getPackageName()));
    }

    /** Tests too: what is too long to read is no example. */
    @Test
    void sourceFile_staysUnder400Lines() throws IOException {
        for (Path root : BRONNEN) {
            try (Stream<Path> files = Files.walk(root)) {
                List<String> long400 = files.filter(f -> f.toString().endsWith(".java"))
                        .filter(f -> lines(f) > 400).map(f -> f + " " + lines(f)).toList();
                assertThat(long400).as("split by idea").isEmpty();
            }
        }
    }

    private static long lines(Path file) {
        try (Stream<String> all = Files.lines(file)) {
            return all.count();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
