package dev.voronka.bitrix.event;

/**
 * How a request with an event is to be answered.
 *
 * @param status of HTTP: 200 if it was noted, or was none of ours; 400, 403 or 413 if it was turned away
 * @param text the body, plain text in English without anything of the request
 */
public record Entrance(int status, String text) {

    static final Entrance NOTED = new Entrance(200, "noted");
    static final Entrance NOT_OURS = new Entrance(200, "not ours");

    /** Whether it was let in. */
    public boolean isGood() {
        return status == 200;
    }
}
