package dev.voronka.bitrix.mapping;

import dev.voronka.StageKind;

/**
 * A stage of a process in one funnel.
 *
 * @param stage its stored name
 * @param statusId its code in the portal, without what the portal puts before it
 * @param title what people read
 * @param kind what it means for the sale
 */
public record StageMapping(String stage, String statusId, String title, StageKind kind) {

    /** What it means in the portal: {@code P} under way, {@code S} success, {@code F} failure. */
    public String semantics() {
        return switch (kind) {
            case INITIAL, ACTIVE -> "P";
            case SUCCESS -> "S";
            case FAIL -> "F";
        };
    }
}
