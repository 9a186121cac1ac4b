package dev.voronka.bitrix.simulator;

import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Supplier;

/** How the portal reads and writes moments: ISO-8601 with the offset of its own zone, whole seconds. */
final class Times {
    private static final DateTimeFormatter SHOWN = DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ssxxx");
    private static final List<DateTimeFormatter> LOCAL = List.of(
            DateTimeFormatter.ISO_LOCAL_DATE_TIME,
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss"),
            DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm"),
            DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss"));
    private static final List<DateTimeFormatter> DAYS =
            List.of(DateTimeFormatter.ISO_LOCAL_DATE, DateTimeFormatter.ofPattern("dd.MM.yyyy"));

    private final Clock clock;
    private final ZoneId zone;

    Times(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    Instant now() {
        return clock.instant();
    }

    /** The present moment without parts of a second, as the portal's tables keep it. */
    Instant second() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS);
    }

    String shown(Instant moment) {
        return moment == null ? null : SHOWN.format(moment.atZone(zone));
    }

    /** Null where the text is no moment. */
    Instant read(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().truncatedTo(ChronoUnit.SECONDS);
        } catch (DateTimeException notWithOffset) {
            return local(text);
        }
    }

    /** In a filter an offset is overlooked: the hands of the clock are taken for the portal's (b24-rest-docs#215). */
    Instant inFilter(String text) {
        try {
            return OffsetDateTime.parse(text).toLocalDateTime().atZone(zone).toInstant();
        } catch (DateTimeException notWithOffset) {
            return local(text);
        }
    }

    private Instant local(String text) {
        for (DateTimeFormatter form : LOCAL) {
            Instant moment =
                    parsed(() -> LocalDateTime.parse(text, form).atZone(zone).toInstant());
            if (moment != null) {
                return moment;
            }
        }
        for (DateTimeFormatter form : DAYS) {
            Instant moment =
                    parsed(() -> LocalDate.parse(text, form).atStartOfDay(zone).toInstant());
            if (moment != null) {
                return moment;
            }
        }
        return null;
    }

    private static Instant parsed(Supplier<Instant> reading) {
        try {
            return reading.get();
        } catch (DateTimeException anotherForm) {
            return null;
        }
    }
}
