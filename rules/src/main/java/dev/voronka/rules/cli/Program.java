package dev.voronka.rules.cli;

import dev.voronka.Texts;
import dev.voronka.VoronkaException;
import dev.voronka.rules.Judging;
import dev.voronka.rules.explain.Titles;
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
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** One run of the program. */
final class Program {

    private static final String DEBUG = "--debug";

    private final Judging judging;
    private final Titles titles;
    private final PrintStream out;
    private final PrintStream err;
    private final boolean colours;

    Program(Judging judging, Titles titles, PrintStream out, PrintStream err, boolean colours) {
        this.judging = judging;
        this.titles = titles;
        this.out = out;
        this.err = err;
        this.colours = colours;
    }

    int run(String... args) {
        var given = Arrays.asList(args);
        var reader = language(given);
        var screen = new Screen(out, err, reader, given.contains("--json"), colours);
        var desk = new Desk(judging, titles, screen);
        var line = new CommandLine(new RulesCommand())
                .addSubcommand(new CheckCommand(desk))
                .addSubcommand(new TestCommand(desk))
                .addSubcommand(new DocsCommand(desk))
                .addSubcommand(new ExplainCommand(desk))
                .addSubcommand(new WhatIfCommand(desk))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExpandAtFiles(false)
                .setResourceBundle(help(reader))
                .setColorScheme(CommandLine.Help.defaultColorScheme(colours ? Ansi.ON : Ansi.OFF))
                .setOut(writer(out))
                .setErr(writer(err))
                .setParameterExceptionHandler((thrown, unused) -> misused(thrown, screen))
                .setExecutionExceptionHandler(
                        (thrown, command, unused) -> broken(thrown, command, screen, given.contains(DEBUG)));
        try {
            var exit = line.execute(args);
            return out.checkError() ? unprinted(screen) : exit;
        } catch (LinkageError | StackOverflowError | OutOfMemoryError fault) {
            return broken(fault, line, screen, given.contains(DEBUG));
        } finally {
            out.flush();
            err.flush();
        }
    }

    private static int unprinted(Screen screen) {
        screen.complain(screen.say("unprinted"));
        return Screen.WRONG_USE;
    }

    /** Before all else is read, since mistakes in it are told in a language too. */
    private static Locale language(List<String> args) {
        for (var i = 0; i < args.size(); i++) {
            var said = args.get(i).startsWith("--lang=")
                    ? args.get(i).substring("--lang=".length())
                    : args.get(i).equals("--lang") && i + 1 < args.size() ? args.get(i + 1) : "";
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
                throw new IllegalStateException("The jar of voronka-rules lacks " + file);
            }
            return new PropertyResourceBundle(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("Cannot read " + file, unreadable);
        }
    }

    private static int misused(ParameterException thrown, Screen screen) {
        var command = thrown.getCommandLine().getCommandSpec().qualifiedName();
        return wrong(thrown.getCommandLine(), said(thrown, screen) + " " + screen.say("see-help", command), screen);
    }

    private static String said(ParameterException thrown, Screen screen) {
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            var unknown = screen.say("unknown-argument", String.join(" ", unmatched.getUnmatched()));
            var near = unmatched.getSuggestions();
            return near.isEmpty() ? unknown : unknown + " " + screen.say("did-you-mean", near.get(0));
        } else if (thrown instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            return screen.say(
                    "missing-argument",
                    missing.getMissing().stream()
                            .map(a -> a.isOption()
                                    ? String.join(", ", ((CommandLine.Model.OptionSpec) a).names())
                                    : a.paramLabel())
                            .collect(Collectors.joining("; ")));
        }
        return screen.say("bad-argument", String.valueOf(thrown.getMessage()));
    }

    private static int broken(Throwable thrown, CommandLine command, Screen screen, boolean debug) {
        if (debug) {
            thrown.printStackTrace(command.getErr());
        }
        if (thrown instanceof WrongUse misused) {
            return wrong(command, misused.said(screen), screen);
        } else if (thrown instanceof VoronkaException told) {
            return wrong(command, String.valueOf(told.getMessage()), screen);
        }
        return wrong(command, screen.say("broken", thrown.toString(), DEBUG), screen);
    }

    private static int wrong(CommandLine command, String said, Screen screen) {
        if (screen.isJson()) {
            screen.json(Screen.object(
                    "command", command.getCommandName(), "ok", false, "exit", Screen.WRONG_USE, "error", said));
        }
        screen.complain(screen.red(said));
        return Screen.WRONG_USE;
    }
}
