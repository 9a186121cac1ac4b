package dev.voronka.crm;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A CRM in the heap, for tests and first steps, as strong or weak as wanted. What persons would do there is done by its
 * methods {@code drag}, {@code edit}, {@code reassign}, {@code create}, {@code remove} and {@code merge}. Thread-safe.
 */
public final class InMemoryCrm implements Crm {

    /** A record. */
    private static final class Entry {
        private final String id;
        private final String process;
        private @Nullable CardId card;
        private String stage;
        private @Nullable String stageWritten;
        private @Nullable String operation;
        private String owner = "";
        private String title = "";
        private @Nullable String survivor;
        private boolean removed;
        private long change;
        private @Nullable CrmPerson movedBy;
        private @Nullable Instant movedAt;
        private @Nullable CrmPerson changedBy;
        private @Nullable Instant changedAt;
        private final SortedMap<String, String> values = new TreeMap<>();
        private final Map<String, String> remarks = new LinkedHashMap<>();

        private Entry(String id, String process, String stage) {
            this.id = id;
            this.process = process;
            this.stage = stage;
        }
    }

    /** A task. */
    private record Job(CardId card, String employee, String text) {}

    private final String system;
    private final Clock clock;
    private final CrmCapabilities capabilities;
    private final Map<String, List<CrmField>> fields = new HashMap<>();
    private final UnaryOperator<String> shape;
    private final Map<String, SalesProcess<?, ?>> processes = new LinkedHashMap<>();
    private final Map<String, Entry> entries = new LinkedHashMap<>();
    private final Map<String, Job> jobs = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> notices = new HashMap<>();
    private final Set<String> employees = new TreeSet<>();
    private long count;
    private boolean away;

    private InMemoryCrm(
            String system,
            Clock clock,
            CrmCapabilities capabilities,
            UnaryOperator<String> shape,
            Collection<SalesProcess<?, ?>> all) {
        this.system = system;
        this.clock = clock;
        this.capabilities = capabilities;
        this.shape = shape;
        all.forEach(p -> processes.put(p.code(), p));
    }

    /** One that can do everything, for cards of these processes. */
    public static InMemoryCrm of(Clock clock, SalesProcess<?, ?>... processes) {
        return of(clock, CrmCapabilities.STRONGEST, UnaryOperator.identity(), processes);
    }

    /**
     * One that can do so much.
     *
     * @param shape what our stages are called there, by name; several may be called the same
     */
    public static InMemoryCrm of(
            Clock clock, CrmCapabilities capabilities, UnaryOperator<String> shape, SalesProcess<?, ?>... processes) {
        return new InMemoryCrm("in-memory", clock, capabilities, shape, List.of(processes));
    }

    /** Gives the records of a process these fields. */
    public synchronized InMemoryCrm with(String process, CrmField... more) {
        fields.computeIfAbsent(process, p -> new ArrayList<>()).addAll(List.of(more));
        return this;
    }

    /** Makes these employees users of the CRM; without any, everybody is one. */
    public synchronized InMemoryCrm users(String... ids) {
        employees.addAll(List.of(ids));
        return this;
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public CrmCapabilities capabilities() {
        return capabilities;
    }

    @Override
    public synchronized List<CrmField> fields(SalesProcess<?, ?> process) {
        return List.copyOf(fields.getOrDefault(process.code(), List.of()));
    }

    /** From now on it is away, or is there again. */
    public synchronized void away(boolean isAway) {
        away = isAway;
    }

    private void requireThere(String call) {
        if (away) {
            throw new CrmFailed(
                    "The CRM in memory was asked to " + call + ", but is away. A repeat helps when it is back.", true);
        }
    }

    @Override
    public synchronized List<Carried> carryOut(List<Errand> errands) {
        requireThere("carry something out");
        return errands.stream().map(this::carriedOut).toList();
    }

    private Carried carriedOut(Errand errand) {
        if (errand instanceof Errand.Show show) {
            return show(show.picture(), show.over());
        }
        if (errand instanceof Errand.Remark remark) {
            var entry = entries.get(remark.record());
            if (entry == null || entry.removed) {
                return new Carried.Gone(remark.record());
            }
            entry.remarks.putIfAbsent(remark.key(), remark.text());
        } else if (errand instanceof Errand.Notice notice) {
            notices.computeIfAbsent(notice.employee(), e -> new LinkedHashMap<>())
                    .put(notice.key(), notice.text());
        } else if (errand instanceof Errand.Give give) {
            jobs.putIfAbsent(give.key(), new Job(give.card(), give.employee(), give.text()));
        } else if (errand instanceof Errand.TakeBack back) {
            jobs.values().removeIf(j -> j.card().equals(back.card()));
        }
        return new Carried.Done();
    }

    private Carried show(Picture picture, boolean over) {
        if (!processes.containsKey(picture.card().process())) {
            return new Carried.Done();
        }
        var stage = shape.apply(picture.card().stage().name());
        var entry = entryOf(picture);
        if (entry == null && picture.record() != null) {
            return new Carried.Gone(picture.record());
        }
        if (entry == null) {
            entry = new Entry(String.valueOf(++count), picture.card().process(), stage);
            entries.put(entry.id, entry);
        } else if (picture.withStage() && !over && isMoved(entry, picture, stage)) {
            return new Carried.Differs(record(entry));
        }
        if (capabilities.ownFields()) {
            entry.card = picture.card().id();
            entry.operation = picture.operation();
        }
        if (picture.withStage()) {
            if (!entry.stage.equals(stage)) {
                entry.movedBy = CrmPerson.program("voronka");
                entry.movedAt = clock.instant();
            }
            entry.stage = stage;
            entry.stageWritten = capabilities.ownFields() ? stage : null;
        }
        entry.title = picture.card().header().title();
        if (picture.withOwner()) {
            var owner = picture.card().owner();
            entry.owner = owner != null && isUser(owner) ? owner : "";
        }
        write(entry, picture.values());
        changed(entry, CrmPerson.program("voronka"));
        return new Carried.Shown(entry.id, entry.stage, entry.values, entry.owner.isEmpty() ? null : entry.owner);
    }

    private boolean isUser(String employee) {
        return employees.isEmpty() || employees.contains(employee);
    }

    private static boolean isMoved(Entry entry, Picture picture, String target) {
        return !entry.stage.equals(target)
                && !entry.stage.equals(picture.stageThere())
                && !entry.stage.equals(entry.stageWritten);
    }

    private @Nullable Entry entryOf(Picture picture) {
        if (picture.record() != null) {
            var entry = entries.get(picture.record());
            return entry == null || entry.removed ? null : entry;
        }
        return capabilities.ownFields()
                ? entries.values().stream()
                        .filter(e -> !e.removed && picture.card().id().equals(e.card))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    private static void write(Entry entry, Map<String, String> values) {
        values.forEach((code, value) -> {
            if (value.isEmpty()) {
                entry.values.remove(code);
            } else {
                entry.values.put(code, value);
            }
        });
    }

    private void changed(Entry entry, CrmPerson by) {
        entry.change = ++count;
        entry.changedBy = by;
        entry.changedAt = clock.instant();
    }

    @Override
    public synchronized List<Found> read(List<String> records) {
        requireThere("read records");
        var found = new ArrayList<Found>();
        for (var id : records) {
            var entry = entries.get(id);
            found.add(
                    entry == null || entry.removed
                            ? new Found.Missing(id, entry == null ? null : entry.survivor)
                            : new Found.Present(record(entry)));
        }
        return found;
    }

    private CrmRecord record(Entry entry) {
        var isTold = capabilities.authorOfMove();
        var record = CrmRecord.of(entry.id, entry.process)
                .ours(entry.card, entry.stageWritten, entry.operation)
                .stage(entry.stage, entry.stage, standsFor(entry))
                .owner(entry.owner.isEmpty() || !isUser(entry.owner) ? null : entry.owner, entry.owner)
                .title(entry.title)
                .moved(isTold ? entry.movedBy : null, isTold ? entry.movedAt : null)
                .changed(isTold ? entry.changedBy : null, entry.changedAt);
        entry.values.forEach(record::value);
        return record.build();
    }

    private SortedSet<String> standsFor(Entry entry) {
        var stages = new TreeSet<String>();
        var process = processes.get(entry.process);
        if (process != null) {
            process.stages().stream()
                    .map(s -> s.stage())
                    .map(Stage::name)
                    .filter(s -> shape.apply(s).equals(entry.stage))
                    .forEach(stages::add);
        }
        return stages;
    }

    @Override
    public synchronized Changes changes(String since, int limit) {
        requireThere("tell what has changed");
        var from = since.isEmpty() ? 0 : Long.parseLong(since);
        var later = entries.values().stream()
                .filter(e -> !e.removed && e.change > from)
                .sorted(Comparator.comparingLong(e -> e.change))
                .toList();
        var page = later.subList(0, Math.min(limit, later.size()));
        var place = page.isEmpty() ? from : page.get(page.size() - 1).change;
        return new Changes(page.stream().map(this::record).toList(), String.valueOf(place), page.size() < later.size());
    }

    private Entry known(String record) {
        var entry = entries.get(record);
        if (entry == null || entry.removed) {
            throw new InvalidInput("The CRM in memory has no record " + record + ".");
        }
        return entry;
    }

    private CrmPerson person(String id) {
        return isUser(id) ? CrmPerson.employee(id, id) : CrmPerson.stranger(id);
    }

    /** A person drags a record to a stage, as it is called there. */
    public synchronized void drag(String record, String stage, String by) {
        var entry = known(record);
        entry.stage = stage;
        entry.movedBy = person(by);
        entry.movedAt = clock.instant();
        changed(entry, person(by));
    }

    /** A person fills a field in; an empty text clears it. */
    public synchronized void edit(String record, String field, String text, String by) {
        var entry = known(record);
        write(entry, Map.of(field, text));
        changed(entry, person(by));
    }

    /** A person makes somebody responsible. */
    public synchronized void reassign(String record, String to, String by) {
        var entry = known(record);
        entry.owner = to;
        changed(entry, person(by));
    }

    /** A person enters a new record; gives its id. */
    public synchronized String create(
            String process, String stage, String title, Map<String, String> values, String by) {
        var entry = new Entry(String.valueOf(++count), process, stage);
        entry.title = title;
        write(entry, values);
        changed(entry, person(by));
        entries.put(entry.id, entry);
        return entry.id;
    }

    /** A person makes a copy of a record, with all that stands in it; gives its id. */
    public synchronized String copy(String record, String by) {
        var from = known(record);
        var entry = new Entry(String.valueOf(++count), from.process, from.stage);
        entry.card = from.card;
        entry.stageWritten = from.stageWritten;
        entry.operation = from.operation;
        entry.owner = from.owner;
        entry.title = from.title;
        entry.values.putAll(from.values);
        changed(entry, person(by));
        entries.put(entry.id, entry);
        return entry.id;
    }

    /** A person removes a record. */
    public synchronized void remove(String record) {
        known(record).removed = true;
    }

    /** A person merges a record into another one. */
    public synchronized void merge(String gone, String into) {
        var entry = known(gone);
        entry.removed = true;
        entry.survivor = known(into).id;
    }

    /** The id of the card's record; fails if it has none. */
    public synchronized String recordOf(CardId card) {
        return entries.values().stream()
                .filter(e -> !e.removed && card.equals(e.card))
                .map(e -> e.id)
                .findFirst()
                .orElseThrow(() -> new InvalidInput("The CRM in memory has no record of card " + card + "."));
    }

    /** How many records there are. */
    public synchronized int size() {
        return (int) entries.values().stream().filter(e -> !e.removed).count();
    }

    /** What was remarked on a record, in order. */
    public synchronized List<String> remarks(String record) {
        return List.copyOf(known(record).remarks.values());
    }

    /** The texts of the open tasks of an employee. */
    public synchronized List<String> tasks(String employee) {
        return jobs.values().stream()
                .filter(j -> j.employee().equals(employee))
                .map(Job::text)
                .toList();
    }

    /** What an employee was told, in order. */
    public synchronized List<String> notices(String employee) {
        return List.copyOf(notices.getOrDefault(employee, Map.of()).values());
    }
}
