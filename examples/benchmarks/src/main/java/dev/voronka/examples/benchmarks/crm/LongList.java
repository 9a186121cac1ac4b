package dev.voronka.examples.benchmarks.crm;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.bitrix.client.ListCall;
import dev.voronka.bitrix.client.Plan;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A virtual machine with a small heap reads all deals of a portal, twice: once for the time, once for the memory. Prints the
 * number of items, the nanoseconds, and the bytes in use after collecting garbage behind each ten thousandth item.
 */
final class LongList {

    private LongList() {}

    /** Argument: webhook. */
    public static void main(String[] args) {
        var client = BitrixClient.webhook(URI.create(args[0]))
                .plan(new Plan(100_000, 100_000))
                .build();
        var began = System.nanoTime();
        System.out.println(read(client, false));
        System.out.println(System.nanoTime() - began);
        read(client, true);
    }

    private static int read(BitrixClient client, boolean measures) {
        var list = ListCall.of("crm.item.list", Map.of("entityTypeId", 2, "select", List.of("*")))
                .itemsAt("items")
                .id("id");
        var at = new AtomicInteger();
        try (var items = client.list(list)) {
            items.forEach(item -> {
                if (at.incrementAndGet() % 10_000 == 0 && measures) {
                    System.gc();
                    System.out.println(ManagementFactory.getMemoryMXBean()
                            .getHeapMemoryUsage()
                            .getUsed());
                }
            });
        }
        return at.get();
    }
}
