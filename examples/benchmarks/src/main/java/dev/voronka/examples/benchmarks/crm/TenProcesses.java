package dev.voronka.examples.benchmarks.crm;

import dev.voronka.Actor;
import dev.voronka.ContactRef;
import dev.voronka.Money;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.bitrix.BitrixCrm;
import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.mapping.Mapping;
import dev.voronka.bitrix.provision.Provisioning;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.crm.Crm;
import dev.voronka.crm.CrmSettings;
import dev.voronka.delivery.DeliverySettings;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.coldlead.ColdLead;
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
import dev.voronka.process.proposal.Proposal;
import dev.voronka.process.proposal.ProposalData;
import dev.voronka.process.purchaserequest.Line;
import dev.voronka.process.purchaserequest.PurchaseRequest;
import dev.voronka.process.reactivation.Reactivation;
import dev.voronka.run.Voronka;
import java.nio.file.Files;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;

/** A department in memory with its ten processes in a portal of the standard plan, on a clock moved by hand. */
final class TenProcesses implements AutoCloseable {

    private static final Actor SELLER = Actor.employee("e1", Role.REP);

    final HandClock clock = new HandClock();
    final Portal portal;
    final Voronka voronka;

    /**
     * @param seconds of operating time that adding an item or a remark costs
     * @param sparePercent of the portal's limit that the client leaves to others
     */
    TenProcesses(double seconds, int sparePercent, UnaryOperator<Crm> how) throws Exception {
        portal = Portal.builder().clock(clock).build().start();
        portal.operatingCost("crm.item.add", seconds);
        portal.operatingCost("crm.timeline.comment.add", seconds);
        portal.setup().user("Анна", "Орлова", "продавец");
        var client = BitrixClient.webhook(portal.webhook())
                .clock(clock)
                .sleeper(clock::forward)
                .spare(sparePercent)
                .build();
        var wanted = Mapping.parse("employees: {e1: 2}", "mapping", Department.standard());
        var lock = Files.createTempDirectory("crm-report").resolve("lock.yml");
        var provisioning = Provisioning.by(client, "report", wanted, lock);
        provisioning.apply(provisioning.plan().hash());
        var crm = BitrixCrm.on(client, provisioning.bound(), clock);
        voronka = Voronka.builder()
                .clock(clock)
                .people(Directory.of(Employee.of("e1", Role.REP)))
                .department(Department.standard())
                // The pace of a portal brings batches down to what it wants at once; here waiting costs no time.
                .delivery(DeliverySettings.standard().batch(crm.atOnce()))
                .crm(how.apply(crm), CrmSettings.standard())
                .build();
        // The bucket is empty and the operating time of provisioning forgotten.
        clock.forward(Duration.ofMinutes(15));
        portal.counts().clear();
    }

    /** Opens so many cards of each process. */
    void open(int each) {
        for (var i = 0; i < each; i++) {
            open(
                    IncomingLead.PROCESS,
                    LeadData.of("заявка " + i, Channel.WEBSITE, "нужны насосы").phones("+7900" + (1_000_000 + i)));
            open(ColdLead.PROCESS, ColdLead.Data.of("холодный " + i, "c" + i, ContactRef.NONE, Set.of()));
            open(Partner.PROCESS, Partner.Data.of("партнёр " + i, "c" + i, ContactRef.NONE));
            open(Meeting.PROCESS, new Meeting.Data("встреча " + i, "k" + i));
            open(
                    PurchaseRequest.PROCESS,
                    PurchaseRequest.Data.of(
                            "закупка " + i,
                            List.of(Line.of("насос", 2, "шт", Money.roubles(1000))),
                            LocalDate.of(2027, 3, 1)));
            open(Contract.PROCESS, ContractData.of(Kind.SALES, "договор " + i, "c" + i, Money.roubles(10_000 + i)));
            open(Deal.PROCESS, DealData.of("сделка " + i, "c" + i, ContactRef.NONE, ""));
            open(Proposal.PROCESS, ProposalData.of("ТКП " + i, "c" + i, ContactRef.NONE, "", List.of("напор"), null));
            open(Reactivation.PROCESS, Reactivation.Data.of("база " + i, "c" + i, ContactRef.NONE, Set.of()));
            open(
                    CorrectiveAction.PROCESS,
                    CorrectiveAction.Data.ofMetric("m" + i, "меры " + i, List.of(), CorrectiveAction.Severity.MAJOR));
        }
    }

    private <D> void open(SalesProcess<?, D> process, D card) {
        voronka.funnel(process).open(card, SELLER);
    }

    /** Takes everything to the portal, however often its limits put it off; returns how long that took by the clock. */
    Duration deliver() {
        var began = clock.instant();
        var ended = began;
        while (true) {
            if (voronka.deliver() > 0) {
                ended = clock.instant();
            }
            if (voronka.deliveries().backlog().byHandler().isEmpty()) {
                return Duration.between(began, ended);
            }
            if (clock.instant().isAfter(began.plus(Duration.ofDays(1)))) {
                throw new IllegalStateException("Not delivered within a day: "
                        + voronka.deliveries().backlog() + ", dead: "
                        + voronka.deliveries().dead(1));
            }
            clock.forward(Duration.ofSeconds(1));
        }
    }

    @Override
    public void close() {
        voronka.close();
        portal.close();
    }
}
