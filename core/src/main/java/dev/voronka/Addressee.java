package dev.voronka;

/** Who is meant inside the company. Resolved when the effect is delivered. */
public sealed interface Addressee {

    /** One employee, by id. */
    record Employee(String id) implements Addressee {}

    /** The card's owner. */
    record Owner() implements Addressee {}

    /** Whoever has this role over the card's owner. */
    record Holder(Role role) implements Addressee {}
}
