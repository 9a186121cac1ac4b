package dev.voronka.rules.cli;

import dev.voronka.rules.Judging;
import dev.voronka.rules.explain.Titles;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine.Help.Ansi;

/**
 * The command line {@code voronka-rules}. A company with a questionnaire, figures or roles of its own makes its own program
 * of three lines:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     System.exit(VoronkaRules.run(judging, Titles.of(judging.vocabulary(), processes), args));
 * }
 * }</pre>
 */
public final class VoronkaRules {

    private VoronkaRules() {}

    /** The program, with the standard vocabulary. Ends the JVM: 0 fine, 1 refused or examples fail, 2 wrong use. */
    public static void main(String[] args) {
        System.exit(run(Judging.standard(), Titles.standard(), args));
    }

    /**
     * Runs the program on standard output and error, in UTF-8; in colours if that is a terminal and {@code NO_COLOR} is not
     * set.
     *
     * @param judging how books are applied: its vocabulary says what rules may name, its clock which day it is
     * @param titles what people call the codes that rules name
     * @return 0 if all is fine, 1 if a book is refused or examples fail, 2 if it was used wrongly or something around it
     *     is broken
     */
    public static int run(Judging judging, Titles titles, String... args) {
        var out = stream(FileDescriptor.out);
        var err = stream(FileDescriptor.err);
        return new Program(judging, titles, out, err, Ansi.AUTO.enabled()).run(args);
    }

    /** The same on other streams, without colours. What is printed is encoded as the streams say. */
    public static int run(Judging judging, Titles titles, PrintStream out, PrintStream err, String... args) {
        return new Program(judging, titles, out, err, false).run(args);
    }

    private static PrintStream stream(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }
}
