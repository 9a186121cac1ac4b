package dev.voronka.bitrix.simulator;

/** What the portal has paid for: how many requests it bears and how many smart processes it may have. */
public enum Plan {
    /** Two requests a second after a burst of 50. */
    STANDARD(2, 50, 64),
    /** Five requests a second after a burst of 250. */
    ENTERPRISE(5, 250, 128),
    /** No limit of requests; for benchmarks and chaos tests. No real portal has it. */
    UNLIMITED(1e9, Integer.MAX_VALUE, 10_000);

    final double drainPerSecond;
    final int threshold;
    final int smartProcesses;

    Plan(double drainPerSecond, int threshold, int smartProcesses) {
        this.drainPerSecond = drainPerSecond;
        this.threshold = threshold;
        this.smartProcesses = smartProcesses;
    }
}
