/** How fast durable voronka is, against the least that raw JDBC must do. Start at {@code DurableReport}. */
package dev.voronka.examples.benchmarks.durable;
