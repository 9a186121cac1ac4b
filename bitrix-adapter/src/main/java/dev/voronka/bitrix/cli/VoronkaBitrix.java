package dev.voronka.bitrix.cli;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.department.Department;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;

/**
 * The command line {@code voronka-bitrix}. A company with processes or overlays of its own makes its own program of three lines:
 *
 * <pre>{@code
 * public static void main(String[] args) {
 *     System.exit(VoronkaBitrix.run(department, args));
 * }
 * }</pre>
 */
public final class VoronkaBitrix {

    private VoronkaBitrix() {}

    /** The program for the ten processes as shipped. Ends the JVM: 0 fine, 1 something was found, 2 wrong use. */
    public static void main(String[] args) {
        System.exit(run(Department.standard(), args));
    }

    /**
     * Runs the program on standard output and error, in UTF-8.
     *
     * @return 0 if all is fine, 1 if something was found or is to be done, 2 if it was used wrongly or something around it is
     *     broken
     */
    public static int run(Department department, String... args) {
        var desk = new Desk(
                department,
                name -> System.getenv(name),
                webhook -> BitrixClient.webhook(webhook).build(),
                Clock.systemUTC(),
                stream(FileDescriptor.out),
                stream(FileDescriptor.err));
        return new Program(desk).run(args);
    }

    private static PrintStream stream(FileDescriptor where) {
        return new PrintStream(new FileOutputStream(where), true, StandardCharsets.UTF_8);
    }
}
