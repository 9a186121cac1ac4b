package dev.voronka.delivery;

import dev.voronka.InvalidInput;
import java.time.Duration;

/**
 * The numbers of delivery. {@link #standard()} gives good ones; each can be changed by the method of its name.
 *
 * <p>The pause before attempt n + 1 is a random part of {@code firstPause × factor^(n − 1)}, at most {@code longestPause}:
 * with the standard numbers an effect whose receiver stays away is tried for about 7 hours (at most 14).
 *
 * @param lease for how long a node has what it has taken up (60 s). What is not settled by then may be taken up by
 *     another node, so a handler that hangs longer is repeated elsewhere, with the same key
 * @param firstPause the longest pause after the first failure (1 s)
 * @param factor by how much it grows with each failure (2)
 * @param longestPause what it grows to (1 h)
 * @param attempts after how many an effect becomes a dead letter (25); one that is tried again by hand gets one more
 * @param batch how many parcels a thread takes up at once at most (500); slow handlers get fewer
 * @param workers how many threads each handler has on this node (1)
 * @param idle how often the store is asked when nothing happens (2 s); what this node writes itself leaves at once
 * @param stopWithin how long a stop waits for calls that are under way before it interrupts them (20 s)
 */
public record DeliverySettings(
        Duration lease,
        Duration firstPause,
        double factor,
        Duration longestPause,
        int attempts,
        int batch,
        int workers,
        Duration idle,
        Duration stopWithin) {

    private static final DeliverySettings STANDARD = new DeliverySettings(
            Duration.ofSeconds(60),
            Duration.ofSeconds(1),
            2,
            Duration.ofHours(1),
            25,
            500,
            1,
            Duration.ofSeconds(2),
            Duration.ofSeconds(20));

    /** Refuses numbers that mean nothing. */
    public DeliverySettings {
        positive("lease", lease);
        positive("firstPause", firstPause);
        positive("longestPause", longestPause);
        positive("idle", idle);
        positive("stopWithin", stopWithin);
        if (!(factor >= 1 && factor <= 100)) {
            throw new InvalidInput("The factor of the pauses of delivery is " + factor + "; it must be 1 to 100.");
        }
        within("attempts", attempts, 10_000);
        within("batch", batch, 10_000);
        within("workers", workers, 64);
    }

    private static void positive(String what, Duration given) {
        if (given.isNegative() || given.isZero()) {
            throw new InvalidInput("The " + what + " of delivery is " + given + "; it must be longer than nothing.");
        }
    }

    private static void within(String what, int given, int most) {
        if (given < 1 || given > most) {
            throw new InvalidInput("The " + what + " of delivery are " + given + "; it must be 1 to " + most + ".");
        }
    }

    /** What is used if nothing else is said. */
    public static DeliverySettings standard() {
        return STANDARD;
    }

    /** The same with another lease. */
    public DeliverySettings lease(Duration other) {
        return new DeliverySettings(
                other, firstPause, factor, longestPause, attempts, batch, workers, idle, stopWithin);
    }

    /** The same with other pauses. */
    public DeliverySettings pauses(Duration first, double growingBy, Duration longest) {
        return new DeliverySettings(lease, first, growingBy, longest, attempts, batch, workers, idle, stopWithin);
    }

    /** The same with another number of attempts. */
    public DeliverySettings attempts(int other) {
        return new DeliverySettings(lease, firstPause, factor, longestPause, other, batch, workers, idle, stopWithin);
    }

    /** The same with another largest batch. */
    public DeliverySettings batch(int other) {
        return new DeliverySettings(
                lease, firstPause, factor, longestPause, attempts, other, workers, idle, stopWithin);
    }

    /** The same with another number of threads a handler. */
    public DeliverySettings workers(int other) {
        return new DeliverySettings(lease, firstPause, factor, longestPause, attempts, batch, other, idle, stopWithin);
    }

    /** The same with another pause between looks at a store where nothing happens. */
    public DeliverySettings idle(Duration other) {
        return new DeliverySettings(
                lease, firstPause, factor, longestPause, attempts, batch, workers, other, stopWithin);
    }

    /** The same with another wait for calls that are under way at a stop. */
    public DeliverySettings stopWithin(Duration other) {
        return new DeliverySettings(lease, firstPause, factor, longestPause, attempts, batch, workers, idle, other);
    }

    /**
     * The pause after the failure of an attempt.
     *
     * @param attempt which it was, from 1
     * @param chance from 0 to 1
     */
    Duration pause(int attempt, double chance) {
        var longest = Math.min(
                (double) longestPause.toMillis(), (double) firstPause.toMillis() * Math.pow(factor, attempt - 1.0));
        return Duration.ofMillis(Math.max(1, Math.round(longest * chance)));
    }
}
