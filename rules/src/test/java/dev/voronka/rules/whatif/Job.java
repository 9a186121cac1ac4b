package dev.voronka.rules.whatif;

import static dev.voronka.WorkingTime.workingHours;

import dev.voronka.Code;
import dev.voronka.FailGroup;
import dev.voronka.Header;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.Router;
import dev.voronka.decision.RoutingRequest;

/** A tiny process that asks whatever a test wants: for facts that no process of ours has, such as dates. */
final class Job {

    enum Stage implements dev.voronka.Stage {
        OPEN,
        DONE,
        LOST,
        REFUSED,
        FORGOTTEN
    }

    sealed interface Trigger extends dev.voronka.Trigger {}

    @Code("judge")
    record Judge(LeadFacts facts) implements Trigger {}

    @Code("give")
    record Give(String region, long roubles) implements Trigger {}

    @Code("approve")
    record Approve(ApprovalPolicy.Asked asked) implements Trigger {}

    @Code("finish")
    record Finish() implements Trigger {}

    record Data(String title) {}

    static final SalesProcess<Trigger, Data> PROCESS = SalesProcess.named("job", Stage.class, Trigger.class, Data.class)
            .texts(Texts.codesThemselves())
            .header(d -> Header.of(d.title()).amount(Money.roubles(500)))
            .startsIn(Stage.OPEN)
            .mainPath(Stage.OPEN, Stage.DONE)
            .stage(
                    Stage.OPEN,
                    s -> s.ownedBy(Role.REP)
                            .within(workingHours(10))
                            .mayFail(Stage.LOST, Stage.REFUSED, Stage.FORGOTTEN)
                            .on(Judge.class)
                            .ask(Qualifier.class, p -> p.trigger().facts())
                            .stay()
                            .on(Give.class)
                            .ask(
                                    Router.class,
                                    p -> RoutingRequest.of("job", "job", Role.REP, p.now())
                                            .about(new RoutingRequest.About(
                                                    "",
                                                    "OPEN",
                                                    p.trigger().region(),
                                                    "",
                                                    Money.roubles(p.trigger().roubles())
                                                            .amount())))
                            .assignTo(p -> p.answer(Router.class).employee())
                            .stay()
                            .on(Approve.class)
                            .ask(ApprovalPolicy.class, p -> p.trigger().asked())
                            .stay()
                            .on(Finish.class)
                            .goTo(Stage.DONE))
            .succeedsIn(Stage.DONE)
            .failsIn(FailGroup.OTHER, Stage.LOST, Stage.REFUSED, Stage.FORGOTTEN)
            .build();

    private Job() {}
}
