package dev.voronka.run;

import static dev.voronka.run.Funnel.required;

import dev.voronka.InvalidInput;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.store.Criteria;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Which cards of a funnel are looked for. Immutable; each verb narrows the query. */
public final class CardQuery {

    private final Criteria criteria;

    private CardQuery(Criteria criteria) {
        this.criteria = criteria;
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
        return new CardQuery(criteria.owner(required("employee", employee)));
    }

    /** Whose stage should be left before this moment. */
    public CardQuery dueBefore(Instant moment) {
        return new CardQuery(criteria.dueBefore(required("moment", moment)));
    }

    /** Of this line of business. */
    public CardQuery direction(String code) {
        return new CardQuery(criteria.direction(required("code", code)));
    }

    /** Of this company. */
    public CardQuery company(String id) {
        return new CardQuery(criteria.company(required("id", id)));
    }

    /** With this in the title, in any case. */
    public CardQuery titled(String part) {
        return new CardQuery(criteria.titlePart(required("part", part)));
    }

    /** With this value in a custom field. */
    public CardQuery field(String code, Object value) {
        Map<String, Object> fields = new LinkedHashMap<>(criteria.fields());
        fields.put(code, value);
        return new CardQuery(criteria.fields(fields));
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
        return new CardQuery(criteria.limit(most));
    }

    Criteria in(SalesProcess<?, ?> process) {
        process.checkFields(criteria.fields());
        return criteria.process(process.code());
    }
}
