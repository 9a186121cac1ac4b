/** How fast rules are, against plain Drools. Start at {@code RulesReport}. */
package dev.voronka.examples.benchmarks.rules;
