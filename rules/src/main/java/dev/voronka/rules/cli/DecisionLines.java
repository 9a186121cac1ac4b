package dev.voronka.rules.cli;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.JacksonCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A file of decisions as {@code voronka.decisions().writeTo(…)} writes it: a JSON object a line. */
final class DecisionLines {

    private final Path file;
    private final DecisionForm form = new DecisionForm(new JacksonCodec());

    DecisionLines(Path file) {
        this.file = file;
    }

    /** The decisions on a card, in the order of the file. */
    List<LoggedDecision> of(CardId card) {
        var found = new ArrayList<LoggedDecision>();
        var number = 0;
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                number++;
                if (line.contains(card.toString())) {
                    var read = form.read(form.line(line.startsWith("\uFEFF") ? line.substring(1) : line));
                    if (read.card().equals(card)) {
                        found.add(read);
                    }
                }
            }
        } catch (InvalidInput unlike) {
            throw new WrongUse("bad-line", file, number, String.valueOf(unlike.getMessage()));
        } catch (IOException unreadable) {
            throw WrongUse.of(unreadable, "unreadable-file", file);
        }
        return found;
    }
}
