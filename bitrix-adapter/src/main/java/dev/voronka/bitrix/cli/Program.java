package dev.voronka.bitrix.cli;

import dev.voronka.Texts;
import dev.voronka.VoronkaException;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.mapping.MappingRefused;
import dev.voronka.bitrix.provision.PlanChanged;
import dev.voronka.bitrix.provision.ProvisioningFailed;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.PropertyResourceBundle;
import java.util.ResourceBundle;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One run of the program. */
final class Program {

    private static final String DEBUG = "--debug";

    private final Desk desk;

    Program(Desk desk) {
        this.desk = desk;
    }

    int run(String... args) {
        var given = Arrays.asList(args);
        var reader = language(given);
        var screen = new Screen(desk.out(), desk.err(), reader);
        var line = new CommandLine(new BitrixCommand())
                .addSubcommand(new PlanCommand(desk, screen))
                .addSubcommand(new ApplyCommand(desk, screen))
                .addSubcommand(new VerifyCommand(desk, screen))
                .addSubcommand(new DoctorCommand(desk, screen))
                .addSubcommand(new DriftCommand(desk, screen))
                .addSubcommand(new MappingCommand(desk, screen))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setResourceBundle(help(reader))
                .setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF))
                .setOut(writer(desk.out()))
                .setErr(writer(desk.err()))
                .setParameterExceptionHandler((thrown, unused) -> misused(thrown, screen))
                .setExecutionExceptionHandler(
                        (thrown, command, unused) -> broken(thrown, command, screen, given.contains(DEBUG)));
        try {
            var exit = line.execute(args);
            return desk.out().checkError() ? unprinted(screen) : exit;
        } finally {
            desk.out().flush();
            desk.err().flush();
        }
    }

    private static int unprinted(Screen screen) {
        screen.complain(screen.say("unprinted"));
        return Screen.WRONG_USE;
    }

    /** Before all else is read, since mistakes are told in a language too. */
    private static Locale language(List<String> args) {
        for (var i = 0; i < args.size(); i++) {
            var said = "";
            if (args.get(i).startsWith("--lang=")) {
                said = args.get(i).substring("--lang=".length());
            } else if (args.get(i).equals("--lang") && i + 1 < args.size()) {
                said = args.get(i + 1);
            }
            if (!said.isEmpty()) {
                return said.equalsIgnoreCase("ru") ? Texts.RUSSIAN : Locale.ENGLISH;
            }
        }
        return Locale.getDefault().getLanguage().equals("ru") ? Texts.RUSSIAN : Locale.ENGLISH;
    }

    /** In the encoding of the stream, whatever the platform's is. */
    private static PrintWriter writer(PrintStream to) {
        return new PrintWriter(
                new Writer() {
                    @Override
                    public void write(char[] from, int at, int length) {
                        to.print(new String(from, at, length));
                    }

                    @Override
                    public void flush() {
                        to.flush();
                    }

                    @Override
                    public void close() {
                        to.flush();
                    }
                },
                true);
    }

    private static ResourceBundle help(Locale reader) {
        var file = reader.getLanguage().equals("ru") ? "help_ru.properties" : "help.properties";
        try (var in = Program.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("The jar of voronka-bitrix lacks " + file);
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    private static int misused(ParameterException thrown, Screen screen) {
        var command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        screen.complain(said(thrown, screen) + " " + screen.say("see-help", command));
        return Screen.WRONG_USE;
    }

    /** What was given is not repeated unless it is no value: somebody may have put the webhook there. */
    private static String said(ParameterException thrown, Screen screen) {
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            var near = unmatched.getSuggestions();
            var first = unmatched.getUnmatched().get(0);
            var unknown = screen.say("unknown-argument", first.contains("/") ? "…" : first);
            return near.isEmpty() ? unknown : unknown + " " + screen.say("did-you-mean", near.get(0));
        } else if (thrown instanceof MissingParameterException missing) {
            return screen.say(
                    "missing-argument",
                    missing.getMissing().stream()
                            .map(a -> a.isOption()
                                    ? String.join(", ", ((CommandLine.Model.OptionSpec) a).names())
                                    : a.paramLabel())
                            .collect(Collectors.joining("; ")));
        }
        return screen.say("bad-argument");
    }

    private static int broken(Throwable thrown, CommandLine command, Screen screen, boolean debug) {
        if (debug) {
            thrown.printStackTrace(command.getErr());
        }
        if (thrown instanceof WrongUse misused) {
            screen.complain(misused.said(screen));
        } else if (thrown instanceof MappingRefused refused) {
            screen.complain(refused.text(screen.reader()));
        } else if (thrown instanceof PlanChanged changed) {
            screen.complain(changed.text(screen.reader()));
            screen.print(changed.now().text(screen.reader()));
            return Screen.FOUND;
        } else if (thrown instanceof ProvisioningFailed failed) {
            screen.complain(failed.text(screen.reader()));
        } else if (thrown instanceof VoronkaException || thrown instanceof BitrixFailed) {
            screen.complain(String.valueOf(thrown.getMessage()));
        } else {
            screen.complain(screen.say("broken", thrown.getClass().getSimpleName(), DEBUG));
        }
        return Screen.WRONG_USE;
    }
}
