/** How fast voronka is, as ratios within one run. Start at {@link dev.voronka.examples.benchmarks.Report}. */
package dev.voronka.examples.benchmarks;
