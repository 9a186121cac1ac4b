package dev.voronka.run;

import static dev.voronka.WorkingTime.workingHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.zaxxer.hikari.HikariDataSource;
import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.CommonTrigger;
import dev.voronka.InvalidInput;
import dev.voronka.PortFailed;
import dev.voronka.Role;
import dev.voronka.deadline.Ladder;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.DecisionQuery;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalation;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Escalator.Measure;
import dev.voronka.decision.LeadFacts;
import dev.voronka.decision.LoggedDecision;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.decision.Ruling;
import dev.voronka.decision.Scoring;
import dev.voronka.lookup.Person;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.store.DecisionFile;
import dev.voronka.store.DecisionForm;
import dev.voronka.store.JacksonCodec;
import dev.voronka.store.Rung;
import dev.voronka.store.jdbc.Databases;
import dev.voronka.store.jdbc.FaultyDatabase;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Period;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Rules stand behind the ports, and what they have decided is kept with its facts and reasons. */
class DecisionsTest {

    private static final Actor FORM = Actor.system("form");
    private static final Actor POLINA = Actor.employee("polina", Role.QUALIFIER);
    private static final Directory PEOPLE = Directory.of(
            Employee.of("polina", Role.QUALIFIER).under("lidia"),
            Employee.of("lidia", Role.LEAD_HEAD).under("dmitry"),
            Employee.of("anna", Role.REP).under("igor").skilled("alarms"),
            Employee.of("igor", Role.HEAD).under("dmitry"),
            Employee.of("dmitry", Role.DIRECTOR));

    /** Rules that judge and escalate, or do not, as a test wants it. */
    private static final class Book implements Decisions {
        private @Nullable String version = "book-1";
        private int points = 77;

        @Override
        public Optional<Qualifier> qualifier() {
            return version == null ? Optional.empty() : Optional.of(this::judged);
        }

        private Qualification judged(LeadFacts facts) {
            return Scoring.standard()
                    .sheet()
                    .add(points, "крупный бюджет", "fit")
                    .missing(facts.missing())
                    .judged()
                    .ruled(ruling(Ruling.QUALIFY, facts));
        }

        private Ruling ruling(String kind, Object facts) {
            return new Ruling(
                    kind,
                    String.valueOf(version),
                    facts,
                    List.of(new Ruling.Fired("Крупный бюджет", "score.add", points, "fit")));
        }

        @Override
        public RoutingRules routing() {
            return RoutingRules.NONE;
        }

        @Override
        public Optional<Escalator> escalator() {
            return version == null ? Optional.empty() : Optional.of(this::escalated);
        }

        private Escalator.Answer escalated(Escalation facts) {
            return Escalator.Answer.of(
                            facts.kind() == Escalation.Kind.REASSIGN
                                    ? Measure.reassign()
                                    : Measure.say(Role.HEAD, "лид ждёт"))
                    .ruled(ruling(Ruling.ESCALATE, facts));
        }

        @Override
        public Optional<ApprovalPolicy> approvals() {
            return Optional.empty();
        }
    }

    /** One voronka on one store. */
    private static final class Base {
        final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
        final Book book = new Book();
        private int phones;
        final Voronka voronka;
        final Funnel<IncomingLead.Trigger, LeadData> leads;

        Base(Voronka.Builder builder) {
            this(builder, PEOPLE);
        }

        Base(Voronka.Builder builder, Directory people) {
            voronka = builder.clock(clock).people(people).decisions(book).build();
            leads = voronka.funnel(IncomingLead.PROCESS);
        }

        Card<LeadData> inQualification() {
            var lead = LeadData.of("Сигнализация на склад", Channel.WEBSITE, "Нужна сигнализация")
                    .phones("8 (916) 000-00-" + (10 + phones++))
                    .contact("client-7")
                    .direction("alarms")
                    .sourceUtm("радио Мира Петрова")
                    .consentGiven(clock.instant());
            return leads.fire(leads.open(lead, FORM).id(), new IncomingLead.Intake(), FORM)
                    .orThrow();
        }

        Card<LeadData> judged() {
            return leads.fire(inQualification().id(), questionnaire(), POLINA).orThrow();
        }

        List<LoggedDecision> logged() {
            return voronka.decisions().page(DecisionQuery.all());
        }

        LoggedDecision only() {
            assertThat(logged()).hasSize(1);
            return logged().get(0);
        }
    }

    private static IncomingLead.SubmitQuestionnaire questionnaire() {
        var said = new HashMap<String, Object>(Map.of(
                "need", "Нужен щит, спросить Марию Иванову, +7 916 555-44-33",
                "budget", new BigDecimal(2_000_000),
                "authority", "self",
                "deadline", "month"));
        return new IncomingLead.SubmitQuestionnaire(
                AnswerSheet.of(IncomingLead.questionnaire().version(), said));
    }

    /** What is done with a store. */
    private interface Work {
        void on(Base base);
    }

    private static Stream<DynamicTest> onAll(Work work) {
        return Stream.of("the heap", "H2", "PostgreSQL")
                .map(name -> DynamicTest.dynamicTest("in " + name, () -> {
                    HikariDataSource source = switch (name) {
                        case "H2" -> Databases.h2InMemory();
                        case "PostgreSQL" -> Databases.postgres();
                        default -> null;
                    };
                    try (source) {
                        work.on(new Base(
                                source == null
                                        ? Voronka.builder()
                                        : Voronka.builder().dataSource(source)));
                    }
                }));
    }

    // Rules behind the ports

    @Test
    void rules_judge_a_lead_and_what_they_do_not_judge_the_plain_default_does() {
        var base = new Base(Voronka.builder());

        assertThat(base.judged().data().score()).isEqualTo(77);

        base.book.version = null;
        assertThat(base.judged().data().score()).isEqualTo(100);
        assertThat(base.logged()).hasSize(1);
    }

    @Test
    void a_port_that_the_host_names_is_asked_instead_of_the_rules() {
        var named = new Qualification(60, Verdict.QUALIFIED, List.of());
        var base = new Base(Voronka.builder().port(Qualifier.class, facts -> named));

        assertThat(base.judged().data().score()).isEqualTo(60);
        assertThat(base.logged()).isEmpty();
    }

    // What is kept

    @TestFactory
    Stream<DynamicTest> a_decision_is_kept_with_its_facts_its_answer_and_the_rules_that_fired() {
        return onAll(base -> {
            var lead = base.judged();

            var kept = base.only();
            assertThat(kept.card()).isEqualTo(lead.id());
            assertThat(kept.process()).isEqualTo("incoming-lead");
            assertThat(kept.move()).isEqualTo(lead.version());
            assertThat(kept.rung()).isEmpty();
            assertThat(kept.kind()).isEqualTo(Ruling.QUALIFY);
            assertThat(kept.at()).isEqualTo(base.clock.instant());
            assertThat(kept.book()).isEqualTo("book-1");
            assertThat(kept.older()).isFalse();
            var facts = kept.facts(LeadFacts.class).orElseThrow();
            assertThat(facts.budget()).isEqualByComparingTo("2000000");
            assertThat(facts.answers()).containsEntry("authority", "self");
            assertThat(facts.missing()).containsExactly("hasCompetitor");
            assertThat(kept.answer(Qualification.class).orElseThrow())
                    .extracting(Qualification::score, Qualification::fit, Qualification::rules)
                    .containsExactly(77, 77, null);
            assertThat(kept.fired()).containsExactly(new Ruling.Fired("Крупный бюджет", "score.add", 77, "fit"));
        });
    }

    @Test
    void facts_tell_how_much_the_client_and_we_have_tried() {
        var base = new Base(Voronka.builder());
        var lead = base.inQualification();
        base.leads
                .fire(lead.id(), new IncomingLead.LogAttempt(false, "не берёт"), POLINA)
                .orThrow();
        base.clock.advance(Duration.ofDays(2).plusHours(5));
        base.leads
                .fire(lead.id(), new IncomingLead.LogAttempt(true, "ждёт"), POLINA)
                .orThrow();

        base.leads.fire(lead.id(), questionnaire(), POLINA).orThrow();

        assertThat(base.only().facts(LeadFacts.class).orElseThrow())
                .extracting(
                        LeadFacts::touches,
                        LeadFacts::reached,
                        LeadFacts::daysSinceFirstTouch,
                        LeadFacts::channel,
                        LeadFacts::direction,
                        LeadFacts::consent,
                        LeadFacts::company)
                .containsExactly(2, 1, 2, "WEBSITE", "alarms", true, false);
    }

    @TestFactory
    Stream<DynamicTest> a_move_does_not_repeat_the_ruling() {
        return onAll(base -> {
            var lead = base.judged();

            var moves = base.leads.history(lead.id());
            assertThat(moves.get(moves.size() - 1).answers().toString())
                    .contains("score=77")
                    .doesNotContain("Крупный бюджет")
                    .doesNotContain("book-1");
        });
    }

    @TestFactory
    Stream<DynamicTest> the_words_of_the_client_are_in_no_decision() {
        return onAll(base -> {
            base.judged();

            assertThat(base.only().facts(LeadFacts.class).orElseThrow().answers())
                    .containsEntry("need", true);
            assertThat(base.only().factsJson()).doesNotContain("Мария").doesNotContain("916");
        });
    }

    @Test
    void a_trigger_that_comes_to_nothing_leaves_no_decision() {
        var nobodySells = Directory.of(Employee.of("polina", Role.QUALIFIER));
        var base = new Base(Voronka.builder(), nobodySells);
        var lead = base.inQualification();

        assertThatThrownBy(() -> base.leads.fire(lead.id(), questionnaire(), POLINA))
                .isInstanceOf(PortFailed.class);
        base.leads.allowed(lead.id(), POLINA);

        assertThat(base.logged()).isEmpty();
    }

    @TestFactory
    Stream<DynamicTest> many_moves_at_once_keep_what_was_decided_for_each() {
        return onAll(base -> {
            var ids =
                    List.of(base.inQualification().id(), base.inQualification().id());

            base.leads.fireAll(ids, questionnaire(), POLINA);

            assertThat(base.logged()).extracting(LoggedDecision::card).containsExactlyInAnyOrderElementsOf(ids);
        });
    }

    @TestFactory
    Stream<DynamicTest> what_a_rung_does_is_kept_with_the_rung_whether_it_moves_the_card_or_not() {
        return onAll(base -> {
            var lead = base.inQualification();
            base.clock.advance(Duration.ofDays(30));
            base.voronka.fireDue();
            var last = base.leads.deadlines(lead.id());

            var kept = base.voronka
                    .decisions()
                    .page(DecisionQuery.all().card(lead.id()).kind(Ruling.ESCALATE));

            assertThat(kept).hasSize(1);
            assertThat(kept.get(0).rung()).isEqualTo(last.get(last.size() - 1).rung());
            assertThat(kept.get(0).move()).isEqualTo(lead.version());
            assertThat(kept.get(0).facts(Escalation.class).orElseThrow().stage())
                    .isEqualTo("QUALIFICATION");
            assertThat(kept.get(0).answer(Escalator.Answer.class).orElseThrow())
                    .isEqualTo(Escalator.Answer.of(Measure.say(Role.HEAD, "лид ждёт")));
        });
    }

    @Test
    void a_rung_that_moves_a_card_keeps_what_was_decided_with_that_move() {
        var ladder = Ladder.standard().with("errand", Ladder.none().reassign(workingHours(1)));
        var clock = new MovableClock(Bed.MONDAY_TEN);
        var voronka = Voronka.builder()
                .clock(clock)
                .people(Errand.PEOPLE)
                .ladder(ladder)
                .decisions(new Book())
                .build();
        var errands = voronka.funnel(Errand.PROCESS);
        var card = errands.open(new Errand.Data("чайник", null, false, null), Actor.employee("anna", Role.REP));
        clock.advance(Duration.ofDays(3));

        voronka.fireDue();

        assertThat(errands.card(card.id()).owner()).isNotEqualTo("anna");
        assertThat(voronka.decisions().page(DecisionQuery.all()))
                .extracting(LoggedDecision::kind, LoggedDecision::move)
                .containsExactly(tuple(Ruling.ESCALATE, 2L));
    }

    // Reading

    @TestFactory
    Stream<DynamicTest> thousands_of_decisions_are_read_one_after_another_and_from_any_place_on() {
        return onAll(base -> {
            base.judged();
            var lead = base.inQualification();
            var one = new DecisionForm(new JacksonCodec());
            var facts = new LeadFacts("", "", BigDecimal.ZERO, new TreeMap<>());
            var many = IntStream.range(0, 1200)
                    .mapToObj(i -> one.line(
                            lead.id(),
                            lead.process(),
                            i,
                            "",
                            base.clock.instant().plusSeconds(i / 400),
                            base.book.judged(facts)))
                    .toList();
            base.voronka.host().store().rung(new Rung(lead, lead, null, List.of(), List.of(), List.of(), many));

            var all = base.voronka.decisions().stream(DecisionQuery.all().limit(3))
                    .toList();

            assertThat(all).hasSize(1201).extracting(LoggedDecision::key).doesNotHaveDuplicates();
            assertThat(all).isSortedAccordingTo((a, b) -> a.at().compareTo(b.at()));
            assertThat(base.voronka
                            .decisions()
                            .page(DecisionQuery.all().after(all.get(700).key()).limit(2)))
                    .containsExactly(all.get(701), all.get(702));
        });
    }

    @TestFactory
    Stream<DynamicTest> decisions_are_written_to_a_file_and_read_again_without_a_voronka() {
        return onAll(base -> {
            base.judged();
            base.judged();
            var file = new StringBuilder();

            base.voronka.decisions().writeTo(file, DecisionQuery.all().limit(1));

            var form = new DecisionForm(new JacksonCodec());
            assertThat(file.toString().lines().map(l -> form.read(form.line(l))).toList())
                    .isEqualTo(base.logged())
                    .hasSize(2);
        });
    }

    @TestFactory
    Stream<DynamicTest> decisions_in_a_file_come_back_as_they_were_logged(@TempDir Path folder) {
        return onAll(base -> {
            base.judged();
            var lead = base.inQualification();
            base.clock.advance(Duration.ofDays(30));
            base.voronka.fireDue();
            var file = folder.resolve("решения " + lead.id() + ".jsonl");

            base.voronka.decisions().writeTo(file, DecisionQuery.all().limit(1));

            try (var read = DecisionFile.read(file)) {
                assertThat(read).isEqualTo(base.logged()).hasSizeGreaterThan(1);
            }
            assertThat(file.resolveSibling(file.getFileName() + ".part")).doesNotExist();
        });
    }

    @Test
    void a_broken_line_of_a_file_is_told_with_its_number(@TempDir Path folder) throws IOException {
        var base = new Base(Voronka.builder());
        base.judged();
        base.judged();
        var file = folder.resolve("decisions.jsonl");
        base.voronka.decisions().writeTo(file, DecisionQuery.all());
        var written = Files.readString(file);
        var lines = written.lines().toList();

        // An editor's mark and blank lines do not matter.
        Files.writeString(file, "\uFEFF" + lines.get(0) + "\r\n\n" + lines.get(1));
        try (var read = DecisionFile.read(file)) {
            assertThat(read).isEqualTo(base.logged());
        }

        Files.writeString(file, lines.get(0) + "\n\n" + lines.get(1).substring(0, 200));
        assertThatThrownBy(() -> all(file))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("decisions.jsonl, line 3: ")
                .hasMessageContaining("the text is no JSON")
                .hasMessageContaining("or take the line out");

        Files.writeString(file, lines.get(0).replace("\"move\"", "\"moved\""));
        assertThatThrownBy(() -> all(file))
                .hasMessageContaining("decisions.jsonl, line 1: ")
                .hasMessageContaining("it has no \"move\"");

        Files.writeString(file, written + "решение", Charset.forName("windows-1251"));
        assertThatThrownBy(() -> all(file)).hasMessageContaining("line 1: ").hasMessageContaining("not in UTF-8");

        assertThatThrownBy(() -> all(folder.resolve("нет.jsonl")))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("There is no file");
    }

    private static List<LoggedDecision> all(Path file) {
        try (var read = DecisionFile.read(file)) {
            return read.toList();
        }
    }

    @Test
    void a_key_that_is_none_is_refused() {
        assertThatThrownBy(() -> DecisionQuery.all().after("вчера"))
                .isInstanceOf(InvalidInput.class)
                .hasMessageContaining("\"вчера\" is no key of a logged decision");
        assertThatThrownBy(() -> DecisionQuery.all().limit(0)).isInstanceOf(InvalidInput.class);
    }

    // How long

    @TestFactory
    Stream<DynamicTest> decisions_are_kept_for_four_hundred_days_or_as_long_as_the_host_says() {
        return onAll(base -> {
            base.judged();
            base.clock.advance(Duration.ofDays(399));
            base.judged();
            assertThat(base.voronka.purgeDecisions()).isZero();

            base.clock.advance(Duration.ofDays(2));

            assertThat(base.voronka.purgeDecisions()).isEqualTo(1);
            assertThat(base.only().at()).isEqualTo(base.clock.instant().minus(Duration.ofDays(2)));
        });
    }

    @Test
    void a_host_says_how_long_decisions_are_kept() {
        var base = new Base(Voronka.builder().decisionsKeptFor(Duration.ofHours(5)));
        base.judged();
        base.clock.advance(Duration.ofHours(6));

        assertThat(base.voronka.purgeDecisions()).isEqualTo(1);
        assertThatThrownBy(() -> Voronka.builder().decisionsKeptFor(Period.ZERO))
                .isInstanceOf(InvalidInput.class)
                .hasMessage(
                        "Logged decisions would be kept for P0D; give a positive time, such as Period.ofDays(400).");
    }

    // Persons

    @TestFactory
    Stream<DynamicTest> what_is_decided_on_a_person_is_told_to_him_and_taken_out_with_him() {
        return onAll(base -> {
            base.judged();
            var maria = Person.phone("8 916 000-00-10").named("Мира Петрова");

            assertThat(base.voronka.personalData(maria))
                    .contains("\"decisions\":[{")
                    .contains("Крупный бюджет");
            assertThat(base.only().factsJson()).contains("Мира Петрова");

            base.voronka.erase(maria, Actor.employee("igor", Role.HEAD), "по просьбе");

            assertThat(base.only().factsJson()).doesNotContain("Петрова");
            assertThat(base.only().facts(LeadFacts.class).orElseThrow().budget())
                    .isEqualByComparingTo("2000000");
        });
    }

    @TestFactory
    Stream<DynamicTest> with_a_card_that_is_removed_its_decisions_go() {
        return Stream.of("the heap", "PostgreSQL")
                .map(name -> DynamicTest.dynamicTest("in " + name, () -> {
                    HikariDataSource source = name.equals("PostgreSQL") ? Databases.postgres() : null;
                    try (source) {
                        var builder = Voronka.builder()
                                .retention(Retention.of(IncomingLead.PROCESS, Period.ofDays(10))
                                        .removing());
                        var base = new Base(source == null ? builder : builder.dataSource(source));
                        var lead = base.judged();
                        var kept = base.judged();
                        base.leads
                                .fire(lead.id(), new CommonTrigger.Fail(IncomingLead.Stage.NO_NEED, "не нужно"), POLINA)
                                .orThrow();
                        base.clock.advance(Duration.ofDays(20));

                        assertThat(base.voronka.purge()).isEqualTo(1);

                        assertThat(base.only().card()).isEqualTo(kept.id());
                    }
                }));
    }

    // What it costs

    @Test
    void a_decision_costs_one_statement_more() {
        try (var real = Databases.postgres()) {
            var database = new FaultyDatabase(real);
            var base = new Base(Voronka.builder().dataSource(database.source()));

            base.judged(); // the rings have made their first turn

            base.book.version = null;
            var plain = base.inQualification();
            database.mend();
            base.leads.fire(plain.id(), questionnaire(), POLINA).orThrow();
            var without = database.asked();

            base.book.version = "book-1";
            var ruled = base.inQualification();
            database.mend();
            base.leads.fire(ruled.id(), questionnaire(), POLINA).orThrow();

            assertThat(database.asked()).isEqualTo(without + 1);
        }
    }
}
