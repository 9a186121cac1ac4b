package dev.voronka.rules;

import dev.voronka.InvalidInput;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.BookShelf;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.people.Directory;
import dev.voronka.rules.Publication.Published;
import dev.voronka.rules.Publication.Refused;
import dev.voronka.rules.Publication.Unchanged;
import dev.voronka.rules.drools.NotCompiled;
import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.gate.Problem;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where the rules in force lie and are replaced while the system works. Thread-safe.
 *
 * <pre>{@code
 * try (var desk = RuleDesk.builder().folder(Path.of("rules")).build()) {
 *     desk.start();                                     // looks after the folder
 *     var voronka = Voronka.builder().decisions(desk).build();
 *     …
 * }
 * }</pre>
 *
 * <p>A book comes into force in one step once it is checked, tried and warmed up; each answer is of one book and says of
 * which. Whatever is wrong with a new book, the one before stays, and {@link #problems()}, the listener and the log say why.
 */
public final class RuleDesk implements Decisions, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RuleDesk.class);
    private static final ExampleReport UNTRIED = new ExampleReport(List.of(), List.of());

    /**
     * A book that is or was in force.
     *
     * @param book which
     * @param since when it came into force
     */
    public record InForce(RuleBook book, Instant since) {}

    private final Builder settings;
    private final Place place;
    private final AtomicReference<BookDecisions> current;
    private final Deque<InForce> history = new ArrayDeque<>();
    private final Place.Desk desk = new AsPlaced();
    private volatile List<Problem> problems = List.of();
    private volatile List<Problem> warnings = List.of();

    private RuleDesk(Builder settings, Place place, RuleBook first) {
        this.settings = settings;
        this.place = place;
        this.current = new AtomicReference<>(BookDecisions.of(first, settings.judging));
    }

    /** Begins another one. */
    public static Builder builder() {
        return new Builder();
    }

    @Override
    public Optional<Qualifier> qualifier() {
        return current().qualifier();
    }

    @Override
    public RoutingRules routing() {
        return current().routing();
    }

    @Override
    public Optional<Escalator> escalator() {
        return current().escalator();
    }

    @Override
    public Optional<ApprovalPolicy> approvals() {
        return current().approvals();
    }

    private BookDecisions current() {
        return Objects.requireNonNull(current.get());
    }

    /** The book in force. */
    public RuleBook book() {
        return current().book();
    }

    /** The books that are or were in force, the newest first: as many as the desk keeps. */
    public List<InForce> versions() {
        synchronized (history) {
            return List.copyOf(history);
        }
    }

    /** Why the newest book that was offered is not in force; empty if it is. For a health check. */
    public List<Problem> problems() {
        return problems;
    }

    /** What somebody should look at in the book in force. */
    public List<Problem> warnings() {
        return warnings;
    }

    @Override
    public Optional<Rejected> rejected() {
        var wrong = problems;
        return wrong.isEmpty()
                ? Optional.empty()
                : Optional.of(new Rejected(
                        book().version(), wrong.size(), wrong.get(0).place()));
    }

    /**
     * Begins to look after the folder or the shelf, on a thread of its own. Does nothing if there is neither, or if it has
     * begun.
     */
    public void start() {
        place.watch(desk);
    }

    /** Ends looking after the folder or the shelf. The book in force stays. */
    @Override
    public void close() {
        place.leave();
    }

    /** Takes up what is in the folder or on the shelf now, on this thread. */
    public synchronized Publication reload() {
        Optional<SortedMap<String, String>> files;
        try {
            files = place.read();
        } catch (BookRefused unreadable) {
            return told(new Refused(unreadable.problems(), UNTRIED));
        }
        if (files.isEmpty() || BookFiles.version(files.get()).equals(book().version())) {
            problems = List.of();
            return new Unchanged(book());
        }
        return told(offered(files.get(), book -> {}));
    }

    /**
     * Puts a book in the place of another: checks and tries it, writes it into the folder or onto the shelf, if there is
     * one, and brings it into force.
     *
     * @param expected the version that it replaces: that of the files that were read to make this one
     * @param files all files of the book by name
     * @throws BookNotWritten if the folder cannot be written to; nothing is changed then
     * @throws dev.voronka.store.StoreFailed if the shelf cannot be reached; nothing is changed then, as far as is known
     */
    public synchronized Publication publish(String expected, Map<String, String> files) {
        return place.replace(new TreeMap<>(files), there -> there.equals(expected), expected, desk);
    }

    /**
     * Brings a book into force again that was so before, and writes it into the folder or onto the shelf, if there is one.
     *
     * @param version one of {@link #versions()}, or of those on the shelf
     * @throws InvalidInput if neither the desk nor the shelf keeps that version
     * @throws BookNotWritten if the folder cannot be written to; nothing is changed then
     * @throws dev.voronka.store.StoreFailed if the shelf cannot be reached; nothing is changed then, as far as is known
     */
    public synchronized Publication rollBack(String version) {
        var files = versions().stream()
                .map(InForce::book)
                .filter(b -> b.version().equals(version))
                .findFirst()
                .map(RuleBook::files)
                .or(() -> place.before(version))
                .orElseThrow(() -> new InvalidInput("The desk keeps no rule book of version \"" + version
                        + "\". It keeps: "
                        + versions().stream().map(v -> v.book().version()).toList()));
        return place.replace(files, there -> true, version, desk);
    }

    /** The desk as its place sees it. */
    private final class AsPlaced implements Place.Desk {
        @Override
        public RuleBook book() {
            return RuleDesk.this.book();
        }

        @Override
        public Publication offered(SortedMap<String, String> files, Consumer<RuleBook> before) {
            return told(RuleDesk.this.offered(files, before));
        }

        @Override
        public Publication reload() {
            return RuleDesk.this.reload();
        }
    }

    /** Checks and tries a book, does what must be done before, and brings it into force. */
    private Publication offered(SortedMap<String, String> files, Consumer<RuleBook> before) {
        RuleBook book;
        try {
            book = settings.read(files);
        } catch (BookRefused refused) {
            return new Refused(refused.problems(), UNTRIED);
        } catch (NotCompiled broken) {
            LOG.error("The gate has let a rule book through that does not compile. Please report this.", broken);
            return new Refused(List.of(uncompiled(broken)), UNTRIED);
        }
        var trial = Trial.of(book, settings.judging, settings.people);
        if (!trial.problems().isEmpty()) {
            return new Refused(trial.problems(), trial.examples());
        }
        before.accept(book);
        bring(book);
        return new Published(book, trial.warnings(), trial.examples());
    }

    private static Problem uncompiled(NotCompiled broken) {
        return BookFiles.of(
                "—",
                "not-compiled",
                "These rules cannot be compiled; that is a mistake of voronka's. Details are in the log: "
                        + broken.said().size() + " messages.",
                "Эти правила не удалось скомпилировать, и это ошибка voronka. Подробности в журнале: "
                        + broken.said().size() + " сообщ.");
    }

    private void bring(RuleBook book) {
        synchronized (history) {
            current.set(BookDecisions.of(book, settings.judging));
            history.addFirst(new InForce(book, settings.judging.clock().instant()));
            while (history.size() > settings.keep) {
                history.removeLast();
            }
        }
    }

    private Publication told(Publication outcome) {
        if (outcome instanceof Published published) {
            problems = List.of();
            warnings = published.warnings();
            LOG.info("Rule book {} is in force.", published.book().version());
            published.warnings().forEach(w -> LOG.warn("{}", w.said(Locale.ENGLISH)));
        } else if (outcome instanceof Refused refused) {
            problems = refused.problems();
            LOG.error(
                    "A rule book is refused, version {} stays in force:\n{}",
                    book().version(),
                    refused.said(Locale.ENGLISH));
        }
        try {
            settings.listener.accept(outcome);
        } catch (RuntimeException thrown) {
            LOG.error("The listener of the rule desk threw; the rules are not concerned.", thrown);
        }
        return outcome;
    }

    /** What a desk is made of. A folder, a shelf or a book to begin with is needed. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path folder;
        private @Nullable BookShelf shelf;
        private @Nullable RuleBook book;
        private boolean trusted;
        private Judging judging = Judging.standard();
        private Directory people = Directory.empty();
        private Consumer<Publication> listener = outcome -> {};
        private Duration debounce = Duration.ofMillis(300);
        private Duration poll = Duration.ofSeconds(2);
        private int keep = 20;
        private Disk disk = Disk.REAL;

        private Builder() {}

        /** Where the book lies. */
        public Builder folder(Path where) {
            folder = where;
            return this;
        }

        /**
         * The shelf on which the book lies, which all nodes share: {@code store.books()} of the voronka's store. Whoever
         * publishes on one node does so for all; the others switch within {@link #poll}.
         */
        public Builder shelf(BookShelf which) {
            shelf = which;
            return this;
        }

        /**
         * The book to begin with: where there is neither folder nor shelf, where nothing lies on the shelf yet, or where
         * what lies there is refused.
         */
        public Builder book(RuleBook first) {
            book = first;
            return this;
        }

        /**
         * Books of this desk do not go through the gate: their rules may do anything. Only for a folder that nobody but the
         * host's developers may write to. See {@link RuleBook#trusted}.
         */
        public Builder trusted() {
            trusted = true;
            return this;
        }

        /** How books are applied: vocabulary, scoring, limits, clock. */
        public Builder judging(Judging how) {
            judging = how;
            return this;
        }

        /** Who works here: rules that name others are warned of. */
        public Builder people(Directory directory) {
            people = directory;
            return this;
        }

        /** Is told what came of each attempt to bring a book into force, on the thread that tried. */
        public Builder listener(Consumer<Publication> who) {
            listener = who;
            return this;
        }

        /** How long the folder must be quiet before it is read; 300 ms if not said. */
        public Builder debounce(Duration quiet) {
            debounce = positive("debounce", quiet);
            return this;
        }

        /** How often the shelf is looked at, or a folder where the system does not tell of changes; 2 s if not said. */
        public Builder poll(Duration interval) {
            poll = positive("poll", interval);
            return this;
        }

        /** How many books are kept to be rolled back to; 20 if not said. */
        public Builder keep(int books) {
            if (books < 1) {
                throw new InvalidInput("A desk keeps at least the book in force, but is to keep " + books + ".");
            }
            keep = books;
            return this;
        }

        Builder disk(Disk other) {
            disk = other;
            return this;
        }

        private static Duration positive(String what, Duration time) {
            if (time.isNegative() || time.isZero()) {
                throw new InvalidInput("The " + what + " of a rule desk is longer than nothing, but is " + time + ".");
            }
            return time;
        }

        RuleBook read(SortedMap<String, String> files) {
            return trusted ? RuleBook.trusted(files) : RuleBook.of(files, judging.vocabulary());
        }

        /**
         * The desk, with a book in force.
         *
         * @throws BookRefused if what is in the folder or on the shelf is refused and there is no book to begin with
         * @throws InvalidInput if there is nothing to begin with, or both a folder and a shelf
         * @throws dev.voronka.store.StoreFailed if the shelf cannot be reached
         */
        public RuleDesk build() {
            var place = place();
            var first = book;
            if (first != null) {
                if (place instanceof ShelfPlace onShelf) {
                    onShelf.begin(first);
                }
                var desk = new RuleDesk(this, place, first);
                desk.bring(first);
                desk.reload();
                return desk;
            }
            var files = place.read()
                    .orElseThrow(() -> new InvalidInput(
                            shelf == null
                                    ? "A rule desk needs a folder, a shelf or a book: say folder(…), shelf(…) or book(…)."
                                    : "Nothing lies on the shelf of rule books yet: say book(…), such as"
                                            + " RuleBook.starter(), to begin with."));
            var read = read(files);
            var trial = Trial.of(read, judging, people);
            BookFiles.refuse(trial.problems());
            var desk = new RuleDesk(this, place, read);
            desk.bring(read);
            desk.told(new Published(read, trial.warnings(), trial.examples()));
            return desk;
        }

        private Place place() {
            var path = folder;
            var shared = shelf;
            if (path != null && shared != null) {
                throw new InvalidInput("The book of a rule desk lies in a folder or on a shelf, but both are named.");
            }
            if (shared != null) {
                return new ShelfPlace(shared, judging.clock(), poll, keep);
            }
            return path == null
                    ? new NoPlace()
                    : new FolderPlace(new BookFolder(path, Bounds.STANDARD, disk), debounce, poll);
        }
    }
}
