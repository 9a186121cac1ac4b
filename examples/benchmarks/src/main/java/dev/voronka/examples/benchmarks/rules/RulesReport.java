package dev.voronka.examples.benchmarks.rules;

import dev.voronka.decision.LeadFacts;
import dev.voronka.rules.BookDecisions;
import dev.voronka.rules.Judging;
import dev.voronka.rules.RuleBook;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Measures rules against plain Drools, in interleaved rounds, and writes a section of the file named by the first argument,
 * between two marks. Takes about five minutes.
 */
public final class RulesReport {

    private static final String FROM = "<!-- rules -->";
    private static final String TO = "<!-- /rules -->";
    private static final int LEADS = 2_000;
    private static final int WARM_UP = 5;
    private static final int ROUNDS = 15;
    private static final int MANY = Integer.getInteger("many", 100_000);

    private final StringBuilder told = new StringBuilder();

    private RulesReport() {}

    /** Argument: the file. */
    public static void main(String[] args) throws Exception {
        var report = new RulesReport();
        report.line("| work | measured | target |");
        report.line("|---|---|---|");
        report.decisions();
        report.books();
        report.whatIf();
        report.write(Path.of(args[0]));
    }

    private void line(String text, Object... values) {
        var said = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
        told.append(said).append('\n');
        System.out.println(said);
    }

    private void decisions() {
        var zone = ZoneId.of("Europe/Moscow");
        var clock = Clock.fixed(Instant.parse("2026-11-28T09:00:00Z"), zone);
        var files = HundredRules.files();
        var plain = new PlainDrools(files);
        var book = BookDecisions.of(RuleBook.of(files), Judging.standard().clock(clock));
        var qualifier = book.qualifier().orElseThrow();
        var leads = HundredRules.leads(LEADS);
        var fired = 0L;
        for (var lead : leads) {
            var judged = qualifier.answer(lead);
            var expected = plain.decide(lead, LocalDate.now(clock));
            if (!expected.equals(judged.score() + " " + judged.verdict())) {
                throw new IllegalStateException(expected + " by plain Drools, but " + judged);
            }
            fired += judged.ruling().orElseThrow().fired().size();
        }
        var drools = new ArrayList<Double>();
        var voronka = new ArrayList<Double>();
        for (var round = 0; round < WARM_UP + ROUNDS; round++) {
            var a = micros(
                    leads, lead -> plain.decide(lead, LocalDate.now(clock)).length());
            var b = micros(leads, lead -> qualifier.answer(lead).score());
            if (round >= WARM_UP) {
                drools.add(a);
                voronka.add(b);
            }
        }
        line(
                "| a decision (score and verdict) on a book of 100 rules, of which %.1f hold | %.1f µs of processor = **%.2f ×** plain Drools with the same two sessions (%.1f µs) | ≤ 2 × |",
                (double) fired / LEADS, median(voronka), median(voronka) / median(drools), median(drools));
    }

    private interface Work {
        int on(LeadFacts lead);
    }

    /** Of the thread's processor time. */
    private static double micros(List<LeadFacts> leads, Work work) {
        var threads = ManagementFactory.getThreadMXBean();
        var before = threads.getCurrentThreadCpuTime();
        var sum = 0L;
        for (var lead : leads) {
            sum += work.on(lead);
        }
        var spent = threads.getCurrentThreadCpuTime() - before;
        if (sum == Long.MIN_VALUE) {
            throw new IllegalStateException();
        }
        return spent / 1_000.0 / leads.size();
    }

    private void books() throws Exception {
        var cold = new ArrayList<Double>();
        var warm = new ArrayList<Double>();
        for (var i = 0; i < 5; i++) {
            var said = child(ColdBook.class, "-Xmx512m").stream()
                    .map(Double::valueOf)
                    .toList();
            cold.add(said.get(0));
            warm.addAll(said.subList(said.size() - 5, said.size()));
        }
        line("| check and compile 100 rules, fresh virtual machine | %,.0f ms | ≤ 2,000 ms |", median(cold));
        line("| the same, warm (the 8th to 12th time) | %,.0f ms | ≤ 500 ms |", median(warm));
    }

    private void whatIf() throws Exception {
        var file = Files.createTempFile("decisions", ".jsonl");
        var table = Files.createTempFile("cases", ".csv");
        ManyDecisions.write(file, MANY);
        var said = child(ManyDecisions.class, "-Xmx64m", file.toString(), table.toString());
        line(
                "| what-if of %,d decisions in a file (%,d MB) on a changed book of 101 rules, heap of 64 MB, with the table of %,d changed cases | %,.1f s | ≤ 60 s |",
                Integer.valueOf(said.get(1)),
                Files.size(file) >> 20,
                Integer.valueOf(said.get(2)),
                Double.parseDouble(said.get(0)) / 1_000);
        if (!said.get(3).equals("0")) {
            throw new IllegalStateException("Not reproduced: " + said.get(3));
        }
        Files.delete(file);
        Files.delete(table);
    }

    private static List<String> child(Class<?> program, String heap, String... arguments) throws Exception {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                heap,
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(List.of(arguments));
        var process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var said = lines.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(program + " died: " + said);
            }
            return said;
        }
    }

    private static double median(List<Double> all) {
        var sorted = all.stream().sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private void write(Path file) throws IOException {
        var before = Files.exists(file) ? Files.readString(file) : "";
        var at = before.indexOf(FROM);
        var end = before.indexOf(TO);
        var kept = at < 0
                ? before
                : before.substring(0, at) + before.substring(end + TO.length()).stripLeading();
        var text = """
                %s

                ## Rules

                Written by `java -cp examples/benchmarks/target/benchmarks.jar dev.voronka.examples.benchmarks.rules.RulesReport docs/benchmarks.md`.
                Java %s, %d processors, shared and noisy. Decisions in interleaved rounds (%d after %d to warm up, %,d leads each), medians of the thread's
                processor time; both answers are compared first. Plain Drools compiles the author's own text; voronka adds the gate, limits, reasons, the ruling.

                %s
                %s
                """.formatted(
                        FROM,
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        ROUNDS,
                        WARM_UP,
                        LEADS,
                        told,
                        TO);
        Files.writeString(file, kept.stripTrailing() + "\n\n" + text);
    }
}
