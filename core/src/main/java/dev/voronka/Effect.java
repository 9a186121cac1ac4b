package dev.voronka;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What must happen outside because a card moved. A value: it is returned by a row, stored with the move in one
 * transaction and delivered after it, at least once. A host's own effect is a record with a {@link Code}.
 */
public interface Effect {

    /** Says something to somebody inside the company. */
    @Code("tell")
    record Tell(Addressee to, Message message) implements Effect {}

    /** Writes something to a person outside. */
    @Code("write")
    record Write(ContactRef to, Message message) implements Effect {}

    /** Gives somebody inside something to do; {@code due} is null if there is no date. */
    @Code("task")
    record Task(Addressee to, Message message, @Nullable Instant due) implements Effect {}

    /** Takes back the open tasks that the card gave. */
    @Code("cancel-tasks")
    record CancelTasks() implements Effect {}

    /** Notes something on the card's time line in the CRM. */
    @Code("comment")
    record Comment(Message message) implements Effect {}

    /** Shows the card's present stage in the CRM. */
    @Code("mirror")
    record Mirror(Stage stage) implements Effect {}

    /** Enters an appointment in somebody's calendar, in the zone of its place. */
    @Code("appointment")
    record Appointment(Addressee to, Message message, ZonedDateTime start, Duration length, String place)
            implements Effect {}

    /** Says something to one employee, by id. */
    static Effect tell(String employee, String code, Object... args) {
        return new Tell(new Addressee.Employee(employee), Message.of(code, args));
    }

    /** Says something to the card's owner. */
    static Effect tellOwner(String code, Object... args) {
        return new Tell(new Addressee.Owner(), Message.of(code, args));
    }

    /** Says something to whoever has this role over the card's owner. */
    static Effect tell(Role role, String code, Object... args) {
        return new Tell(new Addressee.Holder(role), Message.of(code, args));
    }

    /** Writes something to a contact outside. */
    static Effect write(ContactRef contact, String code, Object... args) {
        return new Write(contact, Message.of(code, args));
    }

    /** Gives the card's owner something to do. */
    static Effect task(String code, Object... args) {
        return new Task(new Addressee.Owner(), Message.of(code, args), null);
    }

    /** Gives one employee something to do; {@code due} is null if there is no date. */
    static Effect task(String employee, @Nullable Instant due, String code, Object... args) {
        return new Task(new Addressee.Employee(employee), Message.of(code, args), due);
    }

    /** Notes something on the card's time line. */
    static Effect comment(String code, Object... args) {
        return new Comment(Message.of(code, args));
    }
}
