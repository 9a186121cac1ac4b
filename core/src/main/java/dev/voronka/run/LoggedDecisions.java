package dev.voronka.run;

import static dev.voronka.run.Funnel.required;

import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.store.DecisionFile;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.DecisionLine;
import dev.voronka.store.DecisionLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Consumer;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** The log of what rules have decided, to be read. It tells of cards, employees and figures, not of clients. Thread-safe. */
public final class LoggedDecisions {

    /** How many are in the heap at once. */
    private static final int PAGE = 500;

    private final DecisionLog log;
    private final DecisionForm form;

    LoggedDecisions(DecisionLog log, DecisionForm form) {
        this.log = log;
        this.form = form;
    }

    /**
     * Decisions that the query wants, oldest first, as many as its limit says. Those behind the last one are found by
     * {@link DecisionQuery#after(String)} with its key.
     */
    public List<LoggedDecision> page(DecisionQuery query) {
        return log.page(required("query", query)).stream().map(form::read).toList();
    }

    /**
     * All decisions that the query wants, oldest first, whatever its limit says. They are read as the stream goes on, a few
     * hundred at a time, so that any number of them can be gone through. For one thread; nothing has to be closed.
     */
    public Stream<LoggedDecision> stream(DecisionQuery query) {
        return lines(required("query", query)).map(form::read);
    }

    /**
     * Writes all decisions that the query wants, oldest first, whatever its limit says: each a JSON object on a line of its
     * own, as {@link DecisionForm#line(String)} reads it.
     *
     * @throws UncheckedIOException if that cannot be written to
     */
    public void writeTo(Appendable out, DecisionQuery query) {
        required("where to", out);
        lines(required("query", query)).forEach(line -> {
            try {
                out.append(form.json(line)).append('\n');
            } catch (IOException broken) {
                throw new UncheckedIOException("Decisions could not be written", broken);
            }
        });
    }

    /**
     * Writes them into a file in UTF-8, which {@link DecisionFile#read} reads. A file of that name is replaced once all is
     * written; until then the file is called {@code <name>.part}.
     *
     * @throws UncheckedIOException if it cannot be written to
     */
    public void writeTo(Path file, DecisionQuery query) {
        var part = required("where to", file).resolveSibling(file.getFileName() + ".part");
        try {
            try (var out = Files.newBufferedWriter(part)) {
                writeTo(out, query);
            }
            Files.move(part, file, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException broken) {
            throw new UncheckedIOException("Decisions could not be written to " + file, broken);
        }
    }

    private Stream<DecisionLine> lines(DecisionQuery query) {
        return StreamSupport.stream(new Pages(log, query.limit(PAGE)), false);
    }

    /** Goes from page to page. */
    private static final class Pages extends Spliterators.AbstractSpliterator<DecisionLine> {

        private final DecisionLog log;
        private final Queue<DecisionLine> waiting = new ArrayDeque<>();
        private DecisionQuery next;
        private boolean isLast;

        Pages(DecisionLog log, DecisionQuery first) {
            super(Long.MAX_VALUE, Spliterator.ORDERED | Spliterator.NONNULL);
            this.log = log;
            this.next = first;
        }

        @Override
        public boolean tryAdvance(Consumer<? super DecisionLine> action) {
            if (waiting.isEmpty() && !isLast) {
                turn();
            }
            var one = waiting.poll();
            if (one == null) {
                return false;
            }
            action.accept(one);
            return true;
        }

        private void turn() {
            var page = log.page(next);
            isLast = page.size() < next.limit();
            waiting.addAll(page);
            if (!page.isEmpty()) {
                var last = page.get(page.size() - 1);
                next = next.behind(new DecisionQuery.Place(last.at(), last.number()));
            }
        }
    }
}
