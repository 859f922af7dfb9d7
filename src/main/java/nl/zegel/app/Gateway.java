package nl.zegel.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

/** The running gateway: one Spring context made from the settings. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Kern.class, Huis.class, Kanalen.class, Soapkanaal.class, Werkplan.class, Gezondheid.class})
class Gateway {
    /** Starts everything that listens and works; returns when it does. */
    static ConfigurableApplicationContext start(Instellingen instellingen, Path thuis) {
        return start(instellingen, thuis, Clock.systemUTC());
    }

    /** @param klok the one clock by which periods, certificates and entries are judged */
    static ConfigurableApplicationContext start(Instellingen instellingen, Path thuis, Clock klok) {
        besloten(instellingen.data());
        SpringApplication app = new SpringApplicationBuilder(Gateway.class).bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .registerShutdownHook(true).build();
        app.setEnvironment(omgeving(instellingen, thuis));
        app.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("instellingen", instellingen);
            context.getBeanFactory().registerSingleton("klok", klok);
        });
        return app.run();
    }

    static ConfigurableEnvironment omgeving(Instellingen instellingen, Path thuis) {
        return new Omgevingsloos(eigenschappen(instellingen, thuis));
    }

    /**
     * INVARIANT (no plaintext at rest): no switch turns it off. Only the settings count. Environment variables, system properties and files that
     * Spring would look for (one of its places is our own {@code config/}) are not read.
     */
    private static final class Omgevingsloos extends StandardEnvironment {
        private Omgevingsloos(Map<String, Object> eigenschappen) {
            getPropertySources().addFirst(new MapPropertySource("zegel", eigenschappen));
        }

        @Override
        protected void customizePropertySources(MutablePropertySources bronnen) {
            // none: what a shell or a container sets is no setting of the gateway
        }
    }

    /** The data folder is the owner's alone from its first moment. */
    private static void besloten(Path data) {
        try {
            if (!Files.exists(data)) {
                Files.createDirectories(data.toAbsolutePath().getParent());
                Files.createDirectory(data, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
            }
        } catch (IOException e) {
            throw new StartFout("de gegevensmap " + data + " is niet te maken; controleer de instelling `data` en de rechten");
        }
    }

    private static Map<String, Object> eigenschappen(Instellingen i, Path thuis) {
        Map<String, Object> p = new LinkedHashMap<>();
        p.put("spring.application.name", "zegel");
        p.put("spring.config.location", "optional:classpath:/geen-andere-instellingen/");
        p.put("spring.main.log-startup-info", "false");
        p.put("server.address", i.soap().luister().adres());
        p.put("server.port", i.soap().luister().poort());
        p.put("management.server.address", i.beheer().adres());
        p.put("management.server.port", i.beheer().poort());
        p.put("server.server-header", "");
        beheer(p);
        p.put("camel.main.name", "zegel");
        p.put("camel.main.routes-include-pattern", "file:" + thuis.resolve("routes") + "/*.camel.yaml");
        p.put("camel.main.profile", "prod");
        p.put("camel.main.auto-configuration-log-summary", "false");
        p.put("camel.main.shutdown-timeout", "15");
        p.put("camel.main.use-mdc-logging", "false");
        p.put("camel.main.log-mask", "true");
        p.put("logging.level.root", "WARN");
        p.put("logging.level.nl.zegel", "INFO");
        // Its lines hold what a peer sent.
        p.put("logging.level.org.apache.sshd", "OFF");
        p.put("logging.structured.format.console", i.log() == Instellingen.Logvorm.JSON ? "ecs" : "");
        p.values().removeIf(""::equals);
        p.putAll(logniveaus());
        return p;
    }

    /** More log lines may be asked for, since none holds a value at any level. */
    private static Map<String, Object> logniveaus() {
        Map<String, Object> niveaus = new LinkedHashMap<>();
        System.getProperties().stringPropertyNames().stream().filter(n -> n.startsWith("logging.level."))
                .forEach(n -> niveaus.put(n, System.getProperty(n)));
        return niveaus;
    }

    /** What operators see, on the management port alone: three endpoints, and no other exists. */
    private static void beheer(Map<String, Object> p) {
        p.put("management.endpoints.access.default", "none");
        for (String endpoint : List.of("health", "metrics", "prometheus")) {
            p.put("management.endpoint." + endpoint + ".access", "read-only");
        }
        p.put("management.endpoints.web.exposure.include", "health,metrics,prometheus");
        p.put("management.endpoints.web.discovery.enabled", "false");
        p.put("management.endpoint.health.show-details", "always");
        p.put("management.endpoint.health.status.order", "DOWN,OUT_OF_SERVICE," + Gezondheid.LET_OP + ",UP,UNKNOWN");
        p.put("management.info.defaults.enabled", "false");
        p.put("server.error.whitelabel.enabled", "false");
        p.put("server.error.include-path", "never");
    }
}
