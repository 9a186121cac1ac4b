package dev.voronka.store;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruled;
import dev.voronka.decision.Ruling;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * How decisions are written to the log, and read again by a voronka whose facts may have changed since. Thread-safe.
 *
 * <p>Facts and answer are the records that {@link Ruling#facts} names. Facts of another form than today's are read all the
 * same: what they tell beyond is passed over, what they do not tell is empty or 0, and they are marked.
 */
public final class DecisionForm {

    /** The types of a kind's facts and answer. */
    private record Talk(Class<?> facts, Class<?> answer) {}

    private static final Type FIRED = Generic.of(List.class, Ruling.Fired.class);

    private static final Map<String, Talk> KINDS = Map.of(
            Ruling.QUALIFY,
            new Talk(LeadFacts.class, Qualification.class),
            Ruling.ROUTE,
            new Talk(RoutingRules.Question.class, Assignment.class),
            Ruling.ESCALATE,
            new Talk(Escalation.class, Escalator.Answer.class),
            Ruling.APPROVE,
            new Talk(ApprovalPolicy.Asked.class, ApprovalPolicy.Required.class));

    private final Codec codec;

    /** Values become text by this codec. */
    public DecisionForm(Codec codec) {
        this.codec = codec;
    }

    /**
     * A line of the log, not written yet.
     *
     * @param move the number of the move; for a rung that moves nothing, the card's version
     * @param rung the code of the rung; empty if it is none
     * @param given an answer with a ruling
     * @throws InvalidInput if facts or answer cannot be written so that they could be read again
     */
    public DecisionLine line(CardId card, String process, long move, String rung, Instant at, Ruled given) {
        var ruling = given.ruling()
                .orElseThrow(() -> new InvalidInput("Only what rules have decided is logged, and this has no ruling."));
        return new DecisionLine(
                0,
                card,
                process,
                move,
                rung,
                ruling.kind(),
                at,
                ruling.book(),
                Vocabulary.of(ruling.facts().getClass()),
                codec.text(ruling.facts()),
                codec.text(given.withoutRuling()),
                codec.text(ruling.fired()));
    }

    /** What {@link #line} has made, as it was written. */
    public LoggedDecision read(DecisionLine line) {
        var talk = KINDS.get(line.kind());
        var older = talk != null && !Vocabulary.of(talk.facts()).equals(line.vocabulary());
        return new LoggedDecision(
                new DecisionQuery.Place(line.at(), line.number()).key(),
                line.card(),
                line.process(),
                line.move(),
                line.rung(),
                line.kind(),
                line.at(),
                line.book(),
                older,
                talk == null ? null : said(line.facts(), talk.facts()),
                line.facts(),
                talk == null ? null : said(line.answer(), talk.answer()),
                line.answer(),
                fired(line.fired()));
    }

    /** A line for a file: one JSON object without line breaks, with facts and answer as they are. */
    public String json(DecisionLine line) {
        var all = new TreeMap<String, Object>();
        all.put("number", line.number());
        all.put("card", line.card());
        all.put("process", line.process());
        all.put("move", line.move());
        all.put("rung", line.rung());
        all.put("kind", line.kind());
        all.put("at", line.at());
        all.put("book", line.book());
        all.put("vocabulary", line.vocabulary());
        all.put("facts", codec.read(line.facts(), Object.class));
        all.put("answer", codec.read(line.answer(), Object.class));
        all.put("fired", codec.read(line.fired(), Object.class));
        return codec.text(all);
    }

    /**
     * What {@link #json} has made.
     *
     * @throws InvalidInput if the text is no such line
     */
    public DecisionLine line(String json) {
        if (!(codec.read(json, Object.class) instanceof Map<?, ?> all)) {
            throw new InvalidInput("This is no line of the log of decisions: it is no JSON object.");
        }
        return new DecisionLine(
                part(all, "number", Long.class),
                part(all, "card", CardId.class),
                part(all, "process", String.class),
                part(all, "move", Long.class),
                part(all, "rung", String.class),
                part(all, "kind", String.class),
                part(all, "at", Instant.class),
                part(all, "book", String.class),
                part(all, "vocabulary", String.class),
                text(all, "facts"),
                text(all, "answer"),
                text(all, "fired"));
    }

    private <X> X part(Map<?, ?> all, String name, Class<X> type) {
        return codec.read(text(all, name), type);
    }

    private String text(Map<?, ?> all, String name) {
        var held = all.get(name);
        if (held == null) {
            throw new InvalidInput("This is no line of the log of decisions: it has no \"" + name + "\".");
        }
        return codec.text(held);
    }

    private @Nullable Object said(String json, Class<?> type) {
        try {
            return codec.read(json, type, Reading.LENIENT);
        } catch (InvalidInput incomplete) {
            return filled(json, type);
        }
    }

    private @Nullable Object filled(String json, Class<?> type) {
        try {
            var filled = Vocabulary.filled(codec.read(json, Object.class), type);
            return codec.read(codec.text(filled), type, Reading.LENIENT);
        } catch (InvalidInput unreadable) {
            return null;
        }
    }

    @SuppressWarnings("unchecked") // a codec reads what it is asked for
    private List<Ruling.Fired> fired(String json) {
        try {
            return (List<Ruling.Fired>) codec.read(json, FIRED, Reading.LENIENT);
        } catch (InvalidInput unreadable) {
            return List.of();
        }
    }
}
