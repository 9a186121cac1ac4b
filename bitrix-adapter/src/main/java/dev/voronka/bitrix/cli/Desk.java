package dev.voronka.bitrix.cli;

import dev.voronka.bitrix.client.BitrixClient;
import dev.voronka.department.Department;
import java.io.PrintStream;
import java.net.URI;
import java.time.Clock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the program works with.
 *
 * @param department whose processes
 * @param environment its variables, by name
 * @param clients makes a client of the address of a webhook
 * @param clock the time here
 */
record Desk(
        Department department,
        Function<String, @Nullable String> environment,
        Function<URI, BitrixClient> clients,
        Clock clock,
        PrintStream out,
        PrintStream err) {}
