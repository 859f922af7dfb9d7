package nl.zegel.app;

import java.nio.file.Path;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The running gateway: one Spring context made from the settings. */
@Configuration(proxyBeanMethods = false)
@EnableAutoConfiguration
@Import({Kern.class, Huis.class, Kanalen.class, Soapkanaal.class, Werkplan.class})
class Gateway {
    /** Starts everything that listens and works; returns when it does. */
    static ConfigurableApplicationContext start(Instellingen instellingen, Path thuis) {
        return start(instellingen, thuis, Clock.systemUTC());
    }

    /** @param klok the one clock by which periods, certificates and entries are judged */
    static ConfigurableApplicationContext start(Instellingen instellingen, Path thuis, Clock klok) {
        SpringApplication app = new SpringApplicationBuilder(Gateway.class).bannerMode(org.springframework.boot.Banner.Mode.OFF)
                .registerShutdownHook(true).build();
        app.setDefaultProperties(eigenschappen(instellingen, thuis));
        app.addInitializers(context -> {
            context.getBeanFactory().registerSingleton("instellingen", instellingen);
            context.getBeanFactory().registerSingleton("klok", klok);
        });
        return app.run();
    }

    private static Map<String, Object> eigenschappen(Instellingen i, Path thuis) {
        Map<String, Object> p = new LinkedHashMap<>();
        p.put("spring.application.name", "zegel");
        p.put("spring.main.log-startup-info", "false");
        p.put("server.address", i.soap().luister().adres());
        p.put("server.port", i.soap().luister().poort());
        p.put("management.server.address", i.beheer().adres());
        p.put("management.server.port", i.beheer().poort());
        p.put("server.server-header", "");
        p.put("management.endpoints.web.exposure.include", "health,metrics");
        p.put("management.endpoint.health.show-details", "always");
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
        p.put("logging.structured.format.console", System.getProperty("zegel.log", ""));
        p.values().removeIf(""::equals);
        return p;
    }
}
