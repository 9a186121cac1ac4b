package dev.voronka.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import dev.voronka.Branch;
import dev.voronka.Forcing;
import dev.voronka.Row;
import dev.voronka.SalesProcess;
import dev.voronka.Stage;
import dev.voronka.department.Department;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.EngineFilter;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;
import org.junit.platform.launcher.listeners.TestExecutionSummary;

/** Asks of the tests of every process that they see everything, and that somebody notices when a guard is gone. */
@Isolated
class ProcessSuiteTest {

    static List<SalesProcess<?, ?>> processes() {
        return Department.standard().processes();
    }

    @AfterEach
    void nothing_stays_forced() {
        Forcing.stop();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void the_tests_of_a_process_see_every_row_guard_role_timer_limit_and_message(SalesProcess<?, ?> process) {
        Bed.forget(process.code());

        var summary = tested(process);

        assertThat(summary.getTestsFailedCount()).isZero();
        assertThat(summary.getTestsSucceededCount()).isPositive();
        assertThat(unseen(process, Bed.seen(process.code())))
                .as("not seen by any test of " + process)
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("processes")
    void forcing_any_one_guard_makes_a_test_fail(SalesProcess<?, ?> process) {
        var unnoticed = new ArrayList<String>();
        for (var guard : process.guards()) {
            Forcing.force(process.code(), guard);
            if (tested(process).getTestsFailedCount() == 0) {
                unnoticed.add(guard);
            }
        }

        assertThat(process.guards()).isNotEmpty();
        assertThat(unnoticed)
                .as("guards of " + process + " that nobody would miss")
                .isEmpty();
    }

    private static TestExecutionSummary tested(SalesProcess<?, ?> process) {
        var tests = "dev.voronka.process." + process.code().replace("-", "");
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(selectPackage(tests))
                .filters(
                        ClassNameFilter.includeClassNamePatterns(".*Test"),
                        EngineFilter.includeEngines("junit-jupiter"))
                .build();
        var listener = new SummaryGeneratingListener();
        LauncherFactory.create().execute(request, listener);
        return listener.getSummary();
    }

    private static <D> List<String> unseen(SalesProcess<?, D> process, Seen seen) {
        Set<String> wanted = new TreeSet<>();
        for (var row : process.rows()) {
            for (var branch : row.branches()) {
                var taken = row.from().name() + " -" + row.event() + "-> "
                        + branch.target().map(Stage::name).orElse(row.from().name());
                want(wanted, "row", taken, seen.rows.contains(taken));
            }
            row.guards().forEach(g -> {
                want(wanted, "refusal only by", g.code(), seen.soleReasons.contains(g.code()));
                want(wanted, "passing", g.code(), seen.passed.contains(g.code()));
            });
            row.branches().stream()
                    .map(Branch::guard)
                    .filter(Objects::nonNull)
                    .forEach(g -> want(wanted, "passing", g.code(), seen.passed.contains(g.code())));
            var place = row.from().name() + "/" + row.event();
            if (!row.by().isEmpty()) {
                want(wanted, "refusal for want of a right", place, seen.rightsRefused.contains(place));
            }
            if (isLimited(row)) {
                want(wanted, "limit of", row.event(), seen.limits.contains(row.event()));
            }
        }
        process.stages()
                .forEach(s -> s.timers().forEach(t -> {
                    var timer = s.stage().name() + "/" + t.trigger();
                    want(wanted, "timer", timer, seen.timers.contains(timer));
                }));
        messages(process).forEach(m -> want(wanted, "message", m, seen.messages.contains(m)));
        return List.copyOf(wanted);
    }

    private static boolean isLimited(Row<?> row) {
        return row.limit() > 0 || row.branches().stream().anyMatch(Branch::loops);
    }

    private static Stream<String> messages(SalesProcess<?, ?> process) {
        return process.texts().codes().stream()
                .filter(c -> c.startsWith("message."))
                .map(c -> c.substring("message.".length()));
    }

    private static void want(Set<String> wanted, String what, String which, boolean isSeen) {
        if (!isSeen) {
            wanted.add(what + " " + which);
        }
    }
}
