package dev.voronka.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.voronka.Actor;
import dev.voronka.Card;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.calendar.Calendars;
import dev.voronka.calendar.OfficeHours;
import dev.voronka.calendar.RussianZone;
import dev.voronka.calendar.WorkingCalendar;
import dev.voronka.decision.ApprovalPolicy;
import dev.voronka.decision.Decisions;
import dev.voronka.decision.Escalator;
import dev.voronka.decision.Qualification;
import dev.voronka.decision.Qualification.Verdict;
import dev.voronka.decision.Qualifier;
import dev.voronka.decision.RoutingRules;
import dev.voronka.department.Department;
import dev.voronka.lookup.BusyTimes;
import dev.voronka.people.Directory;
import dev.voronka.people.Employee;
import dev.voronka.process.Bed;
import dev.voronka.process.MovableClock;
import dev.voronka.process.incominglead.Channel;
import dev.voronka.process.incominglead.IncomingLead;
import dev.voronka.process.incominglead.LeadData;
import dev.voronka.process.meeting.Meeting;
import dev.voronka.questionnaire.AnswerSheet;
import dev.voronka.run.Voronka;
import dev.voronka.store.CardStore;
import dev.voronka.store.InMemoryCardStore;
import dev.voronka.store.StoreFailed;
import dev.voronka.store.jdbc.JdbcCardStore;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.context.annotation.ImportCandidates;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import tools.jackson.databind.json.JsonMapper;

/** What an application on Spring Boot gets by having voronka on its class path. */
class VoronkaAutoConfigurationTest {

    private static final Actor REP = Actor.employee("e17", Role.REP);

    private final MovableClock clock = new MovableClock(Bed.MONDAY_TEN);
    private final ApplicationContextRunner application = new ApplicationContextRunner()
            .withConfiguration(AutoConfigurations.of(VoronkaAutoConfiguration.class))
            .withBean(Clock.class, () -> clock);

    @Test
    void spring_boot_finds_the_auto_configuration_by_itself() {
        assertThat(ImportCandidates.load(AutoConfiguration.class, getClass().getClassLoader()))
                .contains(VoronkaAutoConfiguration.class.getName());
    }

    @Test
    void with_nothing_in_the_application_cards_are_kept_in_memory() {
        application.run(context -> {
            assertThat(context).hasNotFailed().hasSingleBean(Voronka.class);
            assertThat(context.getBean(CardStore.class)).isInstanceOf(InMemoryCardStore.class);
            assertThat(meeting(context.getBean(Voronka.class)).openedAt()).isEqualTo(clock.instant());
        });
    }

    @Test
    void with_a_data_source_cards_outlive_the_application() {
        var database = h2();
        var opened = new Object() {
            Card<Meeting.Data> card;
        };

        application.withBean(DataSource.class, () -> database).run(context -> {
            assertThat(context.getBean(CardStore.class)).isInstanceOf(JdbcCardStore.class);
            opened.card = meeting(context.getBean(Voronka.class));
        });

        application
                .withBean(DataSource.class, () -> database)
                .run(context -> assertThat(context.getBean(Voronka.class)
                                .funnel(Meeting.PROCESS)
                                .card(opened.card.id()))
                        .isEqualTo(opened.card));
    }

    @Test
    void of_several_data_sources_the_primary_one_is_taken_and_without_one_none() {
        var two = application.withBean("first", DataSource.class, VoronkaAutoConfigurationTest::h2);

        two.withBean("second", DataSource.class, VoronkaAutoConfigurationTest::h2, b -> b.setPrimary(true))
                .run(context -> assertThat(context.getBean(CardStore.class)).isInstanceOf(JdbcCardStore.class));
        two.withBean("second", DataSource.class, VoronkaAutoConfigurationTest::h2)
                .run(context -> assertThat(context.getBean(CardStore.class)).isInstanceOf(InMemoryCardStore.class));
    }

    @Test
    void tables_that_the_application_brings_itself_are_looked_for() {
        application
                .withBean(DataSource.class, VoronkaAutoConfigurationTest::h2)
                .withPropertyValues("voronka.store.tables=check")
                .run(context -> assertThat(context).getFailure().rootCause().isInstanceOf(StoreFailed.class));
    }

    @Test
    void tables_that_the_application_brings_itself_are_there_before_they_are_looked_for() {
        var database = h2();

        application
                .withBean(DataSource.class, () -> database)
                .withBean(
                        "flywayInitializer",
                        CardStoreTables.class,
                        () -> new CardStoreTables(database),
                        b -> b.setLazyInit(true))
                .withPropertyValues("voronka.store.tables=check")
                .run(context -> assertThat(context).hasNotFailed());
    }

    @Test
    void the_applications_own_beans_take_the_place_of_ours() {
        var store = new InMemoryCardStore();
        var voronka = Voronka.inMemory();

        application
                .withBean(DataSource.class, VoronkaAutoConfigurationTest::h2)
                .withBean(CardStore.class, () -> store)
                .run(context -> {
                    assertThat(context.getBean(CardStore.class)).isSameAs(store);
                    var card = meeting(context.getBean(Voronka.class));
                    assertThat(store.load(card.id())).isPresent();
                });
        application
                .withBean(Voronka.class, () -> voronka)
                .run(context -> assertThat(context.getBean(Voronka.class)).isSameAs(voronka));
    }

    @Test
    void who_works_when_is_taken_from_the_application() {
        var kamchatka = OfficeHours.in(RussianZone.KAMCHATKA.zone());
        var people =
                Directory.of(Employee.of("e17", Role.REP).away(LocalDate.of(2026, 11, 24), LocalDate.of(2026, 11, 24)));

        application
                .withBean(Directory.class, () -> people)
                .withBean(WorkingCalendar.class, OfficeHours::russian)
                .run(context -> assertThat(
                                meeting(context.getBean(Voronka.class)).due())
                        .contains(Bed.MONDAY_TEN.plusDays(2).toInstant()));
        application
                .withBean(WorkingCalendar.class, OfficeHours::russian)
                .withBean(Calendars.class, () -> Calendars.same(kamchatka))
                .run(context -> assertThat(
                                meeting(context.getBean(Voronka.class)).due())
                        .contains(Bed.MONDAY_TEN.plusDays(1).withHour(9).toInstant()));
    }

    @Test
    void the_department_and_processes_run_before_anybody_asks_for_their_funnels() {
        application
                .withBean(Department.class, Department::standard)
                .withBean("meeting", SalesProcess.class, () -> Meeting.PROCESS)
                .run(context -> {
                    assertThat(context).hasNotFailed();
                    assertThat(context.getBean(Voronka.class).fireDue()).isZero();
                });
    }

    @Test
    void a_port_is_known_by_its_interface() {
        BusyTimes always = asked -> new BusyTimes.Found(List.of("занято"));

        application.withBean("calendarOfRooms", BusyTimes.class, () -> always).run(context -> {
            var meetings = context.getBean(Voronka.class).funnel(Meeting.PROCESS);
            var card = meeting(context.getBean(Voronka.class));

            var outcome = meetings.fire(
                    card.id(), new Meeting.Schedule(Bed.MONDAY_TEN.plusDays(1), Duration.ofHours(1), "офис"), REP);

            assertThat(outcome.message()).contains("owner-is-free");
        });
    }

    @Test
    void rules_of_the_application_stand_behind_the_ports() {
        var judged = new Qualification(5, Verdict.NURTURE, List.of());
        var rules = new Decisions() {
            @Override
            public Optional<Qualifier> qualifier() {
                return Optional.of(facts -> judged);
            }

            @Override
            public RoutingRules routing() {
                return RoutingRules.NONE;
            }

            @Override
            public Optional<Escalator> escalator() {
                return Optional.empty();
            }

            @Override
            public Optional<ApprovalPolicy> approvals() {
                return Optional.empty();
            }
        };

        application
                .withBean(Decisions.class, () -> rules)
                .withBean(Directory.class, () -> Directory.of(Employee.of("polina", Role.QUALIFIER)))
                .run(context -> {
                    var leads = context.getBean(Voronka.class).funnel(IncomingLead.PROCESS);
                    var lead = LeadData.of("щит", Channel.PHONE, "нужен щит")
                            .phones("8 916 000-00-10")
                            .consentGiven(clock.instant());
                    var card = leads.open(lead, REP);
                    leads.fire(card.id(), new IncomingLead.Intake(), REP).orThrow();
                    var answers = AnswerSheet.of(
                            1,
                            Map.of(
                                    "need", "щит",
                                    "budget", BigDecimal.TEN,
                                    "authority", "self",
                                    "deadline", "month"));

                    var after = leads.fire(
                                    card.id(),
                                    new IncomingLead.SubmitQuestionnaire(answers),
                                    Actor.employee("polina", Role.QUALIFIER))
                            .orThrow();

                    assertThat(after.data().score()).isEqualTo(5);
                });
    }

    @Test
    void of_several_beans_behind_a_port_the_primary_one_is_taken_and_without_one_all_are_named() {
        BusyTimes never = asked -> new BusyTimes.Found(List.of());
        var one = application.withBean("rooms", BusyTimes.class, () -> never);

        one.withBean("cars", BusyTimes.class, () -> never, b -> b.setPrimary(true))
                .run(context -> assertThat(context).hasNotFailed());
        one.withBean("cars", BusyTimes.class, () -> never)
                .run(context -> assertThat(context)
                        .getFailure()
                        .rootCause()
                        .isInstanceOf(InvalidInput.class)
                        .hasMessage(
                                "Several beans stand behind port dev.voronka.lookup.BusyTimes: cars, rooms. Mark one of"
                                        + " them @Primary, or leave one."));
    }

    @Test
    void a_value_that_cannot_be_is_refused_with_the_propertys_name_and_what_it_may_be() {
        Map.of("voronka.engine", "steam", "voronka.store.tables", "perhaps", "voronka.largest-data", "much")
                .forEach((name, value) -> application
                        .withPropertyValues(name + "=" + value)
                        .run(context -> assertThat(
                                        Stream.iterate(context.getStartupFailure(), e -> e != null, Throwable::getCause)
                                                .map(Throwable::getMessage)
                                                .toList())
                                .as(name)
                                .anySatisfy(m -> assertThat(m).contains(name))
                                .anySatisfy(m -> assertThat(m).contains(value))));
    }

    @Test
    void the_engine_and_the_largest_data_are_said_by_properties() {
        application
                .withPropertyValues("voronka.engine=table", "voronka.largest-data=100B")
                .run(context -> assertThatThrownBy(() -> meeting(context.getBean(Voronka.class)))
                        .isInstanceOf(InvalidInput.class)
                        .hasMessageContaining("at most 100"));
    }

    @Test
    void it_can_be_switched_off() {
        application
                .withPropertyValues("voronka.enabled=false")
                .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(Voronka.class));
    }

    @Test
    void tools_are_told_of_every_property() throws IOException {
        try (var told =
                VoronkaAutoConfiguration.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            var names = JsonMapper.builder()
                    .build()
                    .readTree(new String(told.readAllBytes(), StandardCharsets.UTF_8))
                    .get("properties")
                    .valueStream()
                    .map(p -> p.get("name").asString())
                    .toList();

            assertThat(names)
                    .containsExactlyInAnyOrderElementsOf(
                            properties("voronka", VoronkaProperties.class).toList());
        }
    }

    private static Stream<String> properties(String prefix, Class<?> type) {
        return Stream.of(type.getRecordComponents()).flatMap(c -> {
            var name = prefix + "." + c.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
            return c.getType().isRecord() ? properties(name, c.getType()) : Stream.of(name);
        });
    }

    /** Brings the tables, as a tool of the application's would. */
    private static final class CardStoreTables {
        CardStoreTables(DataSource database) {
            JdbcCardStore.on(database);
        }
    }

    private static Card<Meeting.Data> meeting(Voronka voronka) {
        return voronka.funnel(Meeting.PROCESS).open(new Meeting.Data("показать прототип", "c1"), REP);
    }

    private static DataSource h2() {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
