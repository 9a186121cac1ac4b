package dev.voronka.process.contract;

import dev.voronka.Fields;
import dev.voronka.InvalidInput;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Reads dates that a person has entered in the CRM. */
final class EnteredDate {

    private static final DateTimeFormatter WRITTEN = DateTimeFormatter.ofPattern("[uuuu-MM-dd][dd.MM.uuuu]");

    private EnteredDate() {}

    /**
     * The date in this field, as 2026-12-31 or 31.12.2026; null if the field is empty.
     *
     * @throws InvalidInput if it is no date
     */
    static @Nullable LocalDate of(Fields fields, String code) {
        var text = fields.text(code).orElse(null);
        if (text == null) {
            return null;
        }
        try {
            return LocalDate.parse(text, WRITTEN);
        } catch (DateTimeParseException unreadable) {
            throw new InvalidInput(
                    "The field \"" + code + "\" is no date; write it as 2026-12-31 or 31.12.2026.", unreadable);
        }
    }
}
