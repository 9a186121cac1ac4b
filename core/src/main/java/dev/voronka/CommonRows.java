package dev.voronka;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The rows that every process has. */
final class CommonRows {

    /** How often a card may be reopened. Source: processes.md, conventions. */
    static final int REOPENINGS = 2;

    /** How long after its fail a card may be reopened, in days of 24 hours. Source: processes.md, conventions. */
    static final Duration REOPENABLE = Duration.ofDays(90);

    private static final Guard<Object, Object> NOT_ON_HOLD =
            Guard.of("card-is-not-on-hold", s -> !s.card().isOnHold());
    private static final Guard<Object, Object> ON_HOLD =
            Guard.of("card-is-on-hold", s -> s.card().isOnHold());
    private static final Guard<Object, CommonTrigger.Fail> COMMENT_IS_FILLED =
            Guard.of("comment-is-filled", s -> !s.trigger().comment().isBlank());
    private static final Guard<Object, CommonTrigger.Hold> HOLD_ENDS_IN_FUTURE =
            Guard.of("hold-ends-in-future", s -> s.trigger().until().isAfter(s.now()));
    private static final Guard<Object, Object> FAILED_NOT_LONG_AGO = Guard.of("failed-not-long-ago", s -> {
        var failure = s.card().failure();
        return failure != null && !s.now().isAfter(failure.at().plus(REOPENABLE));
    });
    private static final Guard<Object, Object> ACTOR_HEADS_THE_OWNER = Guard.of("actor-heads-the-owner", s -> {
        var head = s.answer(HeadOf.class).employee();
        return head == null || head.equals(s.actor().id()) || s.actor().is(Role.DIRECTOR);
    });

    private CommonRows() {}

    static <D> Guard<D, Object> notOnHold() {
        return RowBuilder.widened(NOT_ON_HOLD);
    }

    static <D> List<Row<D>> ofActive(Stage stage, List<Sketch.FailOption<D>> fails, @Nullable Stage proceedsTo) {
        var rows = new ArrayList<Row<D>>();
        if (proceedsTo != null) {
            rows.add(row(stage, CommonTrigger.Proceed.class, "proceed", List.of(notOnHold()), proceedsTo));
        }
        for (var fail : fails) {
            var guards = new ArrayList<Guard<D, Object>>();
            guards.add(RowBuilder.widened(COMMENT_IS_FILLED));
            guards.addAll(fail.guards());
            rows.add(row(stage, CommonTrigger.Fail.class, "fail:" + fail.stage().name(), guards, fail.stage()));
        }
        rows.add(row(stage, CommonTrigger.Hold.class, "hold", List.of(RowBuilder.widened(HOLD_ENDS_IN_FUTURE)), null));
        rows.add(row(stage, CommonTrigger.Resume.class, "resume", List.of(RowBuilder.widened(ON_HOLD)), null));
        rows.add(row(stage, CommonTrigger.Reassign.class, "reassign", List.of(), null));
        rows.add(row(stage, CommonTrigger.Amend.class, "amend", List.of(), null));
        return rows;
    }

    static <D> Row<D> reopen(Stage fail, Stage into, UnaryOperator<D> change) {
        return new Row<>(
                fail,
                "reopen",
                "reopen",
                CommonTrigger.Reopen.class,
                true,
                List.of(Role.HEAD, Role.LEAD_HEAD, Role.DIRECTOR),
                false,
                List.of(new Consult<>(
                        HeadOf.class, s -> new HeadOf.Asked(s.card().owner()))),
                List.of(RowBuilder.widened(FAILED_NOT_LONG_AGO), RowBuilder.widened(ACTOR_HEADS_THE_OWNER)),
                List.of(new Step.Change<>(s -> change.apply(s.data()))),
                REOPENINGS,
                List.of(new Branch<>(null, List.of(), into, false)),
                null);
    }

    private static <D> Row<D> row(
            Stage stage,
            Class<? extends CommonTrigger> payload,
            String event,
            List<Guard<D, Object>> guards,
            @Nullable Stage to) {
        return new Row<>(
                stage,
                Codes.of(payload),
                event,
                payload,
                true,
                List.of(),
                false,
                List.of(),
                guards,
                List.of(),
                0,
                List.of(new Branch<>(null, List.of(), to, false)),
                null);
    }
}
