package dev.voronka;

/**
 * A place on the way of a card: {@code NEW}, {@code SCHEDULED}, {@code SUCCESS}.
 *
 * <p>A process author implements it by an enum, whose constants give {@link #name()}. A stage that a customer adds
 * at run time is a {@link #coded(String) coded} one. The name is what is stored, so two stages are compared by
 * {@link #is(Stage)}, never by {@code ==}.
 */
public interface Stage {

    /** The stored name, {@code [A-Z][A-Z0-9_]{1,39}}. */
    String name();

    /** Whether both have the same stored name. */
    default boolean is(Stage other) {
        return name().equals(other.name());
    }

    /** A stage known by its stored name only. Equal to another coded stage with the same name. */
    static Stage coded(String name) {
        return new CodedStage(name);
    }
}
