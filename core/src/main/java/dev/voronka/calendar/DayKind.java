package dev.voronka.calendar;

/** What a calendar says of a date, whatever its weekday. */
public enum DayKind {
    /** Nobody works. */
    OFF,
    /** People work, but the last hour of their day is free: the day before a public holiday. */
    SHORT,
    /** People work their usual hours. */
    WORKING
}
