package dev.voronka.calendar;

import java.time.ZoneId;

/**
 * The eleven zones of Russia, from west to east, each by the city that names it. A region whose clocks once went
 * differently has an id of its own in the time zone database, such as {@code Asia/Novosibirsk}; any {@link ZoneId} will
 * do where a zone is asked for, these are the ones to choose from on a form.
 */
public enum RussianZone {
    /** An hour behind Moscow. */
    KALININGRAD("Europe/Kaliningrad"),
    /** The zone of a company that names none. */
    MOSCOW("Europe/Moscow"),
    /** An hour ahead of Moscow. */
    SAMARA("Europe/Samara"),
    /** 2 hours ahead of Moscow. */
    YEKATERINBURG("Asia/Yekaterinburg"),
    /** 3 hours ahead of Moscow. */
    OMSK("Asia/Omsk"),
    /** 4 hours ahead of Moscow. */
    KRASNOYARSK("Asia/Krasnoyarsk"),
    /** 5 hours ahead of Moscow. */
    IRKUTSK("Asia/Irkutsk"),
    /** 6 hours ahead of Moscow. */
    YAKUTSK("Asia/Yakutsk"),
    /** 7 hours ahead of Moscow. */
    VLADIVOSTOK("Asia/Vladivostok"),
    /** 8 hours ahead of Moscow. */
    MAGADAN("Asia/Magadan"),
    /** 9 hours ahead of Moscow. */
    KAMCHATKA("Asia/Kamchatka");

    private final ZoneId zone;

    RussianZone(String id) {
        zone = ZoneId.of(id);
    }

    /** As the time zone database names it. */
    public ZoneId zone() {
        return zone;
    }
}
