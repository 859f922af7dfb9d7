package nl.zegel.app;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.stream.Stream;
import picocli.CommandLine;

/** One command as a person gives it, in this process. */
record Opdracht(int einde, String uit, String fout) {
    static Opdracht draai(Object... woorden) {
        StringWriter uit = new StringWriter();
        StringWriter fout = new StringWriter();
        CommandLine opdracht = Zegel.commandLine().setOut(new PrintWriter(uit, true)).setErr(new PrintWriter(fout, true));
        int einde = opdracht.execute(Stream.of(woorden).map(String::valueOf).toArray(String[]::new));
        return new Opdracht(einde, uit.toString(), fout.toString());
    }

    String alles() {
        return uit + fout;
    }

    @Override
    public String toString() {
        return "einde " + einde + "\n" + String.join("\n", Arrays.asList(uit, fout));
    }
}
