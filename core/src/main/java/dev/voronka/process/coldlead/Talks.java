package dev.voronka.process.coldlead;

import dev.voronka.Personal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What has been talked about and what came of it.
 *
 * @param log all contacts with the person, oldest first
 * @param objections what speaks against us, in the person's words
 * @param need what the person needs; empty until interest is confirmed
 * @param nextStep the day of the next step; null until interest is confirmed
 * @param meetingWanted whether the next step is a meeting
 * @param failedMeetings how many meetings have come to nothing since work on the lead began or began again
 */
public record Talks(
        List<Interaction> log,
        List<String> objections,
        String need,
        @Nullable LocalDate nextStep,
        boolean meetingWanted,
        int failedMeetings) {

    /** Nothing has been said yet. */
    public static final Talks NONE = new Talks(List.of(), List.of(), "", null, false, 0);

    /** By what people talk. */
    public enum Channel {
        /** A call. */
        PHONE,
        /** A letter. */
        EMAIL,
        /** A messenger. */
        MESSENGER,
        /** Face to face. */
        IN_PERSON
    }

    /**
     * One contact with the person.
     *
     * @param at when
     * @param channel by what
     * @param outcome what came of it
     */
    public record Interaction(
            Instant at, Channel channel, @Personal String outcome) {}

    /** Keeps unmodifiable copies. */
    public Talks {
        log = List.copyOf(log);
        objections = List.copyOf(objections);
    }

    Talks and(Interaction interaction, List<String> newObjections) {
        var all = new ArrayList<>(log);
        all.add(interaction);
        var against = new ArrayList<>(objections);
        newObjections.stream().filter(o -> !against.contains(o)).forEach(against::add);
        return new Talks(all, against, need, nextStep, meetingWanted, failedMeetings);
    }

    Talks confirmed(ColdLead.ConfirmInterest t) {
        return new Talks(log, objections, t.need(), t.nextStep(), t.meetingWanted(), failedMeetings);
    }

    Talks meetingFailed() {
        return new Talks(log, objections, need, nextStep, meetingWanted, failedMeetings + 1);
    }

    Talks afresh() {
        return new Talks(log, objections, need, null, false, 0);
    }
}
