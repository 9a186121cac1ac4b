package dev.voronka.bitrix.client;

/**
 * How many requests a portal bears: the bucket holds so many and runs empty at so many a second. Source: Bitrix24's page on
 * limits.
 *
 * @param perSecond requests that flow off a second
 * @param burst requests that fit into the bucket
 */
public record Plan(int perSecond, int burst) {

    /** 2 a second, 50 at once. */
    public static final Plan STANDARD = new Plan(2, 50);

    /** 5 a second, 250 at once. */
    public static final Plan ENTERPRISE = new Plan(5, 250);

    /** @throws IllegalArgumentException unless both are positive */
    public Plan {
        if (perSecond < 1 || burst < 1) {
            throw new IllegalArgumentException("A plan of " + perSecond + " requests a second and " + burst
                    + " at once lets nothing through; both are at least 1.");
        }
    }
}
