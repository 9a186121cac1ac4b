package dev.voronka.rules;

import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Program of a JVM whose metaspace is capped: brings so many books into force while somebody decides all the time. Prints
 * what it has seen; a leak ends it in an OutOfMemoryError.
 */
public final class ReloadLoop {

    private ReloadLoop() {}

    /** With how many reloads, and how many rules a book has. */
    public static void main(String[] args) throws InterruptedException {
        var reloads = Integer.parseInt(args[0]);
        var rules = Integer.parseInt(args[1]);
        var desk = RuleDesk.builder().book(RuleBook.of(book(0, rules))).keep(3).build();
        var isOver = new AtomicBoolean();
        var decided = new AtomicLong();
        var wrong = new AtomicLong();
        var thread = new Thread(() -> {
            while (!isOver.get()) {
                var answer = desk.qualifier().orElseThrow().answer(Books.lead());
                decided.incrementAndGet();
                if (answer.score() % rules != 0) {
                    wrong.incrementAndGet();
                }
            }
        });
        thread.start();
        long half = 0;
        for (var i = 1; i <= reloads; i++) {
            desk.publish(desk.book().version(), book(i, rules));
            if (i == reloads / 2) {
                half = metaspace();
            }
        }
        isOver.set(true);
        thread.join();
        System.out.printf(
                "reloads=%d decided=%d wrong=%d metaspaceHalfMB=%d metaspaceEndMB=%d unloaded=%d%n",
                reloads,
                decided.get(),
                wrong.get(),
                half >> 20,
                metaspace() >> 20,
                ManagementFactory.getClassLoadingMXBean().getUnloadedClassCount());
    }

    private static long metaspace() {
        System.gc();
        return ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(p -> p.getName().equals("Metaspace"))
                .map(MemoryPoolMXBean::getUsage)
                .mapToLong(u -> u.getUsed())
                .sum();
    }

    private static Map<String, String> book(int points, int rules) {
        var text = new StringBuilder("package voronka.score\n");
        for (var i = 0; i < rules; i++) {
            text.append("rule \"Правило ")
                    .append(i)
                    .append("\"\nwhen\n    Lead(budget >= ")
                    .append(i)
                    .append(")\nthen\n    score.add(")
                    .append(points)
                    .append(", \"")
                    .append(points)
                    .append("\");\nend\n");
        }
        return Map.of("score.drl", text.toString());
    }
}
