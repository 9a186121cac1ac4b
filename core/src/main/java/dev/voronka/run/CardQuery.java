package dev.voronka.run;

import static dev.voronka.run.Funnel.required;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.store.Criteria;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Which cards of a funnel are looked for. Immutable; each verb narrows the query. */
public final class CardQuery {

    private final Criteria criteria;
    private final @Nullable String team;

    private CardQuery(Criteria criteria) {
        this(criteria, null);
    }

    private CardQuery(Criteria criteria, @Nullable String team) {
        this.criteria = criteria;
        this.team = team;
    }

    private CardQuery with(Criteria narrower) {
        return new CardQuery(narrower, team);
    }

    /** All cards, ended ones too. */
    public static CardQuery all() {
        return new CardQuery(Criteria.ALL);
    }

    /** Cards whose way is not over. */
    public static CardQuery open() {
        return new CardQuery(Criteria.ALL.open());
    }

    /**
     * Cards in one of these stages.
     *
     * @throws InvalidInput if none is named
     */
    public static CardQuery inStage(Stage... stages) {
        if (stages.length == 0) {
            throw new InvalidInput("inStage() names no stage; name one, or say CardQuery.all().");
        }
        return new CardQuery(
                Criteria.ALL.stages(Arrays.stream(stages).map(Stage::name).collect(Collectors.toSet())));
    }

    /** For which this employee answers. */
    public CardQuery ownedBy(String employee) {
        return with(criteria.owner(text("employee", employee)));
    }

    /**
     * For which somebody in this team answers, by the directory at the time of the query; those who have left the company
     * included. A team with nobody in it has no cards.
     */
    public CardQuery ofTeam(String code) {
        return new CardQuery(criteria, text("team", code));
    }

    /** Whose stage should be left before this moment. */
    public CardQuery dueBefore(Instant moment) {
        return with(criteria.dueBefore(required("moment", moment)));
    }

    /** Of this line of business. */
    public CardQuery direction(String code) {
        return with(criteria.direction(text("code", code)));
    }

    /** Of this company. */
    public CardQuery company(String id) {
        return with(criteria.company(text("id", id)));
    }

    /**
     * That this record of another system belongs to: one card or none.
     *
     * @param system the other system's code
     * @param id the record's id there
     */
    public CardQuery external(String system, String id) {
        return with(criteria.external(new Criteria.External(text("system", system), text("id", id))));
    }

    /** With this in the title, in any case. */
    public CardQuery titled(String part) {
        return with(criteria.titlePart(text("part", part)));
    }

    /** With this value in a custom field. */
    public CardQuery field(String code, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(criteria.fields());
        fields.put(text("code of a custom field", code), checked(required("value of a custom field", value)));
        return with(criteria.fields(fields));
    }

    /**
     * Behind the cards of a page.
     *
     * @param key what {@link Page#next} gave for the same query
     * @throws InvalidInput if it is no such key
     */
    public CardQuery after(String key) {
        return with(criteria.after(Page.place(required("key", key))));
    }

    /**
     * At most so many; 1000 if not said.
     *
     * @throws InvalidInput if that is less than 1
     */
    public CardQuery limit(int most) {
        if (most < 1) {
            throw new InvalidInput("A query's limit is at least 1, but is " + most + ".");
        }
        return with(criteria.limit(most));
    }

    private static Object checked(Object value) {
        return value instanceof String typed ? text("value of a custom field", typed) : value;
    }

    /** Databases differ in what they make of text that none could keep. */
    private static String text(String what, String given) {
        var flaw = Given.flaw(required(what, given));
        if (flaw != null) {
            throw new InvalidInput("The " + what + " that a query looks for " + flaw + ".");
        }
        return given;
    }

    Criteria in(SalesProcess<?, ?> process, Directory people) {
        process.checkFields(criteria.fields());
        var here = criteria.process(process.code());
        return team == null ? here : here.owners(owners(team, people));
    }

    private Set<String> owners(String code, Directory people) {
        var asked = criteria.owners();
        return people.inTeam(code).stream()
                .map(Employee::id)
                .filter(id -> asked == null || asked.contains(id))
                .collect(Collectors.toSet());
    }
}
