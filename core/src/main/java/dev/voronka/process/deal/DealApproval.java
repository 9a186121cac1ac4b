package dev.voronka.process.deal;

import dev.voronka.Actor;
import dev.voronka.Addressee;
import dev.voronka.Effect;
import dev.voronka.Message;
import dev.voronka.Role;
import dev.voronka.approval.ApprovalLine;
import dev.voronka.approval.Delegation;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the management is told of the deals that it must approve. */
final class DealApproval {

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd.MM.yyyy");

    private DealApproval() {}

    /** A task for each approver who is asked now. */
    static List<Effect> tasks(DealData deal) {
        return tasks(deal, deal.managementApproval().waitingFor());
    }

    /** A task for each approver who is asked now and was not before. */
    static List<Effect> nextTasks(DealData before, DealData deal) {
        var asked = new HashSet<>(before.managementApproval().waitingFor());
        return tasks(
                deal,
                deal.managementApproval().waitingFor().stream()
                        .filter(l -> !asked.contains(l))
                        .toList());
    }

    private static List<Effect> tasks(DealData deal, List<ApprovalLine> lines) {
        return lines.stream()
                .<Effect>map(l -> new Effect.Task(approver(l), request(deal), null))
                .toList();
    }

    /** A reminder for each approver who is still asked. */
    static List<Effect> reminders(DealData deal) {
        return deal.managementApproval().waitingFor().stream()
                .<Effect>map(l -> new Effect.Tell(approver(l), Message.of("deal.approval-overdue", deal.title())))
                .toList();
    }

    static Effect taskOfDelegate(DealData deal, Deal.DelegateApprovals t) {
        return Effect.task(t.to(), null, "deal.approve-instead", deal.title(), told(t.first()), told(t.last()));
    }

    /** What the actor hands over: the approvals of this deal that are his or her own. */
    static Delegation delegation(DealData deal, Actor actor, Deal.DelegateApprovals t) {
        Set<Role> roles = new HashSet<>();
        deal.managementApproval().lines().stream().filter(l -> isOf(l, actor)).forEach(l -> roles.add(l.role()));
        return Delegation.of(actor.id(), roles, t.to(), t.first(), t.last());
    }

    static boolean isOf(ApprovalLine line, Actor actor) {
        return line.employee() == null ? actor.is(line.role()) : line.employee().equals(actor.id());
    }

    /** As it is said in messages; a dash for what is not known. */
    static String told(@Nullable Object value) {
        if (value == null) {
            return "—";
        }
        return value instanceof LocalDate date ? DAY.format(date) : value.toString();
    }

    private static Message request(DealData deal) {
        return Message.of(
                "deal.approve", deal.title(), told(deal.amount()), told(deal.discount()), told(deal.margin()));
    }

    private static Addressee approver(ApprovalLine line) {
        return line.employee() == null ? new Addressee.Holder(line.role()) : new Addressee.Employee(line.employee());
    }
}
