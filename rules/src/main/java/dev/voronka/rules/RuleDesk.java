package dev.voronka.rules;

import dev.voronka.InvalidInput;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.people.Directory;
import dev.voronka.rules.Publication.Outdated;
import dev.voronka.rules.Publication.Published;
import dev.voronka.rules.Publication.Refused;
import dev.voronka.rules.Publication.Unchanged;
import dev.voronka.rules.drools.NotCompiled;
import dev.voronka.rules.example.ExampleReport;
import dev.voronka.rules.gate.Gate.Bounds;
import dev.voronka.rules.gate.Problem;
import java.io.IOException;
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
    private final @Nullable BookFolder folder;
    private final AtomicReference<BookDecisions> current;
    private final Deque<InForce> history = new ArrayDeque<>();
    private final @Nullable FolderWatch watch;
    private volatile List<Problem> problems = List.of();
    private volatile List<Problem> warnings = List.of();

    private RuleDesk(Builder settings, RuleBook first) {
        this.settings = settings;
        var path = settings.folder;
        this.folder = path == null ? null : new BookFolder(path, Bounds.STANDARD, settings.disk);
        this.current = new AtomicReference<>(BookDecisions.of(first, settings.judging));
        this.watch = folder == null ? null : new FolderWatch(folder, settings.debounce, settings.poll, this::reload);
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

    /** Begins to look after the folder, on a thread of its own. Does nothing if there is no folder, or if it has begun. */
    public void start() {
        if (watch != null) {
            watch.start();
        }
    }

    /** Ends looking after the folder. The book in force stays. */
    @Override
    public void close() {
        if (watch != null) {
            watch.stop();
        }
    }

    /** Takes up what is in the folder now, on this thread. */
    public synchronized Publication reload() {
        var from = folder;
        if (from == null) {
            return new Unchanged(book());
        }
        SortedMap<String, String> files;
        try {
            files = from.read();
        } catch (BookRefused unreadable) {
            return told(new Refused(unreadable.problems(), UNTRIED));
        }
        if (BookFiles.version(files).equals(book().version())) {
            problems = List.of();
            return new Unchanged(book());
        }
        return told(offered(files, book -> {}));
    }

    /**
     * Puts a book in the place of another: checks and tries it, writes it into the folder, if there is one, and brings it
     * into force.
     *
     * @param expected the version that it replaces: that of the files that were read to make this one
     * @param files all files of the book by name
     * @throws BookNotWritten if the folder cannot be written to; nothing is changed then
     */
    public synchronized Publication publish(String expected, Map<String, String> files) {
        return replaced(new TreeMap<>(files), there -> there.equals(expected), expected);
    }

    /**
     * Brings a book into force again that was so before, and writes it into the folder, if there is one.
     *
     * @param version one of {@link #versions()}
     * @throws InvalidInput if the desk does not keep that version
     * @throws BookNotWritten if the folder cannot be written to; nothing is changed then
     */
    public synchronized Publication rollBack(String version) {
        var kept = versions().stream()
                .map(InForce::book)
                .filter(b -> b.version().equals(version))
                .findFirst()
                .orElseThrow(() -> new InvalidInput("The desk keeps no rule book of version \"" + version
                        + "\". It keeps: "
                        + versions().stream().map(v -> v.book().version()).toList()));
        return replaced(kept.files(), there -> true, version);
    }

    private Publication replaced(
            SortedMap<String, String> files, java.util.function.Predicate<String> mayReplace, String expected) {
        var into = folder;
        if (into == null) {
            return mayReplace.test(book().version())
                    ? told(offered(files, book -> {}))
                    : new Outdated(expected, book().version());
        }
        try {
            return into.alone(() -> {
                into.finish();
                var there = versionIn(into);
                if (!mayReplace.test(there)) {
                    return new Outdated(expected, there);
                }
                return told(offered(files, book -> write(into, book)));
            });
        } catch (IOException failed) {
            throw new BookNotWritten(BookFiles.version(files), failed);
        }
    }

    /** The version of what is in the folder, though it may be refused; that of the book in force if it cannot be read. */
    private String versionIn(BookFolder from) {
        try {
            return BookFiles.version(from.read());
        } catch (BookRefused unreadable) {
            LOG.debug("What is in the folder of rules is no book: {}", unreadable.getMessage());
            return book().version();
        }
    }

    private static void write(BookFolder into, RuleBook book) {
        try {
            into.write(book.files());
        } catch (IOException failed) {
            throw new BookNotWritten(book.version(), failed);
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

    /** What a desk is made of. Either a folder or a book to begin with is needed. Not thread-safe. */
    public static final class Builder {

        private @Nullable Path folder;
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

        /** The book to begin with: where there is no folder, or where what is in it is refused. */
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

        /** How often the folder is looked at where the system does not tell of changes; 2 s if not said. */
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
         * @throws BookRefused if what is in the folder is refused and there is no book to begin with
         * @throws InvalidInput if there is neither folder nor book
         */
        public RuleDesk build() {
            var first = book;
            if (first != null) {
                var desk = new RuleDesk(this, first);
                desk.bring(first);
                if (folder != null) {
                    desk.reload();
                }
                return desk;
            }
            var path = folder;
            if (path == null) {
                throw new InvalidInput("A rule desk needs a folder or a book: say folder(…) or book(…).");
            }
            var files = new BookFolder(path, Bounds.STANDARD, disk).read();
            var read = read(files);
            var trial = Trial.of(read, judging, people);
            BookFiles.refuse(trial.problems());
            var desk = new RuleDesk(this, read);
            desk.bring(read);
            desk.told(new Published(read, trial.warnings(), trial.examples()));
            return desk;
        }
    }
}
