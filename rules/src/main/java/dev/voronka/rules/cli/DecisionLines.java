package dev.voronka.rules.cli;

import dev.voronka.InvalidInput;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.store.DecisionFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;

/** A file of decisions, as {@code voronka.decisions().writeTo(…)} writes it: a JSON object a line. */
final class DecisionLines {

    private DecisionLines() {}

    /**
     * What comes of the decisions in a file.
     *
     * @throws WrongUse if it cannot be read, or a line in it is no decision
     */
    static <X> X of(Path file, Function<Stream<LoggedDecision>, X> work) {
        if (!Files.exists(file)) {
            throw new WrongUse("no-file", file);
        }
        try (var decisions = DecisionFile.read(file)) {
            return work.apply(decisions);
        } catch (InvalidInput unlike) {
            throw new WrongUse("no-decisions", file, String.valueOf(unlike.getMessage()));
        } catch (UncheckedIOException unreadable) {
            throw WrongUse.of(Objects.requireNonNull(unreadable.getCause()), "unreadable-file", file);
        }
    }
}
