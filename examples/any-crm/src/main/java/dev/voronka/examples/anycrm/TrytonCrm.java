package dev.voronka.examples.anycrm;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.crm.Carried;
import dev.voronka.crm.Changes;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmCapabilities;
import dev.voronka.crm.CrmFailed;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Tryton behind voronka's port: a card is an opportunity, its owner an employee, its company a party, a remark a note. Needs
 * Tryton's module {@code sale_opportunity}, and our module {@code voronka} that adds fields. Thread-safe.
 */
public final class TrytonCrm implements Crm {

    /**
     * A state of an opportunity stands for several of our stages, and success is one state. A write fails if the record was
     * changed since it was read; a card and a remark are there once. Who moves an opportunity is noted by the server from
     * the user of the session, whatever client it came by: that proves whose login it was, not who sat there. There are no
     * tasks and no messages to employees in these modules.
     */
    private static final CrmCapabilities CAPABILITIES = new CrmCapabilities(
            /* ownStages */ false,
            /* ownFields */ true,
            /* conditionalUpdate */ true,
            /* idempotentCreate */ true,
            /* changeFeed */ true,
            /* authorOfMove */ true,
            /* manySuccess */ false,
            /* comments */ true,
            /* tasks */ false,
            /* notices */ false);

    private final TrytonMapping mapping;
    private final TrytonStaff staff;
    private final Opportunities opportunities;
    private final Showing showing;
    private final Notes notes;
    private final TrytonFeed feed;

    private TrytonCrm(TrytonClient client, TrytonMapping mapping, TrytonStaff staff, UnaryOperator<String> nameOf) {
        this.mapping = mapping;
        this.staff = staff;
        this.opportunities = new Opportunities(client, mapping, staff);
        this.showing = new Showing(opportunities, mapping, staff, new TrytonParties(client, nameOf));
        this.notes = new Notes(client, opportunities);
        this.feed = new TrytonFeed(opportunities);
    }

    /**
     * A Tryton. Nothing is asked before the first use.
     *
     * @param logins the login in Tryton of each of our employees, by our id
     * @param nobody the code of the party of the employee who answers for opportunities without an owner, because Tryton
     *     wants one beyond the state "lead"; empty if there is none
     * @param nameOf what a company or contact is called, by our id, when a party is made for it
     */
    public static TrytonCrm of(
            TrytonLogin login,
            TrytonMapping mapping,
            Map<String, String> logins,
            String nobody,
            UnaryOperator<String> nameOf) {
        return of(new TrytonClient(login), mapping, logins, nobody, nameOf);
    }

    static TrytonCrm of(
            TrytonClient client,
            TrytonMapping mapping,
            Map<String, String> logins,
            String nobody,
            UnaryOperator<String> nameOf) {
        return new TrytonCrm(client, mapping, new TrytonStaff(client, logins, nobody), nameOf);
    }

    @Override
    public String system() {
        return "tryton";
    }

    @Override
    public CrmCapabilities capabilities() {
        return CAPABILITIES;
    }

    @Override
    public List<CrmField> fields(SalesProcess<?, ?> process) {
        return process.code().equals(mapping.process().code()) ? mapping.fields() : List.of();
    }

    /** The number of an opportunity; empty if the text is none. */
    static Optional<Integer> id(String record) {
        try {
            return Optional.of(Integer.parseInt(record)).filter(id -> id > 0);
        } catch (NumberFormatException none) {
            return Optional.empty();
        }
    }

    /** Neighbours of one kind go together; the order of kinds stays. */
    @Override
    public synchronized List<Carried> carryOut(List<Errand> errands) {
        var carried = new ArrayList<Carried>();
        while (carried.size() < errands.size()) {
            var rest = errands.subList(carried.size(), errands.size());
            var shows = leading(rest, Errand.Show.class);
            var remarks = leading(rest, Errand.Remark.class);
            if (!shows.isEmpty()) {
                carried.addAll(told(() -> showing.show(shows)));
            } else if (!remarks.isEmpty()) {
                carried.addAll(told(() -> notes.remark(remarks)));
            } else {
                carried.add(new Carried.Failed(new CrmFailed(
                        "Tryton has neither tasks nor messages to employees, as its capabilities say; " + rest.get(0)
                                + " needs another handler.",
                        false)));
            }
        }
        return carried;
    }

    private static <E extends Errand> List<E> leading(List<Errand> errands, Class<E> kind) {
        return errands.stream().takeWhile(kind::isInstance).map(kind::cast).toList();
    }

    /** Asks Tryton; what it refuses as a whole has failed as a whole. */
    private static <X> X told(java.util.function.Supplier<X> question) {
        try {
            return question.get();
        } catch (TrytonRefusal refused) {
            throw refused.failed();
        }
    }

    @Override
    public List<Found> read(List<String> records) {
        var ids = new ArrayList<Integer>();
        records.forEach(r -> id(r).ifPresent(ids::add));
        return told(() -> {
            var there = opportunities.read(ids);
            var found = new ArrayList<Found>();
            for (var record : records) {
                var entry = id(record).map(there::get);
                found.add(
                        entry.isPresent()
                                ? new Found.Present(opportunities.record(entry.get()))
                                : new Found.Missing(record, null));
            }
            return found;
        });
    }

    @Override
    public Changes changes(String since, int limit) {
        if (limit < 1) {
            throw new InvalidInput("At least 1 change is asked for at once, but here are " + limit + ".");
        }
        return told(() -> {
            staff.refresh();
            return feed.changes(since, limit);
        });
    }

    @Override
    public Optional<String> nameOf(String employee) {
        return staff.name(employee);
    }
}
