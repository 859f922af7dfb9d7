package nl.zegel.app;

import java.nio.file.Path;
import nl.zegel.party.ConfiguratieFout;
import picocli.CommandLine.Option;

/** The settings that a command reads: the same option in every command that has them. */
final class Configkeuze {
    @Option(names = "--config", description = "instellingen (standaard config/zegel.yaml)")
    private Path config = Thuis.pad("config/zegel.yaml");

    /** @throws ConfiguratieFout when they do not load */
    Instellingen lees() {
        return Instellingen.lees(config);
    }
}
