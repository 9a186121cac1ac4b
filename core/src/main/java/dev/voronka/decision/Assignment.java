package dev.voronka.decision;

import dev.voronka.RingStep;
import dev.voronka.StepsRing;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who gets a card and why.
 *
 * @param employee who
 * @param overflowed whether nobody could take it and it went by the overflow policy, such as to a head
 * @param considered those who were looked at: who could take it first, best first, then the others with what hinders them
 * @param step the turn of the ring; null if it was nobody's turn
 * @param counted what is counted for limits by day and month
 * @param offered to whom it is offered at once, best first; who accepts first has it. Empty means {@code employee} alone
 * @param heard what rules said, in order
 * @param way how it was found; null if the router does not say
 * @param rules how rules came to what they said; null if none were asked
 */
public record Assignment(
        String employee,
        boolean overflowed,
        List<Considered> considered,
        @Nullable RingStep step,
        List<RingStep> counted,
        List<String> offered,
        List<Heard> heard,
        @Nullable Way way,
        @Nullable Ruling rules)
        implements StepsRing, Ruled {

    /** Keeps unmodifiable copies. */
    public Assignment {
        considered = List.copyOf(considered);
        counted = List.copyOf(counted);
        offered = List.copyOf(offered);
        heard = List.copyOf(heard);
    }

    /** An assignment by a router that counts nothing and asks no rules. */
    public Assignment(String employee, boolean overflowed, List<Considered> considered, @Nullable RingStep step) {
        this(employee, overflowed, considered, step, List.of(), List.of(), List.of(), null, null);
    }

    /** How it was found. */
    public enum Way {
        /** The best of those who could take it. */
        RANKED("ranked"),
        /** A rule said who. */
        FORCED("forced"),
        /** A rule named a queue, and this is the best of its people. */
        QUEUE("queue"),
        /** Overflow: a head. */
        HEAD("head"),
        /** Overflow: who is on duty. */
        DUTY("duty"),
        /** Overflow: who of those who are not at work is back first. */
        FIRST_BACK("first-back");

        private final String code;

        Way(String code) {
            this.code = code;
        }

        /** The code of its text, {@code routing.way.<code>} in voronka's standard texts. */
        public String code() {
            return code;
        }
    }

    /**
     * One candidate.
     *
     * @param employee who
     * @param why why he or she was or was not taken
     * @param openCards how many cards he or she works on
     * @param args what fills the places of the reason's text
     */
    public record Considered(String employee, Why why, int openCards, List<String> args) {
        /** Keeps an unmodifiable copy. */
        public Considered {
            args = List.copyOf(args);
        }

        /** A reason whose text has no places. */
        public Considered(String employee, Why why, int openCards) {
            this(employee, why, openCards, List.of());
        }
    }

    /**
     * What a rule said.
     *
     * @param rule the rule's name
     * @param kind what it wanted
     * @param who an employee, or the name of a queue
     * @param points for a preference; 0 for the others
     * @param text why, in the rule's words
     * @param ignored what kept it from being followed; null if it was taken into account
     */
    public record Heard(
            String rule,
            Kind kind,
            String who,
            int points,
            String text,
            @Nullable Why ignored) {

        /** What a rule may want. */
        public enum Kind {
            /** Rather this one, or rather not. */
            PREFER("prefer"),
            /** Not this one. */
            VETO("veto"),
            /** This one and nobody else. */
            FORCE("force"),
            /** Somebody of this queue. */
            QUEUE("queue");

            private final String code;

            Kind(String code) {
                this.code = code;
            }

            /** The code of its text, {@code routing.heard.<code>} in voronka's standard texts. */
            public String code() {
                return code;
            }
        }
    }

    /** Why a candidate was or was not taken. Its text is {@code routing.<code>} in voronka's standard texts. */
    public enum Why {
        /** The best. */
        TAKEN("taken"),
        /** Could take it, but another one is better. */
        NOT_BEST("not-best"),
        /** Has had or declined it already. */
        HAD_IT("had-it"),
        /** Cannot sell this. */
        NO_SKILL("no-skill"),
        /** Is away. */
        AWAY("away"),
        /** Has as many cards as he or she can work on. */
        FULL("full"),
        /** Is in another team. */
        OTHER_TEAM("other-team"),
        /** Works in other territories. */
        OTHER_TERRITORY("other-territory"),
        /** Gets cards of other scores. */
        OTHER_SCORE("other-score"),
        /** Is not on duty. */
        OFF_DUTY("off-duty"),
        /** Does not work at this hour. */
        OFF_HOURS("off-hours"),
        /** Has got as many cards today as may be. */
        DAY_LIMIT("day-limit"),
        /** Has got as many cards this month as may be. */
        MONTH_LIMIT("month-limit"),
        /** A rule says that he or she must not get it. */
        VETOED("vetoed"),
        /** A rule says that another one, or another queue, must get it. */
        NOT_NAMED("not-named"),
        /** Could take it, but does not have the role. */
        OTHER_ROLE("other-role"),
        /** A rule names this one, but nobody of that name is known or works here. */
        UNKNOWN("unknown");

        private final String code;

        Why(String code) {
            this.code = code;
        }

        /** The code of its text. */
        public String code() {
            return code;
        }
    }

    /** To whom it is offered at once, best first: at least to the one who gets it. */
    public List<String> offeredTo() {
        return offered.isEmpty() ? List.of(employee) : offered;
    }

    /** The explanation for a reader: who gets it and how that was found, what rules said, why the others did not. */
    public List<String> explain(Locale language) {
        return new Explanation(this, language).lines();
    }

    @Override
    public Optional<RingStep> ringStep() {
        return Optional.ofNullable(step);
    }

    @Override
    public List<RingStep> ringSteps() {
        return Stream.concat(ringStep().stream(), counted.stream()).toList();
    }

    /** The same, as rules came to it. */
    public Assignment ruled(@Nullable Ruling how) {
        return new Assignment(employee, overflowed, considered, step, counted, offered, heard, way, how);
    }

    @Override
    public Optional<Ruling> ruling() {
        return Optional.ofNullable(rules);
    }

    @Override
    public Assignment withoutRuling() {
        return rules == null ? this : ruled(null);
    }
}
