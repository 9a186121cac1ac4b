package dev.voronka.examples.quickstart;

import static dev.voronka.Texts.RUSSIAN;

import dev.voronka.Actor;
import dev.voronka.Outcome;
import dev.voronka.Role;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.Ruling;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.rules.Judging;
import dev.voronka.rules.Publication;
import dev.voronka.rules.RuleBook;
import dev.voronka.rules.RuleDesk;
import dev.voronka.rules.whatif.WhatIf;
import dev.voronka.run.Funnel;
import dev.voronka.run.Voronka;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * A lead is scored and routed by rules in a folder; somebody edits a file there; seconds later the next lead is treated by
 * the new rule. A broken edit is refused, and the book before stays. At the end it
 * tells what the edit would have done to all leads so far. {@code -Dvoronka.rules=folder} keeps the folder.
 */
public final class RulesExample {

    private static final String NEW_RULE = """

            rule "Калуга: новый филиал"
            when
                Lead(region == "Калуга")
            then
                score.add(20, "в Калуге открыт филиал", "fit");
            end
            """;

    /** Longer than this nobody would call it seconds. */
    private static final int PATIENCE_SECONDS = 30;

    private final PrintStream out;
    private final Path folder;
    private final LinkedBlockingQueue<Publication> told = new LinkedBlockingQueue<>();

    private RulesExample(PrintStream out, Path folder) {
        this.out = out;
        this.folder = folder;
    }

    /** Runs it in a folder of its own, or in the one that is named. */
    public static void main(String[] args) throws IOException, InterruptedException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var named = System.getProperty("voronka.rules");
        play(out, named == null ? Files.createTempDirectory("voronka-rules") : Files.createDirectories(Path.of(named)));
    }

    static void play(PrintStream out, Path folder) throws IOException, InterruptedException {
        new RulesExample(out, folder).play();
    }

    private void play() throws IOException, InterruptedException {
        for (var file : RuleBook.starterFiles().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue());
        }
        try (var desk = RuleDesk.builder().folder(folder).listener(told::add).build()) {
            told.clear();
            desk.start();
            var maria = Employee.of("Мария", Role.QUALIFIER);
            var people = Directory.of(maria, Employee.of("Олег", Role.REP), Employee.of("Анна", Role.REP));
            var voronka = Voronka.builder().people(people).decisions(desk).build();
            var first = desk.book();
            out.println("Правила лежат в папке, версия " + first.version() + ".");

            lead(voronka, maria, "Склад в Калуге");

            out.println();
            out.println("Правят score.drl: добавляют правило «Калуга: новый филиал».");
            var score = folder.resolve("score.drl");
            var before = Files.readString(score);
            Files.writeString(score, before + NEW_RULE);
            report(desk);
            lead(voronka, maria, "Цех в Калуге");

            out.println();
            out.println("Правят ещё раз, с опечаткой.");
            Files.writeString(score, before + NEW_RULE.replace("region ==", "regoin =="));
            report(desk);
            lead(voronka, maria, "Офис в Калуге");

            out.println();
            var judged = voronka.decisions().stream(DecisionQuery.all().kind(Ruling.QUALIFY));
            var whatIf = WhatIf.of(first, desk.book(), Judging.standard()).showing(1);
            out.print(whatIf.replay(judged).text(RUSSIAN));
        }
    }

    /** Waits until the desk has found the edit by itself. */
    private void report(RuleDesk desk) throws InterruptedException {
        var outcome = told.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
        if (outcome instanceof Publication.Published) {
            out.println("Вступила в силу версия " + desk.book().version() + ", без перезапуска.");
        } else if (outcome instanceof Publication.Refused refused) {
            out.println("Правка отклонена:");
            refused.said(RUSSIAN).lines().forEach(line -> out.println("  " + line));
            out.println("Действует по-прежнему версия " + desk.book().version() + ".");
        } else {
            out.println("Стол правил молчит: " + outcome);
        }
    }

    private void lead(Voronka voronka, Employee qualifier, String title) {
        var leads = voronka.funnel(IncomingLead.PROCESS);
        var site = Actor.system("сайт");
        var request = LeadData.of(title, Channel.WEBSITE, "Нужна серверная").region("Калуга");
        var card = leads.open(request.phones("8 916 123-45-" + (10 + title.length())), site);
        leads.fire(card.id(), new IncomingLead.Intake(), site);
        Map<String, Object> answers = Map.of(
                "need", "серверная", "budget", new BigDecimal(50_000), "authority", "unknown", "deadline", "quarter");
        var outcome = leads.fire(card.id(), IncomingLead.SubmitQuestionnaire.of(1, answers), qualifier.actor());

        out.println("Лид «" + title + "»: " + said(leads, outcome));
        voronka.decisions()
                .page(DecisionQuery.all().card(card.id()).kind(Ruling.QUALIFY))
                .forEach(d -> {
                    var reasons = d.fired().stream()
                            .map(f -> "«" + f.rule() + "»" + (f.points() == 0 ? "" : " " + f.points()))
                            .collect(Collectors.joining(", "));
                    out.println("  по книге " + d.book() + ": " + reasons);
                });
    }

    private static String said(Funnel<?, LeadData> leads, Outcome<LeadData> outcome) {
        return outcome.fold(
                moved -> moved.card().data().score() + " баллов, теперь «"
                        + leads.title(moved.card().stage(), RUSSIAN) + "», ведёт "
                        + moved.card().owner(),
                stayed -> "без перехода",
                refused -> "отказано: " + String.join("; ", refused.reasons(RUSSIAN)),
                other -> "сейчас ждём: " + other.expected(RUSSIAN),
                stale -> "карточку уже изменил " + stale.by());
    }
}
