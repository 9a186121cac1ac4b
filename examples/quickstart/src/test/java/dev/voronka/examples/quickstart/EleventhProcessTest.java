package dev.voronka.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.ContactRef;
import dev.voronka.Outcome;
import dev.voronka.Texts;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.correctiveaction.CorrectiveAction;
import dev.voronka.process.meeting.Meeting;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;

/** A host's own process is linked with the ten, both ways. */
class EleventhProcessTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/voronka/examples/quickstart");

    private final Employee lidia = Employee.of("Лидия", HandOver.PROJECT_LEAD);
    private final Office office = new Office(
            EleventhProcess.DEPARTMENT,
            Directory.of(lidia),
            LocalDate.of(2026, 3, 2).atTime(9, 0).atZone(HandClock.MOSCOW));

    @Test
    void a_won_deal_opens_a_hand_over_that_ends_with_the_first_meeting() {
        assertThat(printed())
                .containsSubsequence(
                        "Сделка: «Успех», открыта «Передача проекта»",
                        "Олегу отказано: это может только: руководитель проекта",
                        "Передача проекта «Новая» Открыть",
                        "Передача проекта «Новая» План просрочен (таймер)",
                        "Передача проекта «Новая» → «Запланирована» Запланировать проект (Лидия)",
                        "Встречи «Новая» Открыть (Лидия)",
                        "Встречи «Новая» → «Запланирована» Назначить (Лидия)",
                        "Встречи «Отчёт» → «Успех» Сдать отчёт (Лидия)",
                        "Передача проекта «Запланирована» → «Передан» Первая встреча прошла (связанная карточка)",
                        "№1 Передача проекта: «Передан», ведёт Лидия");
    }

    @Test
    void a_hand_over_without_a_team_is_not_planned() {
        var outcome = office.fire(handOver(), new HandOver.Plan(" "), lidia.actor());

        assertThat(((Outcome.Refused<?>) outcome).reasons(Texts.RUSSIAN)).containsExactly("не названа команда");
    }

    @Test
    void a_failed_meeting_brings_the_hand_over_back_to_new() {
        var handOver = handOver();
        office.must(handOver, new HandOver.Plan("Игорь"), lidia.actor());

        office.must(
                office.child(handOver, Meeting.PROCESS),
                new CommonTrigger.Fail(Meeting.Stage.CANCELLED_BY_CLIENT, "заболел"),
                lidia.actor());

        assertThat(office.now(handOver).stage()).isEqualTo(HandOver.Stage.NEW);
    }

    @Test
    void a_cancelled_hand_over_cancels_its_meeting() {
        var handOver = handOver();
        office.must(handOver, new HandOver.Plan("Игорь"), lidia.actor());

        office.must(handOver, new CommonTrigger.Fail(HandOver.Stage.CANCELLED, "проект отменён"), lidia.actor());

        assertThat(office.child(handOver, Meeting.PROCESS).stage()).isEqualTo(Meeting.Stage.CANCELLED_BY_US);
    }

    @Test
    void a_hand_over_that_fails_inside_opens_a_corrective_action() {
        var handOver = handOver();

        office.must(handOver, new CommonTrigger.Fail(HandOver.Stage.NO_TEAM, "все заняты"), lidia.actor());

        assertThat(office.children(handOver, CorrectiveAction.PROCESS)).hasSize(1);
    }

    @Test
    void the_example_is_short_enough_to_be_copied() throws IOException {
        var lines = Files.readAllLines(SOURCES.resolve("HandOver.java")).size()
                + Files.readAllLines(SOURCES.resolve("EleventhProcess.java")).size();

        assertThat(lines).isLessThan(120);
    }

    private Card<?> handOver() {
        return office.open(
                HandOver.PROCESS, new HandOver.Data("Серверная", ContactRef.of("c1"), ""), Actor.system("сайт"));
    }

    /** What the example prints, with single spaces. */
    private static String printed() {
        var out = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            EleventhProcess.main(new String[0]);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(UTF_8).replaceAll(" +", " ");
    }
}
