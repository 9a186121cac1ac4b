package dev.voronka.bitrix.cli;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands have in common. Its texts are in {@code help.properties}; the language is read by {@link Program}. */
@SuppressWarnings("UnusedVariable")
@Command(name = "voronka-bitrix", versionProvider = BitrixCommand.Version.class, sortOptions = false)
final class BitrixCommand implements Callable<Integer> {

    /** The languages that the program speaks. */
    enum Language {
        RU,
        EN
    }

    /** The version of the jar. */
    static final class Version implements CommandLine.IVersionProvider {
        @Override
        public String[] getVersion() {
            var version = VoronkaBitrix.class.getPackage().getImplementationVersion();
            return new String[] {"voronka-bitrix " + (version == null ? "(not packaged)" : version)};
        }
    }

    @Spec
    private @Nullable CommandSpec spec;

    @Option(names = "--lang", paramLabel = "ru|en", descriptionKey = "lang", scope = ScopeType.INHERIT)
    private @Nullable Language language;

    @Option(names = "--debug", descriptionKey = "debug", scope = ScopeType.INHERIT)
    private boolean debug;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            descriptionKey = "help",
            scope = ScopeType.INHERIT)
    private boolean help;

    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            descriptionKey = "version",
            scope = ScopeType.INHERIT)
    private boolean version;

    /** Without a command there is nothing to do. */
    @Override
    public Integer call() {
        if (spec != null) {
            spec.commandLine().usage(spec.commandLine().getErr());
        }
        return Screen.WRONG_USE;
    }
}
