package dev.voronka.bitrix;

import dev.voronka.SalesProcess;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.BitrixFailed;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.User;
import dev.voronka.bitrix.mapping.BoundMapping;
import dev.voronka.bitrix.mapping.FieldOwner;
import dev.voronka.bitrix.mapping.FieldSource;
import dev.voronka.crm.Carried;
import dev.voronka.crm.Changes;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmCapabilities;
import dev.voronka.crm.CrmField;
import dev.voronka.crm.Errand;
import dev.voronka.crm.Found;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A Bitrix24 portal behind the CRM port: cards are leads, deals and items of smart processes, as a mapping says. Thread-safe.
 *
 * <p>It knows no conditional write and no idempotent creation: an item is looked for by the card's id before it is made, and
 * a write is decided on what was read just before. Give it to one voronka; its nodes take turns by themselves.
 */
public final class BitrixCrm implements Crm {

    private static final CrmCapabilities CAPABILITIES =
            new CrmCapabilities(true, true, false, false, true, true, false, true, true, true);

    private final String system;
    private final Talk talk;
    private final Items items;
    private final Shows shows;
    private final Remarks remarks;
    private final Sweep sweep;
    private final Map<String, String> names = new ConcurrentHashMap<>();

    private BitrixCrm(String system, BitrixClient client, BoundMapping bound, Clock clock, long ownUser) {
        this.system = system;
        this.talk = new Talk(client, bound, new ItemReader(bound, ownUser), clock);
        this.items = new Items(talk);
        this.shows = new Shows(talk, new ItemWriter(bound), items);
        this.remarks = new Remarks(talk, items);
        this.sweep = new Sweep(talk);
    }

    /**
     * A portal that was provisioned for a mapping. Asks once who we are there, so that our own moves are told from those of
     * persons.
     *
     * @param client calls the portal
     * @param mapping what is what there, with the portal's numbers
     * @throws dev.voronka.crm.CrmFailed if the portal cannot be asked
     */
    public static BitrixCrm on(BitrixClient client, BoundMapping mapping) {
        return on(client, mapping, Clock.systemUTC());
    }

    /** The same with another clock. */
    public static BitrixCrm on(BitrixClient client, BoundMapping mapping, Clock clock) {
        try {
            var own = User.of(client.call(Call.of("user.current", Map.of())).result());
            return new BitrixCrm("bitrix24", client, mapping, clock, own.id());
        } catch (BitrixFailed failed) {
            throw Failures.told(failed, clock);
        }
    }

    /** The same under another code, for a second portal: {@code [a-z][a-z0-9-]{1,39}}. */
    public BitrixCrm named(String otherSystem, BitrixClient client, long ownUser) {
        return new BitrixCrm(otherSystem, client, talk.bound(), Clock.systemUTC(), ownUser);
    }

    @Override
    public String system() {
        return system;
    }

    @Override
    public CrmCapabilities capabilities() {
        return CAPABILITIES;
    }

    /** Three requests: one that looks for the items, and two that write 50 each. */
    @Override
    public int atOnce() {
        return 2 * Talk.PAGE;
    }

    /** Without those that somebody has deleted in the portal, until they are there again. */
    @Override
    public List<CrmField> fields(SalesProcess<?, ?> process) {
        var fields = new ArrayList<CrmField>();
        for (var bound : talk.bound().fields(process.code())) {
            if (talk.reader().isMissing(process.code(), bound)) {
                continue;
            }
            var owner = owner(bound.field().owner());
            var source = bound.field().source();
            if (source instanceof FieldSource.Custom custom) {
                fields.add(CrmField.custom(custom.code(), owner));
            } else if (source instanceof FieldSource.Path data) {
                fields.add(CrmField.data(data.path(), owner, data.path()));
            } else if (source instanceof FieldSource.Report report) {
                fields.add(CrmField.report(report.code()));
            }
        }
        return fields;
    }

    private static CrmField.Owner owner(FieldOwner owner) {
        return switch (owner) {
            case OURS -> CrmField.Owner.OURS;
            case THEIRS -> CrmField.Owner.THEIRS;
            case LATEST -> CrmField.Owner.LATEST;
        };
    }

    @Override
    public List<Carried> carryOut(List<Errand> errands) {
        var toShow = new LinkedHashMap<Integer, Errand.Show>();
        var toRemark = new LinkedHashMap<Integer, Errand.Remark>();
        var toTell = new LinkedHashMap<Integer, Errand.Notice>();
        var toGive = new LinkedHashMap<Integer, Errand.Give>();
        var done = new HashMap<Integer, Carried>();
        for (var i = 0; i < errands.size(); i++) {
            var errand = errands.get(i);
            if (errand instanceof Errand.Show show) {
                toShow.put(i, show);
            } else if (errand instanceof Errand.Remark remark) {
                toRemark.put(i, remark);
            } else if (errand instanceof Errand.Notice notice) {
                toTell.put(i, notice);
            } else if (errand instanceof Errand.Give give) {
                toGive.put(i, give);
            } else if (errand instanceof Errand.TakeBack back) {
                done.put(i, remarks.takeBack(back));
            }
        }
        if (!toShow.isEmpty()) {
            done.putAll(shows.show(toShow));
        }
        if (!toRemark.isEmpty()) {
            done.putAll(remarks.remark(toRemark));
        }
        if (!toTell.isEmpty()) {
            done.putAll(remarks.tell(toTell));
        }
        if (!toGive.isEmpty()) {
            done.putAll(remarks.give(toGive));
        }
        var all = new ArrayList<Carried>();
        for (var i = 0; i < errands.size(); i++) {
            all.add(Objects.requireNonNull(done.get(i), "every errand has an answer"));
        }
        return all;
    }

    @Override
    public List<Found> read(List<String> records) {
        return items.read(records);
    }

    @Override
    public Changes changes(String since, int limit) {
        return sweep.changes(since);
    }

    /** Asked of the portal once for each employee. */
    @Override
    public Optional<String> nameOf(String employee) {
        return Optional.of(names.computeIfAbsent(employee, this::asked)).filter(n -> !n.isEmpty());
    }

    private String asked(String employee) {
        var user = talk.bound().mapping().userOf(employee);
        if (user.isEmpty()) {
            return "";
        }
        var found =
                talk.one(Call.of("user.get", Map.of("ID", user.getAsLong()))).values();
        return found.isEmpty()
                ? ""
                : (User.of(found.iterator().next()).name() + " "
                                + User.of(found.iterator().next()).lastName())
                        .strip();
    }
}
