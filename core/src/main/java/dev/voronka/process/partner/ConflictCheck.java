package dev.voronka.process.partner;

import java.time.LocalDate;

/**
 * Whether the partner's interests clash with ours or with those of another partner.
 *
 * @param by who looked
 * @param on when
 * @param found the clash in plain words; empty if there is none
 */
public record ConflictCheck(String by, LocalDate on, String found) {

    /** Whether there is no clash. */
    public boolean isClear() {
        return found.isBlank();
    }
}
