package nl.zegel;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * A route is a table of contents: beans by name, no script, no expression over the body, no literal secret, no
 * destination from message data. Camel's own start-up policy does not read route files under Spring Boot, so this does.
 */
class RouteLintTest {
    private static final Path ROUTES = Path.of("routes");
    private static final Set<String> STEPS = Set.of("bean", "to");
    private static final Set<String> SCHEMES = Set.of("direct", "zegel-sftp", "zegel-sftp-haal", "zegel-mail", "zegel-soap");
    private static final int LONGEST = 60;

    @TestFactory
    Stream<DynamicTest> routeFile_keepsTheRules() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            return files.sorted().toList().stream()
                    .map(f -> DynamicTest.dynamicTest(f.getFileName().toString(), () -> assertThat(lint(Files.readString(f))).isEmpty()));
        }
    }

    @Test
    void routes_holdOnlyRouteFiles() throws IOException {
        try (Stream<Path> files = Files.list(ROUTES)) {
            assertThat(files).allMatch(f -> f.toString().endsWith(".camel.yaml"));
        }
    }

    @Test
    void intakeRoute_listsTheStepsInOrder() throws IOException {
        assertThat(Files.readString(ROUTES.resolve("intake.camel.yaml")))
                .containsSubsequence("ref: authenticate", "ref: parse", "ref: decide", "ref: project", "ref: seal", "ref: commit");
    }

    @Test
    void script_isFound() {
        assertThat(lint(route("- script: {groovy: 'x'}"))).isNotEmpty();
    }

    @Test
    void dynamicDestination_isFound() {
        assertThat(lint(route("- toD: {uri: '${header.x}'}"))).isNotEmpty();
    }

    @Test
    void expressionOverBody_isFound() {
        assertThat(lint(route("- setHeader: {name: a, simple: '${body.x}'}"))).isNotEmpty();
    }

    @Test
    void literalSecret_isFound() {
        assertThat(lint(route("- to: {uri: 'zegel-mail:uit', parameters: {password: geheim}}"))).isNotEmpty();
    }

    @Test
    void queryString_isFound() {
        assertThat(lint(route("- to: {uri: 'zegel-mail:uit?a=b'}"))).isNotEmpty();
    }

    @Test
    void unknownScheme_isFound() {
        assertThat(lint(route("- to: {uri: 'exec:ls'}"))).isNotEmpty();
    }

    @Test
    void missingDescription_isFound() {
        assertThat(lint("- route: {id: a, from: {uri: 'direct:a', steps: []}}")).isNotEmpty();
    }

    @Test
    void redelivery_isFound() {
        assertThat(lint("""
                - routeConfiguration:
                    id: a
                    description: b
                    onException:
                      - onException: {exception: [x], redeliveryPolicy: {maximumRedeliveries: 3}}
                """)).isNotEmpty();
    }

    @Test
    void plainBeanRoute_passes() {
        assertThat(lint(route("- bean: {ref: a, method: b}"))).isEmpty();
    }

    private static String route(String step) {
        return "- route:\n    id: a\n    description: b\n    from:\n      uri: direct:a\n      steps:\n        " + step + "\n";
    }

    private static List<String> lint(String yaml) {
        List<String> faults = new ArrayList<>();
        if (yaml.lines().count() > LONGEST) {
            faults.add("longer than " + LONGEST + " lines");
        }
        Object root = new Load(LoadSettings.builder().build()).loadFromString(yaml);
        for (Object entry : (List<?>) root) {
            Map<?, ?> map = (Map<?, ?>) entry;
            Map<?, ?> body = (Map<?, ?>) map.values().iterator().next();
            if (!(body.get("id") instanceof String) || !(body.get("description") instanceof String)) {
                faults.add("every route has an id and a description");
            }
            if (map.containsKey("route")) {
                lintRoute(body, faults);
            } else if (map.containsKey("routeConfiguration")) {
                lintConfiguration(body, faults);
            } else {
                faults.add("only route and routeConfiguration, not " + map.keySet());
            }
        }
        return faults;
    }

    private static void lintRoute(Map<?, ?> route, List<String> faults) {
        Map<?, ?> from = (Map<?, ?>) route.get("from");
        lintEndpoint(from, faults, "from");
        lintSteps((List<?>) from.get("steps"), faults);
    }

    private static void lintConfiguration(Map<?, ?> configuration, List<String> faults) {
        for (Object entry : (List<?>) configuration.get("onException")) {
            Map<?, ?> handler = (Map<?, ?>) ((Map<?, ?>) entry).get("onException");
            if (!Set.of("exception", "handled", "steps").containsAll(handler.keySet())) {
                faults.add("retries belong to the schedule; onException has only exception, handled, steps");
            }
            if (handler.get("steps") instanceof List<?> steps) {
                lintSteps(steps, faults);
            }
        }
    }

    private static void lintSteps(List<?> steps, List<String> faults) {
        for (Object step : steps) {
            Map<?, ?> one = (Map<?, ?>) step;
            String name = (String) one.keySet().iterator().next();
            if (!STEPS.contains(name)) {
                faults.add("step `" + name + "` is not one of " + STEPS);
            } else if (name.equals("to")) {
                lintEndpoint((Map<?, ?>) one.get("to"), faults, "to");
            } else if (!Set.of("ref", "method").equals(((Map<?, ?>) one.get("bean")).keySet())) {
                faults.add("a bean is named by ref and method only");
            }
        }
    }

    private static void lintEndpoint(Map<?, ?> endpoint, List<String> faults, String where) {
        String uri = (String) endpoint.get("uri");
        if (uri.contains("?") || uri.contains("${")) {
            faults.add(where + ": options go under parameters, destinations never come from a message: " + uri);
        }
        if (!SCHEMES.contains(uri.split(":", 2)[0])) {
            faults.add(where + ": scheme of `" + uri + "` is not one of " + SCHEMES);
        }
        if (endpoint.get("parameters") instanceof Map<?, ?> parameters) {
            for (Map.Entry<?, ?> p : parameters.entrySet()) {
                boolean reference = String.valueOf(p.getValue()).matches("#[a-z-]+|\\{\\{[a-zA-Z.-]+}}");
                if (String.valueOf(p.getKey()).matches("(?i).*(pass|secret|key|token|user|geheim).*") || !reference) {
                    faults.add(where + ": parameter `" + p.getKey() + "` must be a reference to a bean or setting, never a literal");
                }
            }
        }
    }
}
