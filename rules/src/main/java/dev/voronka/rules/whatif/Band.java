package dev.voronka.rules.whatif;

/** By how many points a score moved, in bands. */
enum Band {
    FAR_DOWN(Long.MIN_VALUE, -50),
    DOWN(-49, -25),
    SOME_DOWN(-24, -10),
    LITTLE_DOWN(-9, -1),
    NONE(0, 0),
    LITTLE_UP(1, 9),
    SOME_UP(10, 24),
    UP(25, 49),
    FAR_UP(50, Long.MAX_VALUE);

    private final long from;
    private final long to;

    Band(long from, long to) {
        this.from = from;
        this.to = to;
    }

    static Band of(long points) {
        for (var band : values()) {
            if (points <= band.to) {
                return band;
            }
        }
        throw new IllegalStateException("The last band has no end");
    }

    /** Such as {@code +10…+24}. */
    String range() {
        if (this == NONE) {
            return "0";
        }
        if (from == Long.MIN_VALUE) {
            return "≤ " + signed(to);
        }
        return to == Long.MAX_VALUE ? "≥ " + signed(from) : signed(from) + "…" + signed(to);
    }

    /** With a plus or a true minus. */
    static String signed(long points) {
        return points > 0
                ? "+" + points
                : points < 0 ? "−" + String.valueOf(points).substring(1) : "0";
    }
}
