package dev.voronka.bitrix.simulator;

/**
 * Who changed something.
 *
 * @param userId the person; a robot acts as the person who owns it
 * @param by by which way
 * @param connector the {@code auth_connector} of the call; empty without one
 */
record Author(long userId, By by, String connector) {
    enum By {
        REST,
        PERSON,
        ROBOT
    }

    static Author person(long userId) {
        return new Author(userId, By.PERSON, "");
    }

    static Author robot() {
        return new Author(1, By.ROBOT, "");
    }
}
