package nl.zegel.app;

import nl.zegel.party.ConfiguratieFout;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The one command. Exit codes: 0 done, 1 the answer is no, 2 wrong use or configuration. */
@Command(name = "zegel", mixinStandardHelpOptions = true, version = "zegel 0.1.0",
        description = "Uitwisseling van documenten onder een convenant.",
        subcommands = {ServeCommand.class, SendCommand.class, DemoCommand.class, CheckCommand.class, ExplainCommand.class, VerifyCommand.class, RegisterCommand.class, CertsCommand.class,
            DoctorCommand.class})
public final class Zegel implements Runnable {
    static final int OK = 0;
    static final int NEE = 1;
    static final int VERKEERD = 2;

    @Spec
    private CommandSpec spec;

    public static void main(String[] args) {
        System.exit(commandLine().execute(args));
    }

    static CommandLine commandLine() {
        return new CommandLine(new Zegel()).setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((fout, opdracht, gelezen) -> meld(fout, opdracht));
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "noem een opdracht; zegel --help toont ze");
    }

    private static int meld(Exception fout, CommandLine opdracht) throws Exception {
        for (Throwable t = fout; t != null; t = t.getCause()) {
            if (t instanceof ConfiguratieFout || t instanceof StartFout) {
                opdracht.getErr().println(t.getMessage());
                return VERKEERD;
            }
        }
        throw fout;
    }
}
