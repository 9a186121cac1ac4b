package dev.voronka.store.jdbc;

import dev.voronka.Card;
import dev.voronka.CardId;
import dev.voronka.Effect;
import dev.voronka.InvalidInput;
import dev.voronka.RingStep;
import dev.voronka.SalesProcess;
import dev.voronka.decision.BookShelf;
import dev.voronka.store.Attempt;
import dev.voronka.store.CardStore;
import dev.voronka.store.Commit;
import dev.voronka.store.CommitResult;
import dev.voronka.store.Criteria;
import dev.voronka.store.Daily;
import dev.voronka.store.DailyRun;
import dev.voronka.store.DecisionLog;
import dev.voronka.store.Erasure;
import dev.voronka.store.ExternalRef;
import dev.voronka.store.ExternalRefs;
import dev.voronka.store.Feed;
import dev.voronka.store.HistoryLine;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Ledger;
import dev.voronka.store.Outbox;
import dev.voronka.store.Quarantined;
import dev.voronka.store.RawCard;
import dev.voronka.store.Remembered;
import dev.voronka.store.RequestKey;
import dev.voronka.store.RingState;
import dev.voronka.store.Rung;
import dev.voronka.store.RungLine;
import dev.voronka.store.Signal;
import dev.voronka.store.StageCount;
import dev.voronka.store.StoreCapabilities;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.StoredCard;
import dev.voronka.store.StoredEffect;
import dev.voronka.store.StoredForm;
import dev.voronka.store.UnreadableCard;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;

/**
 * Keeps cards in a database; any number of nodes may work on it at once. A move is written in one transaction: with the
 * host's, if one is open on the same data source in this thread, else in one of its own. Thread-safe.
 *
 * <p>H2 in a file writes through at each commit: what was committed outlives the death of the process, but not
 * necessarily a power failure. PostgreSQL and MariaDB keep what they promise themselves.
 */
public final class JdbcCardStore implements CardStore {

    /** Who brings the tables into the database. */
    public enum Tables {
        /** voronka, at the start. */
        CREATE,
        /** The host, by its own tool; voronka only looks whether they are as it needs them. */
        CHECK
    }

    private static final Logger LOG = LoggerFactory.getLogger(JdbcCardStore.class);
    private static final StoreCapabilities CAPABILITIES =
            new StoreCapabilities(true, true, true, true, true, true, true, true);
    /** How long a card that cannot be read is left alone by the sweep. */
    private static final Duration UNREADABLE_REST = Duration.ofHours(1);
    /** How many cards are named in one statement. */
    private static final int CHUNK = 500;

    /** How often it is looked whether daily work is due. */
    private static final Duration POLL = Duration.ofMinutes(1);

    private final DataSource source;
    private final Sql sql;
    private final StoredForm form;
    private final CardRows rows;
    private final JdbcOutbox outbox;
    private final SignalRows signals;
    private final PersonRows people;
    private final JdbcLedger ledger;
    private final SingleTrip singleTrip;
    private final JdbcDecisions decisions;
    private final JdbcBooks books;
    private final JdbcFeed feed;

    private JdbcCardStore(DataSource source, Sql sql, StoredForm form) {
        this.source = source;
        this.sql = sql;
        this.form = form;
        this.rows = new CardRows(sql, form);
        this.outbox = new JdbcOutbox(sql, form);
        this.signals = new SignalRows(sql, form);
        this.people = new PersonRows(sql, form);
        this.ledger = new JdbcLedger(sql, rows);
        this.singleTrip = new SingleTrip(sql, rows, outbox, people);
        this.decisions = new JdbcDecisions(sql);
        this.books = new JdbcBooks(sql, form);
        this.feed = new JdbcFeed(sql);
    }

    /**
     * A store in this database, which gets its tables if it does not have them.
     *
     * @throws StoreFailed if the database cannot be reached, its tables are newer, or it refuses to make them
     * @throws InvalidInput if it is neither H2, PostgreSQL nor MariaDB
     */
    public static JdbcCardStore on(DataSource source) {
        return on(source, new StoredForm(new JacksonCodec()), Tables.CREATE);
    }

    /**
     * A store in this database.
     *
     * @param given the database; through a {@code TransactionAwareDataSourceProxy} the host's transactions are seen, too
     * @param form how values are written
     * @param tables who brings the tables
     * @throws StoreFailed if the database cannot be reached, its tables are not as they should be, or it refuses to make
     *     them
     * @throws InvalidInput if it is neither H2, PostgreSQL nor MariaDB
     */
    public static JdbcCardStore on(DataSource given, StoredForm form, Tables tables) {
        var source = bare(given);
        var dialect = dialect(source);
        var schema = new Schema(source, dialect);
        if (tables == Tables.CREATE) {
            schema.create();
        } else {
            schema.check();
        }
        var sql = new Sql(source, dialect);
        if (dialect == Dialect.H2) {
            writeThrough(sql);
        }
        return new JdbcCardStore(source, sql, form);
    }

    /** The data source under which Spring keeps the host's transactions, where a proxy was given. */
    private static DataSource bare(DataSource given) {
        return given instanceof TransactionAwareDataSourceProxy proxy && proxy.getTargetDataSource() != null
                ? bare(proxy.getTargetDataSource())
                : given;
    }

    /** Without it H2 confirms a commit half a second before it is written. H2 keeps it, so it is set once. */
    private static void writeThrough(Sql sql) {
        var set = sql.read(
                "Looking how H2 is set up",
                () -> sql.query(
                        "SELECT SETTING_VALUE FROM INFORMATION_SCHEMA.SETTINGS WHERE SETTING_NAME = 'WRITE_DELAY'",
                        (row, i) -> row.getString(1)));
        if (!set.isEmpty() && set.stream().allMatch("0"::equals)) {
            return;
        }
        try {
            sql.write("Setting up H2", () -> sql.update("SET WRITE_DELAY 0"));
        } catch (StoreFailed refused) {
            throw new StoreFailed(
                    "H2 would confirm commits before they are written, and this user may not change that. Let an"
                            + " administrator of the database say SET WRITE_DELAY 0 once; H2 keeps it.",
                    false,
                    refused);
        }
    }

    private static Dialect dialect(DataSource source) {
        try (var connection = source.getConnection()) {
            return Dialect.of(connection.getMetaData().getDatabaseProductName());
        } catch (SQLException unreachable) {
            throw new StoreFailed(
                    "The database cannot be reached (SQL state " + unreachable.getSQLState()
                            + "). Check the address, the user and the password of the data source.",
                    true,
                    unreachable);
        }
    }

    @Override
    public void knowsEffect(Class<? extends Effect> effect) {
        form.knowsEffect(effect);
    }

    @Override
    public StoreCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public void knows(SalesProcess<?, ?> process) {
        form.knows(process);
    }

    @Override
    public boolean isInHostsTransaction() {
        return sql.isInHostsTransaction();
    }

    @Override
    public CommitResult commit(Commit commit) {
        if (singleTrip.takes(commit)) {
            return singleTrip.write(commit) ? CommitResult.DONE : CommitResult.CONFLICT;
        }
        return sql.write("The move of card " + commit.card().id(), () -> {
            write(commit);
            return CommitResult.DONE;
        });
    }

    @Override
    public List<CommitResult> commitAll(List<Commit> commits) {
        if (commits.isEmpty()) {
            return List.of();
        }
        var results = new CommitResult[commits.size()];
        var plain = new ArrayList<Integer>();
        for (var i = 0; i < commits.size(); i++) {
            if (isPlain(commits.get(i))) {
                plain.add(i);
            }
        }
        // Everybody takes the rows in one order, so that no two wait for each other.
        plain.sort(Comparator.comparing(i -> commits.get(i).card().id()));
        return sql.write("Moves of " + commits.size() + " cards", () -> {
            writeTogether(commits, plain, results);
            for (var i = 0; i < results.length; i++) {
                if (results[i] == null) {
                    var commit = commits.get(i);
                    results[i] = sql.part(() -> {
                        write(commit);
                        return CommitResult.DONE;
                    });
                }
            }
            return List.of(results);
        });
    }

    /** Whether nothing but the card's own version can stand against the move. */
    static boolean isPlain(Commit commit) {
        return commit.before() != null
                && commit.key() == null
                && commit.rings().isEmpty()
                && commit.children().isEmpty()
                && commit.settled().isEmpty();
    }

    private void writeTogether(List<Commit> commits, List<Integer> places, CommitResult[] results) {
        var changes = new ArrayList<@Nullable Object[]>();
        var cards = new HashMap<CardId, Integer>();
        var together = places.stream()
                .filter(i -> cards.putIfAbsent(commits.get(i).card().id(), i) == null)
                .toList();
        together.forEach(i -> changes.add(rows.change(
                commits.get(i), Objects.requireNonNull(commits.get(i).before()))));
        var counts = sql.batch(rows.update, changes);
        var done = new ArrayList<Commit>();
        for (var i = 0; i < counts.length; i++) {
            var written = counts[i] == 1;
            results[together.get(i)] = written ? CommitResult.DONE : CommitResult.CONFLICT;
            if (written) {
                done.add(commits.get(together.get(i)));
            }
        }
        sql.batch(rows.insertMove, done.stream().map(c -> rows.line(c.line())).toList());
        outbox.add(done.stream().flatMap(c -> c.parcels().stream()).toList());
        signals.add(done.stream().flatMap(c -> c.signals().stream()).toList());
        log(done.stream().flatMap(c -> c.lines().stream()).toList());
        decisions.add(done.stream().flatMap(c -> c.decisions().stream()).toList());
        done.forEach(this::index);
    }

    /** Writes a move, or takes back all that was written and answers what stands against it. */
    private void write(Commit commit) {
        var key = commit.key();
        if (key != null && !remember(key, commit)) {
            throw new Sql.TakenBack(CommitResult.KEY_TAKEN);
        }
        if (!writeCard(commit)) {
            throw new Sql.TakenBack(CommitResult.CONFLICT);
        }
        for (var step : commit.rings()) {
            if (!turn(step)) {
                throw new Sql.TakenBack(CommitResult.RING_MOVED);
            }
        }
        for (var child : commit.children()) {
            writeChild(child);
        }
        sql.update(rows.insertMove, rows.line(commit.line()));
        outbox.add(commit.parcels());
        signals.add(commit.signals());
        commit.settled().forEach(signals::settle);
        log(commit.lines());
        decisions.add(commit.decisions());
        index(commit);
    }

    private void writeChild(Commit child) {
        try {
            write(child);
        } catch (Sql.TakenBack against) {
            throw new Sql.TakenBack(CommitResult.CHILD_TAKEN);
        }
    }

    private boolean writeCard(Commit commit) {
        var before = commit.before();
        if (before != null) {
            return sql.update(rows.update, rows.change(commit, before)) == 1;
        }
        return sql.insertNew(rows.insert, rows.opening(commit));
    }

    private boolean remember(RequestKey key, Commit commit) {
        var remembered = Objects.requireNonNull(commit.remembered());
        return sql.insertNew(
                "INSERT INTO vk_key (scope, name, card, fingerprint, outcome) VALUES (" + Sql.places(5) + ")",
                Sql.fits("scope of the key", key.scope(), 80),
                Sql.fits("key", key.key(), 500),
                commit.card().id().value(),
                remembered.fingerprint(),
                form.outcome(remembered.outcome()));
    }

    private boolean turn(RingStep step) {
        var name = Sql.fits("name of the ring", step.ring(), 190);
        var taken = Sql.fits("id of the employee", step.taken(), 190);
        return sql.update(
                                "UPDATE vk_ring SET turns = turns + 1, taken = ? WHERE name = ? AND turns = ?",
                                taken,
                                name,
                                step.seen())
                        == 1
                || (step.seen() == 0
                        && sql.insertNew("INSERT INTO vk_ring (name, turns, taken) VALUES (?, 1, ?)", name, taken));
    }

    /** Rows by which the card is found, where they have changed. */
    private void index(Commit commit) {
        var card = commit.card();
        var before = commit.before();
        people.index(commit);
        if (before == null ? !card.fields().isEmpty() : !card.fields().equals(before.fields())) {
            if (before != null) {
                sql.update("DELETE FROM vk_field WHERE card = ?", card.id().value());
            }
            sql.batch(
                    "INSERT INTO vk_field (card, code, field_value) VALUES (?, ?, ?)",
                    card.fields().entrySet().stream()
                            .map(f -> new @Nullable Object[] {
                                card.id().value(), f.getKey(), CardQueries.fieldValue(f.getValue())
                            })
                            .toList());
        }
    }

    @Override
    public Optional<StoredCard> load(CardId card) {
        return sql.read(
                "Loading card " + card,
                () -> sql.query(CardQueries.LOAD, this::stored, card.value()).stream()
                        .findFirst());
    }

    @Override
    public List<StoredCard> loadAll(List<CardId> cards) {
        return sql.read("Loading " + cards.size() + " cards", () -> {
            var all = new ArrayList<StoredCard>(cards.size());
            for (var from = 0; from < cards.size(); from += CHUNK) {
                var chunk = cards.subList(from, Math.min(cards.size(), from + CHUNK));
                all.addAll(sql.query(
                        CardQueries.LOAD_ALL + Sql.places(chunk.size()) + ")",
                        this::stored,
                        chunk.stream().map(CardId::value).toArray()));
            }
            return all;
        });
    }

    private StoredCard stored(ResultSet row, int number) throws SQLException {
        return rows.stored(row);
    }

    @Override
    public Optional<Remembered> remembered(RequestKey key) {
        return sql.read(
                "Looking for a key",
                () -> sql
                        .query(
                                "SELECT fingerprint, outcome FROM vk_key WHERE scope = ? AND name = ?",
                                (row, i) -> new Remembered(
                                        row.getString("fingerprint"), form.outcome(row.getString("outcome"))),
                                key.scope(),
                                key.key())
                        .stream()
                        .findFirst());
    }

    @Override
    public List<HistoryLine> history(CardId card) {
        return sql.read(
                "Reading the history of card " + card,
                () -> sql.query(
                        "SELECT " + CardRows.MOVE_COLUMNS
                                + ", payload_digest FROM vk_move WHERE card = ? ORDER BY number",
                        (row, i) -> {
                            var link = rows.link(row);
                            return new HistoryLine(rows.move(row, link), link);
                        },
                        card.value()));
    }

    @Override
    public Outbox outbox() {
        return outbox;
    }

    @Override
    public List<StoredEffect> effects(CardId card) {
        return outbox.effects(card);
    }

    @Override
    public void note(Attempt attempt) {
        sql.write("Noting a refused attempt", () -> {
            noteAll(List.of(attempt));
            return true;
        });
    }

    private void noteAll(List<Attempt> attempts) {
        sql.batch(
                "INSERT INTO vk_attempt (card, tried_at, actor, actor_kind, actor_roles, event, why) VALUES ("
                        + Sql.places(7) + ")",
                attempts.stream()
                        .map(a -> new @Nullable Object[] {
                            a.card().value(),
                            a.at(),
                            Sql.fits("id of the actor", a.actor().id(), 190),
                            CardRows.letter(a.actor().kind()),
                            CardRows.roles(a.actor()),
                            Sql.fits("name of the trigger", a.trigger(), 80),
                            form.reasons(a.reasons())
                        })
                        .toList());
    }

    @Override
    public List<Attempt> attempts(CardId card) {
        return sql.read(
                "Reading the refused attempts of card " + card,
                () -> sql.query(
                        "SELECT tried_at, actor, actor_kind, actor_roles, event, why FROM vk_attempt WHERE card = ? ORDER BY seq",
                        (row, i) -> new Attempt(
                                card,
                                sql.momentOf(row, "tried_at"),
                                CardRows.actor(row),
                                row.getString("event"),
                                form.reasons(row.getString("why"))),
                        card.value()));
    }

    @Override
    public List<StoredCard> takeDue(Set<String> processes, Instant now, Instant until, int limit) {
        if (processes.isEmpty()) {
            return List.of();
        }
        // Where none of a batch can be read, those behind it are due all the same.
        while (true) {
            var taken = takeBatch(processes, now, until, limit);
            if (taken.isEmpty() || !taken.get().isEmpty()) {
                return taken.orElse(List.of());
            }
        }
    }

    /** Empty if nothing was due. */
    private Optional<List<StoredCard>> takeBatch(Set<String> processes, Instant now, Instant until, int limit) {
        return sql.write("Taking up due cards", () -> {
            var values = new ArrayList<@Nullable Object>();
            values.add(now);
            values.addAll(processes);
            var due = sql.query(
                    "SELECT id FROM vk_card c WHERE next_due_at <= ? AND process IN (" + Sql.places(processes.size())
                            + ") ORDER BY next_due_at FETCH FIRST " + limit + " ROWS ONLY FOR UPDATE SKIP LOCKED",
                    (row, i) -> CardRows.id(row, "id"),
                    values.toArray());
            var taken = new ArrayList<StoredCard>();
            var rests = new HashMap<CardId, Instant>();
            due.forEach(id -> rests.put(id, until));
            if (!due.isEmpty()) {
                sql.query(
                        CardQueries.LOAD_ALL + Sql.places(due.size()) + ") ORDER BY c.next_due_at",
                        (row, i) -> {
                            try {
                                taken.add(rows.stored(row));
                            } catch (UnreadableCard unreadable) {
                                LOG.warn("A card that is due is left out.", unreadable);
                                rests.put(unreadable.card().card(), now.plus(UNREADABLE_REST));
                            }
                            return i;
                        },
                        due.stream().map(CardId::value).toArray());
            }
            sql.batch(
                    "UPDATE vk_card SET next_due_at = ? WHERE id = ?",
                    due.stream()
                            .map(id -> new @Nullable Object[] {rests.get(id), id.value()})
                            .toList());
            return due.isEmpty() ? Optional.empty() : Optional.of(taken);
        });
    }

    @Override
    public Optional<Instant> oldestDue(Set<String> processes) {
        if (processes.isEmpty()) {
            return Optional.empty();
        }
        return sql.read(
                "Looking for the clock that is due first",
                () -> sql
                        .query(
                                "SELECT next_due_at FROM vk_card WHERE next_due_at IS NOT NULL AND process IN ("
                                        + Sql.places(processes.size())
                                        + ") ORDER BY next_due_at FETCH FIRST 1 ROWS ONLY",
                                (row, i) -> sql.momentOf(row, "next_due_at"),
                                processes.toArray())
                        .stream()
                        .findFirst());
    }

    @Override
    public boolean rung(Rung rung) {
        return rungAll(List.of(rung)).get(0);
    }

    @Override
    public List<Boolean> rungAll(List<Rung> rungs) {
        var order = IntStream.range(0, rungs.size())
                .boxed()
                .sorted(Comparator.comparing(i -> rungs.get(i).after().id()))
                .toList();
        return sql.write("Noting deadlines of " + rungs.size() + " cards", () -> {
            var counts = sql.batch(
                    "UPDATE vk_card SET rungs = ?, next_due_at = ?, due_at = ?, state = ?"
                            + " WHERE id = ? AND version = ? AND rungs = ?",
                    order.stream().map(i -> values(rungs.get(i))).toList());
            var written = new Boolean[rungs.size()];
            var done = new ArrayList<Rung>();
            for (var i = 0; i < counts.length; i++) {
                written[order.get(i)] = counts[i] == 1;
                if (counts[i] == 1) {
                    done.add(rungs.get(order.get(i)));
                }
            }
            outbox.add(done.stream().flatMap(r -> r.parcels().stream()).toList());
            noteAll(done.stream().flatMap(r -> r.attempts().stream()).toList());
            log(done.stream().flatMap(r -> r.lines().stream()).toList());
            decisions.add(done.stream().flatMap(r -> r.decisions().stream()).toList());
            return List.of(written);
        });
    }

    private @Nullable Object[] values(Rung rung) {
        var after = rung.after();
        return new @Nullable Object[] {
            after.visit().rung().size(),
            rung.nextDue(),
            after.due().orElse(null),
            form.state(after),
            after.id().value(),
            rung.seen().version(),
            rung.seen().visit().rung().size()
        };
    }

    private void log(List<RungLine> lines) {
        sql.batch(
                "INSERT INTO vk_rung (card, visit, rung, due_at, noticed_at, fate) VALUES (" + Sql.places(6) + ")",
                lines.stream()
                        .map(l -> new @Nullable Object[] {
                            l.card().value(),
                            l.visit(),
                            Sql.fits("code of the rung", l.rung(), 80),
                            l.due(),
                            l.at(),
                            l.fate() == RungLine.Fate.ACTED ? "A" : "S"
                        })
                        .toList());
    }

    @Override
    public List<RungLine> rungs(CardId card) {
        return sql.read(
                "Reading the deadlines of card " + card,
                () -> sql.query(
                        "SELECT visit, rung, due_at, noticed_at, fate FROM vk_rung WHERE card = ? ORDER BY seq",
                        (row, i) -> new RungLine(
                                card,
                                row.getLong("visit"),
                                row.getString("rung"),
                                sql.momentOf(row, "due_at"),
                                sql.momentOf(row, "noticed_at"),
                                row.getString("fate").equals("A") ? RungLine.Fate.ACTED : RungLine.Fate.SKIPPED),
                        card.value()));
    }

    @Override
    public List<Card<?>> find(Criteria criteria) {
        return sql.read("Looking for cards", () -> {
            var cards = new ArrayList<Card<?>>();
            var rest = criteria;
            // Cards that cannot be read do not make a page shorter: a short one says that there are no more.
            while (rest != null) {
                var seen = look(rest, cards);
                var missing = criteria.limit() - cards.size();
                rest = seen.size() < rest.limit() || missing == 0
                        ? null
                        : rest.limit(missing).after(seen.get(seen.size() - 1));
            }
            return cards;
        });
    }

    /** Adds those that can be read; the places of all. */
    private List<Criteria.Place> look(Criteria criteria, List<Card<?>> cards) {
        var query = CardQueries.find(criteria, form);
        return sql.query(
                query.text(),
                (row, i) -> {
                    try {
                        cards.add(rows.card(row));
                    } catch (UnreadableCard unreadable) {
                        LOG.warn("A card is left out of an answer.", unreadable);
                    }
                    return new Criteria.Place(sql.moment(row, "due_at"), CardRows.id(row, "id"));
                },
                query.values().toArray());
    }

    private List<Card<?>> readable(CardQueries.Query query) {
        var cards = new ArrayList<Card<?>>();
        sql.query(
                query.text(),
                (row, i) -> {
                    try {
                        cards.add(rows.card(row));
                    } catch (UnreadableCard unreadable) {
                        LOG.warn("A card is left out of an answer.", unreadable);
                    }
                    return i;
                },
                query.values().toArray());
        return cards;
    }

    @Override
    public List<StageCount> count(Criteria criteria) {
        var query = CardQueries.count(criteria, form);
        var counts = new TreeMap<StageCount, Long>(StageCount.ORDER);
        sql.read(
                "Counting cards",
                () -> sql.query(
                        query.text(),
                        (row, i) -> {
                            var process = row.getString("process");
                            var stage = row.getString("stage");
                            var name = form.knows(process)
                                    ? form.stage(process, stage).name()
                                    : stage;
                            return counts.merge(
                                    new StageCount(process, name, row.getString("owner"), 0),
                                    row.getLong("cards"),
                                    Long::sum);
                        },
                        query.values().toArray()));
        return counts.entrySet().stream()
                .map(e -> new StageCount(
                        e.getKey().process(), e.getKey().stage(), e.getKey().owner(), e.getValue()))
                .toList();
    }

    @Override
    public List<Card<?>> children(CardId parent) {
        return sql.read("Looking for the children of card " + parent, () -> readable(CardQueries.children(parent)));
    }

    @Override
    public List<Signal> pending(CardId to) {
        return sql.read("Looking for what is to be done to card " + to, () -> signals.pending(to));
    }

    @Override
    public List<Signal> pendingAt(Instant now, int limit) {
        return sql.read("Looking for what is to be done to cards", () -> signals.pendingAt(now, limit));
    }

    @Override
    public void settle(Signal signal) {
        sql.write("Settling what was to be done to card " + signal.to(), () -> {
            signals.settle(signal);
            return true;
        });
    }

    @Override
    public RingState ring(String name) {
        return sql.read(
                "Looking at ring " + name,
                () -> sql
                        .query(
                                "SELECT turns, taken FROM vk_ring WHERE name = ?",
                                (row, i) -> new RingState(row.getLong("turns"), row.getString("taken")),
                                name)
                        .stream()
                        .findFirst()
                        .orElse(RingState.NEW));
    }

    @Override
    public void attach(ExternalRef ref) {
        sql.write("Attaching a record of " + ref.system(), () -> {
            var belongsTo = sql
                    .query(
                            "SELECT card FROM vk_external WHERE other_system = ? AND other_id = ? FOR UPDATE",
                            (row, i) -> CardRows.id(row, "card"),
                            ref.system(),
                            ref.id())
                    .stream()
                    .findFirst()
                    .orElse(null);
            ExternalRefs.check(ref, belongsTo, records(ref.card()));
            if (belongsTo == null) {
                sql.update(
                        "INSERT INTO vk_external (other_system, other_id, card, stage, operation, note) VALUES ("
                                + Sql.places(6) + ")",
                        Sql.fits("code of the other system", ref.system(), 80),
                        Sql.fits("id of the record", ref.id(), 190),
                        ref.card().value(),
                        Sql.fits("stage of the record", ref.stage(), 190),
                        Sql.fits("operation", ref.operation(), 190),
                        ref.note());
            } else {
                sql.update(
                        "UPDATE vk_external SET stage = ?, operation = ?, note = ? WHERE other_system = ? AND other_id = ?",
                        Sql.fits("stage of the record", ref.stage(), 190),
                        Sql.fits("operation", ref.operation(), 190),
                        ref.note(),
                        ref.system(),
                        ref.id());
            }
            return true;
        });
    }

    @Override
    public List<ExternalRef> externals(CardId card) {
        return sql.read("Looking for records of card " + card, () -> records(card));
    }

    private static final String RECORDS =
            "SELECT card, other_system, other_id, stage, operation, note FROM vk_external ";

    private List<ExternalRef> records(CardId card) {
        return sql.query(RECORDS + "WHERE card = ? ORDER BY other_system", JdbcCardStore::record, card.value());
    }

    private static ExternalRef record(ResultSet row, int number) throws SQLException {
        return new ExternalRef(
                CardRows.id(row, "card"),
                row.getString("other_system"),
                row.getString("other_id"),
                row.getString("stage"),
                row.getString("operation"),
                row.getString("note"));
    }

    @Override
    public List<ExternalRef> externals(String system, @Nullable String after, int limit) {
        return sql.read(
                "Looking for records of " + system,
                () -> sql.query(
                        RECORDS + "WHERE other_system = ? AND other_id > ? ORDER BY other_id FETCH FIRST " + limit
                                + " ROWS ONLY",
                        JdbcCardStore::record,
                        system,
                        after == null ? "" : after));
    }

    @Override
    public void detach(ExternalRef ref) {
        sql.write(
                "Detaching a record of " + ref.system(),
                () -> sql.update(
                        "DELETE FROM vk_external WHERE other_system = ? AND other_id = ? AND card = ?",
                        ref.system(),
                        ref.id(),
                        ref.card().value()));
    }

    @Override
    public Feed feed() {
        return feed;
    }

    /** Does daily work on one of the nodes that share this database; not begun yet. */
    public DailyRun daily(List<Daily> all, Clock clock) {
        return new ClusterRun(source, all, clock, POLL);
    }

    @Override
    public DecisionLog decisions() {
        return decisions;
    }

    @Override
    public BookShelf books() {
        return books;
    }

    @Override
    public Ledger ledger() {
        return ledger;
    }

    @Override
    public List<CardId> knowing(Set<String> knownAs) {
        return sql.read("Looking for the cards of a person", () -> people.knowing(knownAs));
    }

    @Override
    public Erasure.Done erase(Erasure erasure) {
        return sql.write("Taking a person out of card " + erasure.card(), () -> {
            var commit = erasure.commit();
            if (commit == null) {
                people.lock(erasure.card());
            } else {
                try {
                    write(commit);
                } catch (Sql.TakenBack against) {
                    throw new Sql.TakenBack(Erasure.Done.CONFLICT);
                }
            }
            people.rewrite(erasure.lines());
            var swept = outbox.erase(erasure.card(), erasure.forgetting());
            var blotted = swept[1]
                    + signals.erase(erasure.card(), erasure.forgetting())
                    + people.erase(erasure, commit != null)
                    + sql.update(
                            "UPDATE vk_external SET note = ? WHERE card = ? AND note IS NOT NULL",
                            ExternalRef.ERASED,
                            erasure.card().value())
                    + decisions.erase(erasure.card(), erasure.forgetting());
            return new Erasure.Done(CommitResult.DONE, swept[0], blotted);
        });
    }

    @Override
    public Looked look(@Nullable CardId after, int cards) {
        var text = "SELECT " + CardRows.READ + " FROM vk_card c" + (after == null ? "" : " WHERE c.id > ?")
                + " ORDER BY c.id FETCH FIRST " + cards + " ROWS ONLY";
        var values = after == null ? new Object[0] : new Object[] {after.value()};
        var found = new ArrayList<Quarantined>();
        var ids = sql.read(
                "Looking for cards that cannot be worked with",
                () -> sql.query(
                        text,
                        (row, i) -> {
                            try {
                                var card = rows.card(row);
                                form.unknownStage(card).ifPresent(found::add);
                                return card.id();
                            } catch (UnreadableCard unreadable) {
                                found.add(unreadable.card());
                                return unreadable.card().card();
                            }
                        },
                        values));
        return new Looked(found, ids.size() < cards ? null : ids.get(ids.size() - 1));
    }

    @Override
    public List<RawCard> unfit(String process, @Nullable CardId after, int limit) {
        var found = new ArrayList<RawCard>();
        var last = after;
        while (found.size() < limit) {
            var values = new ArrayList<@Nullable Object>(List.of(process));
            if (last != null) {
                values.add(last.value());
            }
            var text = "SELECT " + CardRows.READ + " FROM vk_card c WHERE c.process = ?"
                    + (last == null ? "" : " AND c.id > ?") + " ORDER BY c.id FETCH FIRST " + CHUNK + " ROWS ONLY";
            var ids = sql.read(
                    "Looking for cards whose data does not fit",
                    () -> sql.query(
                            text,
                            (row, i) -> {
                                try {
                                    return rows.card(row).id();
                                } catch (UnreadableCard unreadable) {
                                    var raw = unreadable.card();
                                    found.add(new RawCard(
                                            raw.card(),
                                            raw.process(),
                                            raw.stage(),
                                            row.getLong("version"),
                                            row.getString("data"),
                                            raw.why()));
                                    return raw.card();
                                }
                            },
                            values.toArray()));
            if (ids.isEmpty()) {
                break;
            }
            last = ids.get(ids.size() - 1);
        }
        return found.size() > limit ? List.copyOf(found.subList(0, limit)) : found;
    }

    @Override
    public boolean rewrite(RawCard seen, Object data) {
        return sql.write(
                "Changing the stored data of card " + seen.card(),
                () -> sql.update(
                                "UPDATE vk_card SET data = " + sql.dialect().json() + " WHERE id = ? AND version = ?",
                                form.dataText(data),
                                seen.card().value(),
                                seen.version())
                        == 1);
    }

    @Override
    public String toString() {
        return "JdbcCardStore[" + sql.dialect() + ", "
                + Arrays.toString(form.processes().toArray()) + "]";
    }
}
