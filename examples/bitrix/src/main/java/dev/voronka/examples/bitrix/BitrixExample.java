package dev.voronka.examples.bitrix;

import dev.voronka.Actor;
import dev.voronka.CardId;
import dev.voronka.ContactRef;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Texts;
import dev.voronka.bitrix.BitrixPortal;
import dev.voronka.bitrix.client.Call;
import dev.voronka.bitrix.client.User;
import dev.voronka.crm.CrmSettings;
import dev.voronka.crm.Divergence;
import dev.voronka.department.Department;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.deal.Deal;
import dev.voronka.process.deal.DealData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.run.Voronka;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Shows three meetings and a deal in the portal whose webhook is in {@code BITRIX_WEBHOOK}, and tells what people do with
 * them there, for so many seconds (the first argument; 600 if there is none). With the address of the local portal's page as
 * the second argument it drags a card there itself. Illegal drags of meetings are put back, those
 * of deals are left and remarked on.
 */
public final class BitrixExample {

    private BitrixExample() {}

    /** Runs it. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var webhook = System.getenv("BITRIX_WEBHOOK");
        if (webhook == null || webhook.isBlank()) {
            System.out.println("Назовите вебхук портала: export BITRIX_WEBHOOK=http://127.0.0.1:8099/rest/1/…/");
            return;
        }
        var seconds = args.length == 0 ? 600 : Integer.parseInt(args[0]);
        var portal = BitrixPortal.webhook(URI.create(webhook));
        var department = Department.standard();
        var mapping = Path.of(System.getProperty("voronka.mapping", BitrixPortal.MAPPING.toString()));
        var settings = CrmSettings.standard()
                .divergence("meeting", Divergence.REVERT)
                .times(Duration.ofSeconds(60), Duration.ofSeconds(1), Duration.ofSeconds(3));
        try (var voronka = Voronka.builder()
                .department(department)
                .people(people(portal))
                .crm(portal.crm(department, mapping), settings)
                .build()) {
            voronka.start();
            var story = new Told(voronka);
            open(voronka, story);
            System.out.println("Карточки на доске: http://" + portal.name() + "/");
            System.out.println(
                    "Перетащите встречу «показать прототип» в «Успех»: туда так не попадают, и карточка вернётся.");
            System.out.println(
                    "Перетащите сделку в «Технико-коммерческое предложение»: voronka напишет, чего не хватает.");
            var visitor = args.length < 2 ? null : new Visitor(URI.create(args[1]));
            for (var i = 0; i < seconds; i++) {
                Thread.sleep(1000);
                story.tell();
                if (visitor != null && i == seconds / 2) {
                    System.out.println("Кто-то перетащил «показать прототип» в «Успех».");
                    visitor.drag("показать прототип", "Успех");
                }
            }
            if (visitor != null) {
                visitor.comments("показать прототип")
                        .forEach(c -> System.out.println("  комментарий: " + c.replaceAll("\\s+", " ")));
            }
        }
    }

    /** Everybody in the portal sells; its administrator is the head. */
    private static Directory people(BitrixPortal portal) {
        var users = portal.client()
                .call(Call.of("user.get", Map.of("ACTIVE", true)))
                .result();
        var all = new ArrayList<Employee>();
        users.values()
                .forEach(u -> all.add(
                        Employee.of(String.valueOf(User.of(u).id()), Role.REP, Role.QUALIFIER, Role.RESULT_OWNER)));
        return Directory.of(all);
    }

    private static void open(Voronka voronka, Told story) {
        var zone = ZoneId.of("Europe/Moscow");
        var seller = Actor.employee("2", Role.REP);
        var meetings = voronka.funnel(Meeting.PROCESS);
        for (var goal : List.of("показать прототип", "обсудить договор", "осмотреть цех")) {
            var card = meetings.open(new Meeting.Data(goal, "7"), seller);
            var start = ZonedDateTime.now(zone).plusDays(3).withHour(11).withMinute(0);
            meetings.fire(card.id(), new Meeting.Schedule(start, Duration.ofHours(1), "офис"), seller);
            story.watch(Meeting.PROCESS, card.id());
        }
        var deal = voronka.funnel(Deal.PROCESS).open(DealData.of("Насосы для цеха", "", ContactRef.NONE, ""), seller);
        story.watch(Deal.PROCESS, deal.id());
    }

    /** Tells what has happened to cards since the last time. */
    private static final class Told {
        private final Voronka voronka;
        private final Map<CardId, SalesProcess<?, ?>> cards = new HashMap<>();
        private final Map<CardId, Integer> told = new HashMap<>();
        private int drifting;

        private Told(Voronka voronka) {
            this.voronka = voronka;
        }

        private void watch(SalesProcess<?, ?> process, CardId card) {
            cards.put(card, process);
            told.put(card, 0);
        }

        private void tell() {
            cards.forEach((id, process) -> {
                var moves = voronka.funnel(process).history(id);
                var title = voronka.funnel(process).card(id).header().title();
                for (var move : moves.subList(Objects.requireNonNull(told.get(id)), moves.size())) {
                    var where = process.title(move.to(), Texts.RUSSIAN);
                    System.out.println("  " + title + ": «" + where + "», " + move.trigger() + ", "
                            + move.actor().id());
                }
                told.put(id, moves.size());
            });
            var drift = voronka.crm().drift(100);
            if (drift.size() != drifting) {
                drift.forEach(d ->
                        System.out.println("  расхождение у " + d.record() + ": " + String.join("; ", d.reasons())));
            }
            drifting = drift.size();
        }
    }
}
