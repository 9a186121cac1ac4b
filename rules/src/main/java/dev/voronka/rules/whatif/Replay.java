package dev.voronka.rules.whatif;

import dev.voronka.VoronkaException;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Assignment;
import dev.voronka.decision.Assignment.Heard;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.RoutingRules.Advice;
import dev.voronka.decision.RoutingRules.Question;
import dev.voronka.decision.RoutingRules.Say;
import dev.voronka.decision.Ruled;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Ruling.Fired;
import dev.voronka.rules.whatif.Label.Sort;
import dev.voronka.rules.whatif.Replayed.Mark;
import dev.voronka.rules.whatif.Replayed.Status;
import dev.voronka.rules.whatif.Replayed.Why;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Decides stored decisions once more, by the book before and by the one after. For one thread. */
final class Replay {

    /** Rules are told of at most so many candidates. Source: design.md, 6. */
    static final int MOST_CANDIDATES = 200;

    private final @Nullable BookThen before;
    private final BookThen after;

    /** Without a book before, what was decided then is taken as it is. */
    Replay(@Nullable BookThen before, BookThen after) {
        this.before = before;
        this.after = after;
    }

    Replayed of(LoggedDecision decision) {
        return new One(decision).replayed();
    }

    /** A book did not come to a decision. */
    private static final class Broken extends RuntimeException {
        private static final long serialVersionUID = 1L;
        private final transient Why why;

        Broken(Why why, RuntimeException cause) {
            super(why.code(), cause);
            this.why = why;
        }
    }

    /** What a book says, without its ruling. */
    private record Said<A>(A answer, List<Fired> fired) {}

    /** What rules said in routing, and what they left to the router by it. */
    private record Advised(Choice choice, List<Heard> heard, List<Fired> fired) {}

    /** One decision on its way. */
    private final class One {
        private final LoggedDecision decision;
        private final Set<Mark> marks = EnumSet.noneOf(Mark.class);

        One(LoggedDecision decision) {
            this.decision = decision;
            if (decision.older()) {
                marks.add(Mark.OLDER);
            }
        }

        Replayed replayed() {
            try {
                return switch (decision.kind()) {
                    case Ruling.QUALIFY ->
                        decided(
                                LeadFacts.class,
                                Qualification.class,
                                (book, facts) -> book.qualified(facts, decision.at()),
                                (facts, answer) -> Result.of(answer));
                    case Ruling.ESCALATE ->
                        decided(
                                Escalation.class,
                                Escalator.Answer.class,
                                (book, facts) -> book.escalated(facts, decision.at()),
                                Result::of);
                    case Ruling.APPROVE ->
                        decided(
                                ApprovalPolicy.Asked.class,
                                ApprovalPolicy.Required.class,
                                (book, facts) -> book.required(facts, decision.at()),
                                (facts, answer) -> Result.of(answer));
                    case Ruling.ROUTE -> routed();
                    default -> notReplayed(Why.of("other-kind", decision.kind()));
                };
            } catch (Broken broken) {
                return Replayed.none(decision, Status.FAILED, marks, broken.why);
            }
        }

        private Replayed notReplayed(Why why) {
            return Replayed.none(decision, Status.NOT_REPLAYED, marks, why);
        }

        private <F, A extends Ruled> Replayed decided(
                Class<F> factsType,
                Class<A> answerType,
                BiFunction<BookThen, F, A> asked,
                BiFunction<F, A, Result> result) {
            var facts = decision.facts(factsType).orElse(null);
            if (facts == null) {
                return notReplayed(Why.of("facts-unread"));
            }
            Function<BookThen, Said<A>> ask = book -> {
                var answer = asked(book, b -> asked.apply(b, facts));
                return new Said<>(
                        answerType.cast(answer.withoutRuling()),
                        answer.ruling().map(Ruling::fired).orElse(List.of()));
            };
            var then = decision.answer(answerType).map(a -> new Said<>(a, decision.fired()));
            var was = before == null ? then : Optional.of(ask.apply(before));
            if (was.isEmpty()) {
                return notReplayed(Why.of("answer-unread"));
            }
            compare(then, was.get());
            var would = ask.apply(after);
            return compared(
                    result.apply(facts, was.get().answer()),
                    result.apply(facts, would.answer()),
                    was.get().fired(),
                    would.fired(),
                    was.get().equals(would));
        }

        private Replayed routed() {
            var question = decision.facts(Question.class).map(this::cut).orElse(null);
            if (question == null) {
                return notReplayed(Why.of("facts-unread"));
            }
            var ranked = question.candidates().stream()
                    .map(RoutingRules.Candidate::employee)
                    .toList();
            var stored = decision.answer(Assignment.class);
            var then = stored.map(s -> new Advised(
                    Choice.heard(s.heard(), ranked),
                    s.heard().stream().map(Replay::unheeded).toList(),
                    decision.fired()));
            var was = before == null ? then : Optional.of(advised(before, question, ranked));
            if (was.isEmpty()) {
                return notReplayed(Why.of("answer-unread"));
            }
            compare(then, was.get());
            var would = advised(after, question, ranked);
            Function<Choice, Label> holder = choice -> then.filter(
                            t -> choice.keeps(t.choice(), stored.orElseThrow().employee()))
                    .map(t -> new Label(Sort.EMPLOYEE, stored.orElseThrow().employee()))
                    .orElseGet(choice::holder);
            return compared(
                    Result.of(holder.apply(was.get().choice())),
                    Result.of(holder.apply(would.choice())),
                    was.get().fired(),
                    would.fired(),
                    was.get().heard().equals(would.heard()) && was.get().fired().equals(would.fired()));
        }

        private Question cut(Question question) {
            if (question.candidates().size() <= MOST_CANDIDATES) {
                return question;
            }
            marks.add(Mark.CUT);
            return new Question(
                    question.process(),
                    question.direction(),
                    question.stage(),
                    question.role(),
                    question.skill(),
                    question.region(),
                    question.source(),
                    question.amount(),
                    question.score(),
                    question.candidates().subList(0, MOST_CANDIDATES));
        }

        private Advised advised(BookThen book, Question question, List<String> ranked) {
            var advice = asked(book, b -> b.advised(question, decision.at()));
            var ruling = advice.ruling();
            return new Advised(Choice.of(advice, ranked), heard(advice), ruling == null ? List.of() : ruling.fired());
        }

        private <A> A asked(BookThen book, Function<BookThen, A> question) {
            try {
                return question.apply(book);
            } catch (VoronkaException told) {
                throw new Broken(Why.of("failed", book.version(), String.valueOf(told.getMessage())), told);
            } catch (RuntimeException thrown) {
                throw new Broken(
                        Why.of("failed", book.version(), thrown.getClass().getName()), thrown);
            }
        }

        /** Whether the book that has decided it decides the same now. */
        private <A> void compare(Optional<A> then, A now) {
            if (before == null || !decision.book().equals(before.version())) {
                return;
            }
            if (then.isEmpty()) {
                marks.add(Mark.ANSWER_UNREAD);
            } else if (!then.get().equals(now)) {
                marks.add(Mark.NOT_REPRODUCED);
            }
        }

        private Replayed compared(
                Result was, Result would, List<Fired> firedBefore, List<Fired> firedAfter, boolean isSame) {
            var status = !was.equals(would) ? Status.CHANGED : isSame ? Status.SAME : Status.OTHERWISE;
            return new Replayed(decision, status, marks, was, would, firedBefore, firedAfter, Why.NONE);
        }
    }

    /** Without what kept it from being followed: that is the router's word. */
    private static Heard unheeded(Heard heard) {
        return new Heard(heard.rule(), heard.kind(), heard.who(), heard.points(), heard.text(), null);
    }

    /** As a router notes it. */
    private static List<Heard> heard(Advice advice) {
        var heard = new ArrayList<Heard>();
        advice.says().forEach(s -> heard.add(heard(s, s.veto() ? Heard.Kind.VETO : Heard.Kind.PREFER)));
        var force = advice.force();
        var queue = advice.queue();
        if (force != null) {
            heard.add(heard(force, Heard.Kind.FORCE));
        } else if (queue != null) {
            heard.add(heard(queue, Heard.Kind.QUEUE));
        }
        return heard;
    }

    private static Heard heard(Say say, Heard.Kind kind) {
        return new Heard(say.rule(), kind, say.who(), say.points(), say.text(), null);
    }
}
