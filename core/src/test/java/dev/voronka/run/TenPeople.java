package dev.voronka.run;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.CustomField;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Title;
import dev.voronka.customise.Overlay;
import dev.voronka.department.Department;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.coldlead.ColdLead;
import dev.voronka.process.coldlead.Talks;
import dev.voronka.process.contract.Contract;
import dev.voronka.process.contract.ContractData;
import dev.voronka.process.contract.Kind;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.process.partner.Partner;
import dev.voronka.process.partner.PartnerType;
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Cards of all ten processes that tell of one person. */
final class TenPeople {

    /** A person with recognisable values. */
    record Somebody(String name, String contact, String phone, String typedPhone, String email, String note) {

        static final Somebody ANNA = new Somebody(
                "Аделаида \"Ада\" Журавлёва",
                "contact-4711",
                "tel:+79161234567",
                "8 (916) 123-45-67",
                "Ada.Zhuravleva@example.ru",
                "просила звонить на дачу после восьми");
        static final Somebody BORIS = new Somebody(
                "Борислав Несторович",
                "contact-815",
                "tel:+79037654321",
                "+7 903 765-43-21",
                "boris@example.org",
                "говорит только по утрам");

        List<String> values() {
            return List.of(
                    name,
                    contact,
                    phone,
                    phone.substring(4),
                    typedPhone,
                    "9161234567".equals(phone.substring(6)) ? "9161234567" : phone.substring(6),
                    email,
                    note);
        }
    }

    static final Actor REP =
            Actor.employee("s1", Role.REP, Role.HEAD, Role.DIRECTOR, Role.LEGAL, Role.PARTNER_MANAGER, Role.QUALITY);
    static final Actor STRANGER = Actor.employee("x9");

    static final SalesProcess<Deal.Trigger, DealData> DEAL = Overlay.of("deal")
            .field(CustomField.text("wish"), Title.of("Пожелание", "Wish"))
            .apply(Deal.PROCESS);

    final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    final Department department;
    final Voronka voronka;
    final List<CardId> cards = new ArrayList<>();

    TenPeople(Voronka.Builder builder) {
        this.department = Department.standard()
                .with(DEAL)
                .extended()
                .when(Meeting.PROCESS)
                .enters(Meeting.Stage.CANCELLED_BY_CLIENT)
                .open(
                        PurchaseRequest.PROCESS,
                        m -> PurchaseRequest.Data.of(
                                        "Подарок: " + m.data().goal(),
                                        List.of(Line.of("Часы", 1, "шт", Money.roubles(40_000))),
                                        LocalDate.of(2027, 3, 1))
                                .justification("для " + m.data().goal()))
                .and()
                .when(Meeting.PROCESS)
                .enters(Meeting.Stage.CANCELLED_BY_CLIENT)
                .open(
                        CorrectiveAction.PROCESS,
                        m -> CorrectiveAction.Data.ofComplaint(
                                m.id(), "Жалоба: " + m.data().goal(), CorrectiveAction.Severity.MAJOR))
                .and()
                .when(Meeting.PROCESS)
                .enters(Meeting.Stage.CANCELLED_BY_CLIENT)
                .open(
                        Contract.PROCESS,
                        m -> ContractData.of(Kind.SALES, "Договор: " + m.data().goal(), "co-1", Money.roubles(700_000)))
                .and()
                .build();
        this.voronka = builder.clock(clock)
                .people(dev.voronka.process.Walk.PEOPLE)
                .department(department)
                .build();
    }

    /** Fills cards of all ten processes with what is known of somebody. */
    TenPeople with(Somebody who) {
        var contact = ContactRef.of(who.contact());
        var reach = Set.of(who.phone(), "mailto:" + who.email().toLowerCase(java.util.Locale.ROOT));
        var today = LocalDate.of(2026, 11, 23);

        var leads = voronka.funnel(IncomingLead.PROCESS);
        var lead = leads.open(
                LeadData.of("Серверная для " + who.name(), Channel.WEBSITE, "Это " + who.name() + ", " + who.note())
                        .phones(who.typedPhone())
                        .contact(who.contact()),
                Actor.system("site"),
                Terms.keyed("form " + who.name()));
        leads.fire(lead.id(), new IncomingLead.GiveConsent(), REP, Terms.keyed("k1"));
        leads.fire(lead.id(), new IncomingLead.LogAttempt(true, who.note()), REP, Terms.keyed("k2"));
        leads.fire(lead.id(), new IncomingLead.Intake(), REP, Terms.keyed("k3"));
        leads.fire(
                lead.id(),
                new CommonTrigger.Fail(IncomingLead.Stage.SPAM, "это " + who.name() + ", телефон " + who.typedPhone()),
                REP);
        cards.add(lead.id());

        var coldLeads = voronka.funnel(ColdLead.PROCESS);
        var cold = coldLeads.open(
                ColdLead.Data.of("Склад", "", contact, reach).consentGiven(clock.instant()),
                REP,
                Terms.keyed("c " + who.contact()));
        coldLeads.fire(cold.id(), new ColdLead.Take(), REP);
        coldLeads.fire(cold.id(), new ColdLead.LogNoAnswer(who.note()), REP, Terms.keyed("k1"));
        coldLeads.fire(cold.id(), new ColdLead.Reach(who.name(), "директор", true), REP, Terms.keyed("k2"));
        coldLeads.fire(
                cold.id(),
                new ColdLead.LogInteraction(Talks.Channel.PHONE, "обещал " + who.name(), List.of(who.note())),
                REP);
        cards.add(cold.id());

        var partners = voronka.funnel(Partner.PROCESS);
        var partner = partners.open(Partner.Data.of("ИП " + who.name(), "co-7", contact), REP);
        partners.fire(
                partner.id(),
                new Partner.FillProfile(PartnerType.DEALER, "7707083893", "Тверь", contact),
                REP,
                Terms.keyed("k"));
        cards.add(partner.id());

        var deals = voronka.funnel(DEAL);
        var deal = deals.open(
                DealData.of("Станки: " + who.email(), "co-1", contact, ""), REP, Terms.keyed("d " + who.contact()));
        deals.fire(deal.id(), new Deal.NameDecisionMaker(who.name(), "владелец"), REP, Terms.keyed("k"));
        deals.fire(
                deal.id(),
                CommonTrigger.Amend.fields(
                        Map.of("wish", "перезвонить " + who.name().toUpperCase(java.util.Locale.ROOT))),
                REP);
        deals.fire(deal.id(), new CommonTrigger.Fail(Deal.Stage.LOST_PRICE, who.note()), STRANGER);
        cards.add(deal.id());

        var proposals = voronka.funnel(Proposal.PROCESS);
        var proposal = proposals.open(
                ProposalData.of("ТКП", "co-1", contact, "", List.of("для " + who.name()), today.plusDays(20)),
                REP,
                Terms.keyed("p " + who.contact()));
        proposals.fire(proposal.id(), new Proposal.StartDrafting(), REP, Terms.keyed("k"));
        cards.add(proposal.id());

        var reactivations = voronka.funnel(Reactivation.PROCESS);
        var reactivation = reactivations.open(
                Reactivation.Data.of("ООО Ромашка", "co-9", contact, reach).consentGiven(clock.instant()), REP);
        reactivations.fire(reactivation.id(), new Reactivation.OptOut(who.note()), REP, Terms.keyed("k"));
        cards.add(reactivation.id());

        var meetings = voronka.funnel(Meeting.PROCESS);
        var meeting = meetings.open(
                new Meeting.Data("показать " + who.name(), who.contact()), REP, Terms.keyed("m " + who.contact()));
        meetings.fire(
                meeting.id(),
                new Meeting.Schedule(
                        clock.instant().atZone(Bed.MOSCOW).plusDays(1).withHour(12),
                        Duration.ofHours(1),
                        "у " + who.name()),
                REP,
                Terms.keyed("k1"));
        cards.add(meeting.id());
        var other = meetings.open(new Meeting.Data("встретить " + who.name(), who.contact()), REP);
        meetings.fire(
                other.id(),
                new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_CLIENT, who.note()),
                REP,
                Terms.keyed("k2"));
        cards.add(other.id());
        cards.addAll(
                meetings.links(other.id()).children().stream().map(c -> c.id()).toList());
        return this;
    }

    /** The funnel that has this card. */
    Funnel<?, ?> funnelOf(CardId id) {
        return department.processes().stream()
                .<Funnel<?, ?>>map(voronka::funnel)
                .filter(f -> f.cards(CardQuery.all()).stream().anyMatch(c -> c.id().equals(id)))
                .findFirst()
                .orElseThrow();
    }
}
