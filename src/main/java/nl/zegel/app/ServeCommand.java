package nl.zegel.app;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code zegel serve}: runs until it is told to stop. */
@Command(name = "serve", description = "Start de gateway en blijf draaien.")
final class ServeCommand implements Callable<Integer> {
    @Mixin
    private Configkeuze config = new Configkeuze();

    @Override
    public Integer call() throws InterruptedException {
        Instellingen instellingen = config.lees();
        try (var context = Gateway.start(instellingen, Thuis.map())) {
            System.out.println("zegel: gateway " + instellingen.gateway() + " (" + instellingen.omgeving().code() + ") draait; stop met Ctrl-C");
            Thread.currentThread().join();
        }
        return Zegel.OK;
    }
}
