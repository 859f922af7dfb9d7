package nl.zegel.app;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import nl.zegel.convenant.Beslisser;
import nl.zegel.convenant.Convenanten;
import nl.zegel.convenant.Projector;
import nl.zegel.convenant.Repetitie;
import nl.zegel.crypto.Bewijstekenaar;
import nl.zegel.crypto.Ontvangstkluis;
import nl.zegel.crypto.Opener;
import nl.zegel.crypto.Padcontrole;
import nl.zegel.crypto.Pseudonimiseerder;
import nl.zegel.crypto.Rustkluis;
import nl.zegel.crypto.Sleutelkast;
import nl.zegel.crypto.Verzegelaar;
import nl.zegel.crypto.Voorzieningen;
import nl.zegel.document.DocumentReader;
import nl.zegel.document.DocumentWriter;
import nl.zegel.document.Grenzen;
import nl.zegel.document.Woordenboek;
import nl.zegel.exchange.Afgiftebewijs;
import nl.zegel.exchange.Alarmen;
import nl.zegel.exchange.Authenticate;
import nl.zegel.exchange.Beurtdienst;
import nl.zegel.exchange.Bewijsmaker;
import nl.zegel.exchange.Bezorger;
import nl.zegel.exchange.Commit;
import nl.zegel.exchange.Decide;
import nl.zegel.exchange.Documentkenmerk;
import nl.zegel.exchange.Feitenbron;
import nl.zegel.exchange.Feitenmap;
import nl.zegel.exchange.Hertoets;
import nl.zegel.exchange.Hervatter;
import nl.zegel.exchange.Innamepoort;
import nl.zegel.exchange.Intake;
import nl.zegel.exchange.IntakeDienst;
import nl.zegel.exchange.Kluis;
import nl.zegel.exchange.Ontvangen;
import nl.zegel.exchange.Ontvangercertificaat;
import nl.zegel.exchange.Ontvangstbewijzen;
import nl.zegel.exchange.Padbewaking;
import nl.zegel.exchange.Parse;
import nl.zegel.exchange.PostbusDienst;
import nl.zegel.exchange.Project;
import nl.zegel.exchange.Seal;
import nl.zegel.exchange.Termijnwacht;
import nl.zegel.exchange.Terugmeldingen;
import nl.zegel.exchange.Uitslagen;
import nl.zegel.exchange.Verwerker;
import nl.zegel.exchange.Wortelhandtekening;
import nl.zegel.party.Partijen;
import nl.zegel.register.Gatewayadres;
import nl.zegel.register.Herhaalbeleid;
import nl.zegel.register.Register;
import nl.zegel.render.PdfKeuring;
import nl.zegel.render.Weergave;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Wires the eight steps under the names that the routes use. */
@Configuration(proxyBeanMethods = false)
class Huis {
    private static final long GROOTSTE_INZENDING = 8L << 30;
    /** A frozen or dead gateway keeps a mailbox or server from the others for this long at most. */
    private static final Duration BEURT = Duration.ofMinutes(2);
    private static final Duration LEVERTERMIJN = Duration.ofDays(14);
    private static final Duration WACHTTERMIJN = Duration.ofDays(28);
    /** Owed evidence older than this closes the intake. */
    private static final Duration BEWIJS_UITERLIJK = Duration.ofMinutes(15);
    private static final Herhaalbeleid BELEID = new Herhaalbeleid(Duration.ofSeconds(20), Duration.ofHours(1), LEVERTERMIJN);

    @Bean
    Uitslagen uitslagen(Register register) {
        return new Uitslagen(id -> register.ontvangsten().lees(id)
                .flatMap(rij -> Optional.ofNullable(rij.afzender())
                        .flatMap(afzender -> register.bewijzen().uitslag(Optional.ofNullable(rij.zelfdeAls()).orElse(id), afzender)))
                .map(b -> new Intake.Bewijsstuk(b.naam(), b.json(), b.handtekening(), b.voor())));
    }

    @Bean
    Alarmen alarmen(Register register, ObjectProvider<MeterRegistry> metingen) {
        return new Alarmen(register, code -> metingen.ifAvailable(m -> m.counter("zegel.alarmen", "code", code).increment()));
    }

    @Bean
    Padbewaking padbewaking(Padcontrole paden, Alarmen alarmen) {
        return new Padbewaking(paden, alarmen);
    }

    @Bean
    Innamepoort innamepoort(Register register, Alarmen alarmen, Clock klok) {
        return new Innamepoort(register, alarmen, BEWIJS_UITERLIJK, klok);
    }

    @Bean
    IntakeDienst intake(Register register, Ontvangstkluis kluis, Supplier<X509Certificate> intakecertificaat, Innamepoort poort,
            Uitslagen uitslagen) {
        return new IntakeDienst(register, kluis, intakecertificaat, poort, uitslagen, GROOTSTE_INZENDING);
    }

    @Bean
    Beurtdienst beurten(Register register, Clock klok) {
        return new Beurtdienst(register, BEURT, klok);
    }

    @Bean
    Ontvangen ontvangen() {
        return new Ontvangen();
    }

    @Bean
    Authenticate authenticate(Register register, Partijen partijen, Ontvangstkluis kluis, Sleutelkast kast, Opener opener, Padbewaking paden,
            Ontvangstbewijzen ontvangstbewijzen) {
        return new Authenticate(register, partijen, kluis, kast, opener, paden, ontvangstbewijzen);
    }

    @Bean
    Wortelhandtekening wortelhandtekening(Partijen partijen, Padbewaking paden, Voorzieningen voorzieningen) {
        return new Wortelhandtekening(partijen, paden, voorzieningen);
    }

    @Bean
    Parse parse(Woordenboek woordenboek, Wortelhandtekening wortels, Gatewayadres adres, Instellingen instellingen, SecureRandom toeval, Clock klok) {
        Path klad = instellingen.klad();
        return new Parse(new DocumentReader(woordenboek, Grenzen.standaard(), DocumentReader.Rol.INZENDING), wortels, new PdfKeuring(), adres, klad,
                toeval, klok);
    }

    @Bean
    Documentkenmerk documentkenmerk(Pseudonimiseerder pseudoniemen) {
        return new Documentkenmerk(new DocumentWriter(), pseudoniemen);
    }

    @Bean
    Feitenbron feitenbron(Feitenmap feiten, Register register, Documentkenmerk kenmerk) {
        return new Feitenbron(feiten, register, kenmerk);
    }

    @Bean
    Decide decide(Register register, Convenanten convenanten, Partijen partijen, Beslisser beslisser, Feitenbron feiten,
            Documentkenmerk kenmerk) {
        return new Decide(register, convenanten, partijen, beslisser, feiten, kenmerk);
    }

    @Bean
    Project project(Partijen partijen, Woordenboek woordenboek, Beslisser beslisser) {
        return new Project(partijen, new Projector(woordenboek), new Repetitie(beslisser, woordenboek), new DocumentWriter(),
                new DocumentReader(woordenboek, Grenzen.standaard(), DocumentReader.Rol.KOPIE), new Weergave(woordenboek::label), woordenboek);
    }

    @Bean
    Kluis kluis(Register register, Rustkluis rust) {
        return new Kluis(register, rust);
    }

    @Bean
    Ontvangercertificaat ontvangercertificaat(Padbewaking paden) {
        return new Ontvangercertificaat(paden);
    }

    @Bean
    Seal seal(Partijen partijen, Ontvangercertificaat certificaten, Verzegelaar verzegelaar, Kluis kluis, Instellingen instellingen) {
        return new Seal(partijen, certificaten, verzegelaar, kluis, instellingen.mail().afzender());
    }

    @Bean
    Commit.Termijnen termijnen() {
        return new Commit.Termijnen(LEVERTERMIJN, WACHTTERMIJN);
    }

    @Bean
    Commit commit(Register register, Partijen partijen, SecureRandom toeval, Alarmen alarmen, Commit.Termijnen termijnen) {
        return new Commit(register, partijen, toeval, alarmen, termijnen);
    }

    @Bean
    Bewijstekenaar bewijstekenaar(Sleutelkast kast, Voorzieningen voorzieningen) {
        return new Bewijstekenaar(kast, voorzieningen);
    }

    @Bean
    Bewijsmaker bewijsmaker(Register register, Bewijstekenaar tekenaar, Ontvangstkluis kluis, Sleutelkast kast, Uitslagen uitslagen,
            Alarmen alarmen, Clock klok) {
        return new Bewijsmaker(register, tekenaar, kluis, kast, uitslagen, alarmen, klok);
    }

    @Bean
    Hertoets hertoets(Register register, Convenanten convenanten, Partijen partijen, Beslisser beslisser, Feitenbron feiten, Padbewaking paden) {
        return new Hertoets(register, convenanten, partijen, beslisser, feiten, paden);
    }

    @Bean
    Afgiftebewijs afgiftebewijs(Register register) {
        return new Afgiftebewijs(register);
    }

    @Bean
    Ontvangstbewijzen ontvangstbewijzen(Register register, Partijen partijen, Padbewaking paden, Afgiftebewijs afgiftebewijs) {
        return new Ontvangstbewijzen(register, partijen, paden, afgiftebewijs);
    }

    @Bean
    Verwerker verwerker(Register register, Verwerker.Stappen stappen, Bewijsmaker bewijsmaker, Ontvangstbewijzen ontvangstbewijzen,
            Uitslagen uitslagen, Alarmen alarmen, SecureRandom toeval, Clock klok) {
        return new Verwerker(register, stappen, bewijsmaker, ontvangstbewijzen, uitslagen, alarmen, toeval, klok);
    }

    @Bean
    Terugmeldingen terugmeldingen(Register register, Ontvangstbewijzen ontvangstbewijzen, Voorzieningen voorzieningen, Afgiftebewijs afgiftebewijs,
            Alarmen alarmen, Clock klok) {
        return new Terugmeldingen(register, ontvangstbewijzen, voorzieningen, afgiftebewijs, alarmen, klok);
    }

    @Bean
    Termijnwacht termijnwacht(Register register, Partijen partijen, Afgiftebewijs afgiftebewijs, Alarmen alarmen, Clock klok) {
        return new Termijnwacht(register, partijen, afgiftebewijs, alarmen, klok);
    }

    @Bean
    Hervatter hervatter(Register register, Convenanten convenanten, Partijen partijen, Hertoets hertoets, Ontvangercertificaat certificaten,
            Alarmen alarmen, Commit.Termijnen termijnen, Clock klok) {
        return new Hervatter(register, convenanten, partijen, hertoets, certificaten, alarmen, termijnen, klok);
    }

    @Bean
    Bezorger bezorger(Register register, Partijen partijen, Kluis kluis, Hertoets hertoets, Bezorger.Uitvoering uitvoering,
            Afgiftebewijs afgiftebewijs, Alarmen alarmen, Clock klok) {
        return new Bezorger(register, partijen, kluis, hertoets, uitvoering, afgiftebewijs, alarmen, BELEID, klok);
    }

    @Bean
    PostbusDienst postbus(Register register, Kluis kluis, Hertoets hertoets, Afgiftebewijs afgiftebewijs, Ontvangstkluis ontvangstkluis,
            Sleutelkast kast, Alarmen alarmen, Clock klok) {
        return new PostbusDienst(register, kluis, hertoets, afgiftebewijs, ontvangstkluis, kast, alarmen, klok);
    }
}
