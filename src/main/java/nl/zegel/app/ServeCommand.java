package nl.zegel.app;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code zegel serve}: runs until it is told to stop. */
@Command(name = "serve", description = "Start de gateway en blijf draaien.")
final class ServeCommand implements Callable<Integer> {
    @Option(names = "--config", description = "instellingen (standaard config/zegel.yaml)")
    private Path config = Thuis.pad("config/zegel.yaml");

    @Override
    public Integer call() throws InterruptedException {
        Instellingen instellingen = Instellingen.lees(config);
        try (var context = Gateway.start(instellingen, Thuis.map())) {
            System.out.println("zegel: gateway " + instellingen.gateway() + " (" + instellingen.omgeving().code() + ") draait; stop met Ctrl-C");
            Thread.currentThread().join();
        }
        return Zegel.OK;
    }
}
