package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.crm.Carried;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Picture;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Shows cards as opportunities: whatever their number, one call reads, one makes, one writes and one reads what has come of
 * it; only where Tryton refuses that are they shown one by one. Not to be used by two threads at once.
 */
final class Showing {

    /** How often it is tried anew because somebody writes at the same time. */
    private static final int TRIES = 4;

    private final Opportunities opportunities;
    private final TrytonMapping mapping;
    private final TrytonStaff staff;
    private final TrytonParties parties;

    Showing(Opportunities opportunities, TrytonMapping mapping, TrytonStaff staff, TrytonParties parties) {
        this.opportunities = opportunities;
        this.mapping = mapping;
        this.staff = staff;
        this.parties = parties;
    }

    /** One that is to be shown, and what has become of it. */
    private static final class Task {
        private final Picture picture;
        private final boolean over;
        private @Nullable Carried carried;
        private @Nullable Integer shown;
        private @Nullable TrytonRefusal refusal;

        private Task(Errand.Show show) {
            this.picture = show.picture();
            this.over = show.over();
        }

        private boolean isOpen() {
            return carried == null && shown == null;
        }

        private String card() {
            return picture.card().id().toString();
        }

        private void failed(CrmFailed why) {
            carried = new Carried.Failed(why);
        }
    }

    /** Something that Tryton does for many tasks at once, or for one. */
    @FunctionalInterface
    private interface Call {
        void with(List<Task> tasks);
    }

    List<Carried> show(List<Errand.Show> shows) {
        var tasks = shows.stream().map(Task::new).toList();
        for (var task : tasks) {
            if (!task.picture.card().process().equals(mapping.process().code())) {
                // Nothing shows it here, and nothing is missing.
                task.carried = new Carried.Done();
            } else {
                requireFit(task);
            }
        }
        for (var i = 0; i < TRIES; i++) {
            var open = tasks.stream().filter(Task::isOpen).toList();
            if (open.isEmpty()) {
                break;
            }
            attempt(open);
        }
        readBack(tasks);
        return tasks.stream().map(Showing::answer).toList();
    }

    private static Carried answer(Task task) {
        if (task.carried != null) {
            return task.carried;
        }
        var refusal = task.refusal;
        return new Carried.Failed(
                refusal == null
                        ? new CrmFailed("Card " + task.card() + " could not be shown in Tryton; repeat it.", true)
                        : refusal.failed());
    }

    private void attempt(List<Task> open) {
        var ids = new ArrayList<Integer>();
        var cards = new ArrayList<String>();
        for (var task : open) {
            var record = task.picture.record();
            if (record == null) {
                cards.add(task.card());
            } else {
                TrytonCrm.id(record).ifPresent(ids::add);
            }
        }
        var found = opportunities.find(ids, cards);
        var byCard = new HashMap<String, Opportunities.Entry>();
        found.values().forEach(e -> byCard.put(String.valueOf(e.card()), e));
        var creates = new ArrayList<Task>();
        var writes = new LinkedHashMap<Task, Opportunities.Entry>();
        for (var task : open) {
            var record = task.picture.record();
            var entry = record == null
                    ? byCard.get(task.card())
                    : TrytonCrm.id(record).map(found::get).orElse(null);
            if (entry != null && task.picture.withStage() && !task.over && isMoved(entry, task.picture)) {
                task.carried = new Carried.Differs(opportunities.record(entry));
            } else if (entry != null) {
                writes.put(task, entry);
            } else if (record == null) {
                creates.add(task);
            } else {
                task.carried = new Carried.Gone(record);
            }
        }
        var known = parties(open);
        together(creates, some -> create(some, known));
        together(List.copyOf(writes.keySet()), some -> write(some, writes, known));
    }

    private Map<String, Integer> parties(List<Task> open) {
        var wanted = new TreeSet<String>();
        open.stream()
                .filter(Task::isOpen)
                .map(t -> party(t.picture))
                .filter(Objects::nonNull)
                .forEach(wanted::add);
        return parties.of(wanted);
    }

    /** The company, or else a contact; null if neither is known. */
    private static @Nullable String party(Picture picture) {
        var header = picture.card().header();
        var company = header.company();
        if (company != null) {
            return company;
        }
        return header.contacts().isEmpty() ? null : header.contacts().get(0).id();
    }

    /** Somebody has moved it since we have seen or written it last. */
    private boolean isMoved(Opportunities.Entry entry, Picture picture) {
        var state = entry.state();
        return !state.equals(mapping.state(picture.card().stage()))
                && !state.equals(picture.stageThere())
                && !state.equals(entry.stateWritten());
    }

    /** All at once; and if Tryton refuses, each by itself, so that one does not hinder the others. */
    private void together(List<Task> tasks, Call call) {
        if (tasks.isEmpty()) {
            return;
        }
        try {
            call.with(tasks);
        } catch (TrytonRefusal refused) {
            if (tasks.size() > 1) {
                tasks.forEach(t -> together(List.of(t), call));
            } else {
                refused(tasks.get(0), refused);
            }
        }
    }

    /** A refusal may come from what somebody does at the same time; what was refused twice is not tried again. */
    private void refused(Task task, TrytonRefusal refusal) {
        parties.forget();
        var before = task.refusal;
        task.refusal = refusal;
        if (before != null
                && before.kind() != TrytonRefusal.Kind.CONCURRENCY
                && refusal.kind() != TrytonRefusal.Kind.CONCURRENCY) {
            task.failed(refusal.failed());
        }
    }

    private void requireFit(Task task) {
        try {
            values(task.picture, true, Map.of());
        } catch (InvalidInput unfit) {
            task.failed(new CrmFailed(
                    "Card " + task.card() + " cannot be shown in Tryton. " + unfit.getMessage(), false, null, unfit));
        }
    }

    private void create(List<Task> tasks, Map<String, Integer> known) {
        var ids = opportunities.create(
                tasks.stream().map(t -> values(t.picture, true, known)).toList());
        for (var i = 0; i < tasks.size(); i++) {
            tasks.get(i).shown = ids.get(i);
        }
    }

    private void write(List<Task> tasks, Map<Task, Opportunities.Entry> entries, Map<String, Integer> known) {
        var values = new LinkedHashMap<Opportunities.Entry, Map<String, Object>>();
        for (var task : tasks) {
            var entry = Objects.requireNonNull(entries.get(task));
            // The same card twice: the later picture is the newer one, and what only the earlier one tells stays.
            values.computeIfAbsent(entry, e -> new HashMap<>()).putAll(values(task.picture, false, known));
        }
        opportunities.write(values);
        tasks.forEach(t -> t.shown = Objects.requireNonNull(entries.get(t)).id());
    }

    private Map<String, Object> values(Picture picture, boolean isNew, Map<String, Integer> known) {
        var card = picture.card();
        var values = new Values();
        values.put("voronka_card", card.id().toString());
        values.put("voronka_operation", picture.operation());
        values.put("description", card.header().title());
        values.put("amount", amount(picture));
        var party = party(picture);
        if (party != null) {
            values.put("party", known.get(party));
        }
        if (picture.withStage() || isNew) {
            var state = mapping.state(card.stage());
            values.put("state", state);
            values.put("voronka_state", state);
        }
        if (picture.withOwner() || isNew) {
            values.put("employee", staff.employee(card.owner()));
        }
        picture.values()
                .forEach((code, text) -> values.put(opportunities.name(code), opportunities.written(code, text)));
        return values.map;
    }

    private @Nullable Object amount(Picture picture) {
        var amount = picture.card().header().amount();
        if (amount == null) {
            return null;
        }
        if (!amount.currency().equals(opportunities.amountsAreIn())) {
            throw new InvalidInput("Its amount is in " + amount.currency() + ", but the company in Tryton counts in "
                    + opportunities.amountsAreIn() + ".");
        }
        return TrytonValues.decimal(amount.amount());
    }

    /** A map that takes null, by which Tryton clears a field. */
    private static final class Values {
        private final Map<String, Object> map = new HashMap<>();

        @SuppressWarnings("NullAway") // a field is cleared by null
        private void put(String field, @Nullable Object value) {
            map.put(field, value);
        }
    }

    private void readBack(List<Task> tasks) {
        var ids = tasks.stream().map(t -> t.shown).filter(Objects::nonNull).toList();
        var found = opportunities.read(ids);
        for (var task : tasks) {
            var id = task.shown;
            if (id == null) {
                continue;
            }
            var entry = found.get(id);
            if (entry == null) {
                task.carried = new Carried.Gone(String.valueOf(id));
            } else {
                var record = opportunities.record(entry);
                task.carried = new Carried.Shown(record.id(), record.stage(), record.values(), record.owner());
            }
        }
    }
}
