package dev.voronka.customise;

import dev.voronka.Alteration;
import dev.voronka.CustomField;
import dev.voronka.Direction;
import dev.voronka.FailGroup;
import dev.voronka.InvalidInput;
import dev.voronka.Role;
import dev.voronka.SalesProcess;
import dev.voronka.Title;
import dev.voronka.Trigger;
import dev.voronka.WorkingTime;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a customer wants different in a process, or in one direction of it. Immutable; each verb gives another overlay.
 * Stages, fields and triggers are named by their stored names.
 *
 * @param process the code of the process
 * @param direction the line of business, null for the process as such
 * @param title what people call the line of business; null for its code, or what it is called already
 * @param alterations what is different
 */
public record Overlay(
        String process,
        @Nullable String direction,
        @Nullable Title title,
        List<Alteration> alterations) {

    /** Keeps an unmodifiable copy. */
    public Overlay {
        alterations = List.copyOf(alterations);
    }

    /** Of a process, {@code cold-lead}, or of one direction, {@code deal@services}. */
    public static Overlay of(String target) {
        var at = target.indexOf('@');
        return at < 0
                ? new Overlay(target, null, null, List.of())
                : new Overlay(target.substring(0, at), target.substring(at + 1), null, List.of());
    }

    /** What is customised: {@code cold-lead}, {@code deal@services}. */
    public String target() {
        return direction == null ? process : process + "@" + direction;
    }

    /** What people call the direction. */
    public Overlay titled(Title ofTheDirection) {
        return new Overlay(process, direction, ofTheDirection, alterations);
    }

    /** Adds a stage behind another one, with the same owner, to be left by {@code Proceed}. */
    public Overlay add(String stage, Title called, String after, WorkingTime within) {
        return with(new Alteration.AddStage(stage, called, after, null, within));
    }

    /** Adds a stage behind another one, to be left by {@code Proceed}. */
    public Overlay add(String stage, Title called, String after, Role ownedBy, WorkingTime within) {
        return with(new Alteration.AddStage(stage, called, after, ownedBy, within));
    }

    /** Gives a stage another title. */
    public Overlay rename(String stage, Title called) {
        return with(new Alteration.Rename(stage, called));
    }

    /** Gives any other text other words: {@code trigger.schedule}, {@code role.REP}, {@code data.goal}. */
    public Overlay retitle(String text, Title words) {
        return with(new Alteration.Retitle(text, words));
    }

    /** Takes a stage of the main path out. */
    public Overlay switchOff(String stage) {
        return with(new Alteration.SwitchOff(stage));
    }

    /** Takes a stage in that is shipped switched off. */
    public Overlay switchOn(String stage) {
        return with(new Alteration.SwitchOn(stage));
    }

    /** The order in which people see these stages among the others. */
    public Overlay order(String... stages) {
        return with(new Alteration.Reorder(List.of(stages)));
    }

    /** Adds a field. */
    public Overlay field(CustomField field, Title called) {
        return with(new Alteration.AddField(field, called));
    }

    /** Fields without which the stage is not left forward: custom ones, and parts of the card's data by name. */
    public Overlay require(String stage, String... fields) {
        return with(new Alteration.Require(stage, List.of(fields)));
    }

    /** How long a card should stay in the stage at most. */
    public Overlay deadline(String stage, WorkingTime within) {
        return with(new Alteration.Deadline(stage, within));
    }

    /** Who works in the stage. */
    public Overlay ownedBy(String stage, Role role) {
        return with(new Alteration.OwnedBy(stage, role));
    }

    /** Adds a fail that a person may choose in these stages. */
    public Overlay addFail(String fail, Title called, FailGroup group, String... stages) {
        return with(new Alteration.AddFail(fail, called, group, List.of(stages)));
    }

    /** Takes a fail out. */
    public Overlay removeFail(String fail) {
        return with(new Alteration.RemoveFail(fail));
    }

    /** How often a card may take rows of a trigger, wherever it has one. */
    public Overlay limit(String trigger, int times) {
        return with(new Alteration.Limit(null, trigger, times));
    }

    /** How often a card may take the row of a trigger in one stage. */
    public Overlay limit(String stage, String trigger, int times) {
        return with(new Alteration.Limit(stage, trigger, times));
    }

    /** The version that moves record from now on. */
    public Overlay version(int number) {
        return with(new Alteration.Version(number));
    }

    /** More of what is different. */
    public Overlay with(Alteration... more) {
        return new Overlay(
                process,
                direction,
                title,
                Stream.concat(alterations.stream(), Stream.of(more)).toList());
    }

    /**
     * The process as the customer wants it.
     *
     * @throws InvalidInput if this is the overlay of another process
     * @throws dev.voronka.UnsoundProcess with every problem at once
     */
    public <T extends Trigger, D> SalesProcess<T, D> apply(SalesProcess<T, D> to) {
        return applyAll(to, List.of(this));
    }

    /**
     * The process with several overlays: those of the process as such, then those of its directions.
     *
     * @throws InvalidInput if one of them is an overlay of another process
     * @throws dev.voronka.UnsoundProcess with every problem at once
     */
    public static <T extends Trigger, D> SalesProcess<T, D> applyAll(SalesProcess<T, D> to, List<Overlay> overlays) {
        for (var overlay : overlays) {
            if (!overlay.process.equals(to.code())) {
                throw new InvalidInput("The overlay of " + overlay.target() + " was applied to process " + to.code()
                        + "; apply it to the process whose code it names.");
            }
        }
        var whole = new ArrayList<Alteration>();
        overlays.stream().filter(o -> o.direction == null).forEach(o -> whole.addAll(o.alterations));
        var made = whole.isEmpty() ? to : to.altered(whole);
        for (var overlay : overlays) {
            if (overlay.direction != null) {
                made = made.inDirection(overlay.inDirection(overlay.direction, made));
            }
        }
        return made;
    }

    private Direction inDirection(String code, SalesProcess<?, ?> of) {
        var known = of.directions().stream()
                .filter(d -> d.code().equals(code))
                .map(Direction::title)
                .findFirst();
        return new Direction(code, title == null ? known.orElse(Title.of(code)) : title, alterations);
    }
}
