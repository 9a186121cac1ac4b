package dev.voronka.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Card;
import dev.voronka.SalesProcess;
import dev.voronka.department.Department;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalTime;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EveryLinkTest {

    private static final int WALKS = 15;
    private static final int STEPS = 600;

    private final Taken taken = new Taken(Department.standard());

    @Test
    @DisplayName("a linked test takes every line of the department and prints those not taken")
    void takes_every_line_of_the_department() {
        var nowhere = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        var quarter = new Walk(1, TenProcesses.play(2026, nowhere));

        coldLeadLosesInterest(quarter);
        dealsAskForMeetingsAndPreliminaryContracts(quarter);
        partnerIsLostBeforeTheMeeting(quarter);
        purchasesNeedContracts(quarter);
        clientsComeAgain(quarter);
        taken.look(quarter.office);
        for (var seed = 1; seed <= WALKS && !taken.left().isEmpty(); seed++) {
            var walk = new Walk(seed);
            for (var i = 0; i < STEPS; i++) {
                walk.step();
            }
            taken.look(walk.office);
        }

        System.out.println("not taken: " + taken.left());
        assertThat(taken.left())
                .as("lines of the department that were not taken")
                .isEmpty();
    }

    /** Before the meeting with it. */
    private static void coldLeadLosesInterest(Walk walk) {
        giveUp(walk, walk.goOnUntil(c -> c.stage().is(ColdLead.Stage.MEETING)));
    }

    /** One preliminary contract is signed and one not; one meeting is lost and one closed with the deal. */
    private static void dealsAskForMeetingsAndPreliminaryContracts(Walk walk) {
        var deal = walk.goOnUntil(c -> c.process().equals("deal") && c.stage().is(Deal.Stage.AT_CLIENT));
        giveUp(walk, asked(walk, deal, new Deal.RequestPreliminaryContract(), Contract.PROCESS));
        walk.goOnToTheEnd(asked(walk, deal, new Deal.RequestPreliminaryContract(), Contract.PROCESS));
        giveUp(walk, asked(walk, deal, new Deal.ArrangeMeeting("обсудить монтаж"), Meeting.PROCESS));
        asked(walk, deal, new Deal.ArrangeMeeting("обсудить цену"), Meeting.PROCESS);
        giveUp(walk, deal);
    }

    private static Card<?> asked(Walk walk, Card<?> deal, Deal.Trigger request, SalesProcess<?, ?> opened) {
        var now = walk.office.now(deal);
        walk.office.must(now, request, walk.byOwner(now));
        return walk.office.child(deal, opened);
    }

    /** Its meeting is closed with it. */
    private static void partnerIsLostBeforeTheMeeting(Walk walk) {
        var partner = walk.goOnUntil(c -> c.stage().is(Partner.Stage.EVALUATION));
        walk.office.must(partner, new Partner.ArrangeMeeting("познакомиться"), walk.byOwner(partner));
        giveUp(walk, partner);
    }

    /** A purchase outlives its contract; another takes it along. */
    private static void purchasesNeedContracts(Walk walk) {
        var first = walk.goOnUntil(c -> isWaitingForContract(walk, c));
        giveUp(walk, walk.office.child(first, Contract.PROCESS));
        giveUp(walk, walk.goOnUntil(c -> isWaitingForContract(walk, c)));
    }

    private static boolean isWaitingForContract(Walk walk, Card<?> card) {
        return card.stage().is(PurchaseRequest.Stage.CLOSING)
                && walk.office.children(card, Contract.PROCESS).stream().anyMatch(c -> !c.isEnded());
    }

    /** Years pass: products wear out, who bought again is asked again, and one of the repeat deals comes to nothing. */
    private static void clientsComeAgain(Walk walk) {
        for (var year = 0; year < 2; year++) {
            walk.office.at(walk.office.clock.inMoscow().toLocalDate().plusYears(1), LocalTime.of(10, 0));
        }
        giveUp(walk, walk.office.child(walk.goOnUntil(c -> hasOpenDeal(walk, c)), Deal.PROCESS));
    }

    private static boolean hasOpenDeal(Walk walk, Card<?> card) {
        return card.stage().is(Reactivation.Stage.OFFER)
                && walk.office.children(card, Deal.PROCESS).stream().anyMatch(c -> !c.isEnded());
    }

    private static void giveUp(Walk walk, Card<?> card) {
        walk.fail(walk.office.now(card), walk.byOwner(card));
    }
}
