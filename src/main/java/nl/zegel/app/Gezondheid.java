package nl.zegel.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import nl.zegel.channel.mail.MailComponent;
import nl.zegel.channel.sftp.SftpComponent;
import nl.zegel.crypto.Sleutel;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.Innamepoort;
import nl.zegel.exchange.IntakeDienst;
import nl.zegel.register.Register;
import nl.zegel.register.Stand;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;

/**
 * Health for operators and load balancers, and the meters. DOWN: this gateway cannot do its work now. LET_OP: it works, and a
 * person must look. Details hold counts, codes and dates; never a loket's or a document's.
 */
@Configuration(proxyBeanMethods = false)
class Gezondheid {
    static final String LET_OP = "LET_OP";
    private static final Duration ACHTER = Duration.ofMinutes(15);
    private static final Duration LOG_ACHTER = Duration.ofMinutes(2);
    private static final Duration CERTIFICAAT = Duration.ofDays(30);

    @Bean
    Meters meters(MeterRegistry registry, Register register, Clock klok) {
        return new Meters(registry, register, klok);
    }

    @Bean
    @Primary
    Intake geteldeIntake(Meters meters, IntakeDienst intake) {
        return meters.geteld(intake);
    }

    @Bean("databaseHealthIndicator")
    HealthIndicator database(Meters meters) {
        return () -> meters.stand().isPresent() ? Health.up().build() : Health.down().withDetail("code", "DATABASE_WEG").build();
    }

    @Bean("sleutelkastHealthIndicator")
    HealthIndicator sleutelkast(Sleutelkast kast) {
        return () -> {
            for (Sleutelkast.Gebruik gebruik : List.of(Sleutelkast.Gebruik.ONDERTEKENEN, Sleutelkast.Gebruik.BEWIJS,
                    Sleutelkast.Gebruik.ONTSLEUTELEN, Sleutelkast.Gebruik.INTAKE)) {
                if (kast.sleutels(gebruik) instanceof Sleutelkast.Dicht<List<Sleutel>> dicht) {
                    return Health.down().withDetail("code", dicht.oorzaak().name()).withDetail("wat", dicht.wat()).build();
                }
            }
            return Health.up().build();
        };
    }

    @Bean("certificatenHealthIndicator")
    HealthIndicator certificaten(Sleutelkast kast, Clock klok) {
        return () -> {
            Optional<Instant> eerste = List.of(Sleutelkast.Gebruik.values()).stream()
                    .flatMap(g -> kast.sleutels(g).waarde().stream().flatMap(l -> l.stream().limit(1)))
                    .map(Sleutel::certificaat).map(X509Certificate::getNotAfter).map(java.util.Date::toInstant).min(Instant::compareTo);
            Health.Builder stand = eerste.isEmpty() || klok.instant().isAfter(eerste.get()) ? Health.down()
                    : klok.instant().plus(CERTIFICAAT).isAfter(eerste.get()) ? Health.status(LET_OP) : Health.up();
            return stand.withDetail("eersteEinde", eerste.map(Instant::toString).orElse("")).build();
        };
    }

    @Bean("postbusHealthIndicator")
    HealthIndicator postbus(MailComponent mail) {
        return () -> {
            Map<String, String> storingen = mail.storingen();
            return storingen.isEmpty() ? Health.up().build() : Health.status(LET_OP).withDetails(Map.copyOf(storingen)).build();
        };
    }

    @Bean("sftpHealthIndicator")
    HealthIndicator sftp(SftpComponent sftp) {
        return () -> sftp.server().isPresent() ? Health.up().build() : Health.down().withDetail("code", "SFTP_SERVER_WEG").build();
    }

    /** DOWN while nothing is taken in: what cannot be proven is not promised. */
    @Bean("innameHealthIndicator")
    HealthIndicator inname(Innamepoort poort) {
        return () -> poort.waarom().map(code -> Health.down().withDetail("code", code).build()).orElseGet(() -> Health.up().build());
    }

    @Bean("werkHealthIndicator")
    HealthIndicator werk(Meters meters, Clock klok) {
        return () -> meters.stand().map(s -> werk(s, klok.instant())).orElseGet(() -> Health.unknown().build());
    }

    static Health werk(Stand s, Instant nu) {
        boolean laat = s.oudsteBewijs().filter(b -> b.plus(ACHTER).isBefore(nu)).isPresent();
        Health.Builder stand = s.vastgelopen() > 0 || laat ? Health.status(LET_OP) : Health.up();
        return stand.withDetail("open", s.werkOpen()).withDetail("vastgelopen", s.vastgelopen()).withDetail("vastgehouden", s.vastgehouden())
                .withDetail("oudsteBewijs", s.oudsteBewijs().map(Instant::toString).orElse("")).build();
    }

    @Bean("logboekHealthIndicator")
    HealthIndicator logboek(Meters meters, Clock klok) {
        return () -> meters.stand().map(s -> logboek(s, klok.instant())).orElseGet(() -> Health.unknown().build());
    }

    static Health logboek(Stand s, Instant nu) {
        boolean laat = s.oudsteOngenummerd().filter(o -> o.plus(LOG_ACHTER).isBefore(nu)).isPresent();
        return (laat ? Health.status(LET_OP) : Health.up()).withDetail("ongenummerd", s.ongenummerd()).build();
    }
}
