package dev.voronka.examples.benchmarks.crm;

import dev.voronka.bitrix.client.Plan;
import dev.voronka.bitrix.simulator.Portal;
import dev.voronka.crm.Crm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;

/**
 * Counts what a department costs a Bitrix24 portal, on the local one, and writes a section of the file named by the first
 * argument, between two marks. Takes a few minutes. {@code -Dcards=…} and {@code -Ditems=…} make it smaller.
 */
public final class CrmReport {

    private static final String FROM = "<!-- crm -->";
    private static final String TO = "<!-- /crm -->";
    private static final int PROCESSES = 10;
    private static final int CARDS = Integer.getInteger("cards", 10_000);
    private static final int ITEMS = Integer.getInteger("items", 100_000);
    private static final int SWEEPS = 21;

    /** What the client leaves to others who call from the same address, in percent. */
    private static final int SPARE = 20;

    /** Of operating time, a call that adds an item or a remark. */
    private static final double QUICK = 0.02;

    private final StringBuilder told = new StringBuilder();

    private CrmReport() {}

    /** Argument: the file. */
    public static void main(String[] args) throws Exception {
        var report = new CrmReport();
        report.line("| counted or timed | measured | target |");
        report.line("|---|---|---|");
        report.shown();
        report.remarkedOn();
        report.listed();
        report.write(Path.of(args[0]));
    }

    private void line(String text, Object... values) {
        var said = values.length == 0 ? text : String.format(Locale.ROOT, text, values);
        told.append(said).append('\n');
        System.out.println(said);
    }

    private void shown() throws Exception {
        try (var department = new TenProcesses(QUICK, SPARE, ShowsOnly::new)) {
            mirrored(
                    "new cards of ten processes shown",
                    department,
                    SPARE,
                    String.format(Locale.ROOT, "≤ %,d, none refused", CARDS / 25));
            swept(department);
        }
        try (var department = new TenProcesses(QUICK, 0, ShowsOnly::new)) {
            mirrored(
                    "the same by a client that leaves nothing to others",
                    department,
                    0,
                    String.format(Locale.ROOT, "≤ %,d, none refused", CARDS / 25));
        }
    }

    private void remarkedOn() throws Exception {
        try (var department = new TenProcesses(QUICK, SPARE, UnaryOperator.<Crm>identity())) {
            mirrored("the same, each with its remark, which is looked for before it is written", department, SPARE, "");
        }
    }

    private void mirrored(String what, TenProcesses department, int sparePercent, String goal) {
        department.open(CARDS / PROCESSES);
        var took = department.deliver();
        var counts = department.portal.counts();
        if (counts.calls("crm.item.add") != CARDS) {
            throw new IllegalStateException(counts.calls("crm.item.add") + " items were made of " + CARDS + " cards");
        }
        System.out.println(counts.calls());
        var requests = counts.requests();
        line(
                "| %,d %s: requests (refused by the limit: %d) | %,d | %s |",
                CARDS, what, counts.limitExceeded(), requests, goal);
        var least = least(requests, sparePercent);
        line(
                "| virtual time of it | %.1f s = **%.2f ×** the least that %d %% of the limit allow (%.1f s)%s | ≤ 1.10 × |",
                seconds(took),
                seconds(took) / least,
                100 - sparePercent,
                least,
                sparePercent == 0
                        ? ""
                        : String.format(
                                Locale.ROOT,
                                ", %.2f × what all of it allows (%.1f s)",
                                seconds(took) / least(requests, 0),
                                least(requests, 0)));
    }

    /** How long so many requests take at least from an empty bucket on, in seconds. */
    private static double least(int requests, int sparePercent) {
        var share = (100 - sparePercent) / 100.0;
        return Math.max(0, requests - Plan.STANDARD.burst() * share) / (Plan.STANDARD.perSecond() * share);
    }

    private static double seconds(Duration time) {
        return time.toMillis() / 1_000.0;
    }

    private void swept(TenProcesses department) {
        // The first looks take up what has just been made.
        for (var i = 0; i < 3; i++) {
            department.voronka.crm().syncNow();
            department.clock.forward(Duration.ofMinutes(1));
        }
        var counts = department.portal.counts();
        var most = 0;
        var millis = new ArrayList<Double>();
        for (var i = 0; i < SWEEPS; i++) {
            department.clock.forward(Duration.ofMinutes(1));
            counts.clear();
            var began = System.nanoTime();
            department.voronka.crm().syncNow();
            millis.add((System.nanoTime() - began) / 1e6);
            most = Math.max(most, counts.requests());
        }
        var sorted = millis.stream().sorted().toList();
        line(
                "| a look for changes of ten processes with %,d cards, when nothing has changed: requests, the most of %d looks (median %.1f ms of wall clock, the portal's work included) | %d | 1 |",
                CARDS, SWEEPS, sorted.get(SWEEPS / 2), most);
    }

    private void listed() throws Exception {
        try (var portal = Portal.builder()
                .plan(dev.voronka.bitrix.simulator.Plan.UNLIMITED)
                .build()
                .start()) {
            var person = portal.ui().as(1);
            for (var i = 0; i < ITEMS; i++) {
                person.add("deal", Map.of("title", "сделка " + i, "opportunity", 1_000 + i));
            }
            var said = child(portal.webhook()).stream().map(Long::valueOf).toList();
            if (said.get(0) != ITEMS) {
                throw new IllegalStateException("Read were " + said.get(0));
            }
            var heap = said.subList(2, said.size());
            line(
                    "| %,d items read by `client.list`, heap of 64 MB: in use after collecting garbage behind item 10,000 / %,d / %,d (the most of all %d) | %.1f / %.1f / %.1f MB (%.1f MB) | constant |",
                    ITEMS,
                    heap.size() / 2 * 10_000,
                    heap.size() * 10_000,
                    heap.size(),
                    megabytes(heap.get(0)),
                    megabytes(heap.get(Math.max(0, heap.size() / 2 - 1))),
                    megabytes(heap.get(heap.size() - 1)),
                    megabytes(heap.stream().mapToLong(Long::longValue).max().orElse(0)));
            line("| items a second of it, without a limit of requests | %,.0f | |", ITEMS * 1e9 / said.get(1));
        }
    }

    private static double megabytes(long bytes) {
        return bytes / (double) (1 << 20);
    }

    private static List<String> child(URI webhook) throws Exception {
        var process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("java.class.path"),
                        LongList.class.getName(),
                        webhook.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try (var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            var said = lines.lines().toList();
            if (process.waitFor() != 0) {
                throw new IllegalStateException(LongList.class + " died: " + said);
            }
            return said;
        }
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

                ## A CRM

                Written by `java -cp examples/benchmarks/target/benchmarks.jar dev.voronka.examples.benchmarks.crm.CrmReport docs/benchmarks.md`.
                Java %s, %d processors, shared and noisy; the local portal of `docs/simulator.md` with the standard plan (2 requests a second, 50 at once), on
                a clock moved by hand: waiting costs virtual time, answers cost none. The client leaves %d %% of the limit to others
                unless told, so that it takes 1.25 times and more of what all of the limit allows: the target of 1.10 is met by a client that leaves nothing to others,
                or measured against its own share. Batches are the 100 cards that `BitrixCrm` wants at least, as delivery comes down to at the pace of a portal.
                Adding an item or a remark is set to cost %.2f s of operating time: with 0.05 s, the simulator's default, 10,000 items also meet the portal's other
                limit, 480 s a method in 10 minutes (not measured). Remarks have no target; each is looked for and then written, two calls in batches of 50.

                %s
                %s
                """.formatted(
                        FROM,
                        System.getProperty("java.version"),
                        Runtime.getRuntime().availableProcessors(),
                        SPARE,
                        QUICK,
                        told,
                        TO);
        Files.writeString(file, kept.stripTrailing() + "\n\n" + text);
    }
}
