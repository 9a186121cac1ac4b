package dev.voronka.lookup;

import dev.voronka.ContactRef;
import dev.voronka.InvalidInput;
import dev.voronka.Personal;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A person outside, by all that cards may know of him or her.
 *
 * @param contacts ids in the contact list
 * @param reach normalised phones and e-mails, as {@link Reach} writes them
 * @param names as they may stand in texts; no card is found by a name, but an erasure blots them out
 */
public record Person(
        @Personal SortedSet<String> contacts,
        @Personal SortedSet<String> reach,
        @Personal SortedSet<String> names) {

    /** Nobody yet; name a contact, a phone or an e-mail. */
    public static final Person UNKNOWN = new Person(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());

    private static final String CONTACT = "contact:";

    /** Keeps unmodifiable copies. */
    public Person {
        contacts = Collections.unmodifiableSortedSet(new TreeSet<>(contacts));
        reach = Collections.unmodifiableSortedSet(new TreeSet<>(reach));
        names = Collections.unmodifiableSortedSet(new TreeSet<>(names));
    }

    /** Whom the contact list knows by this id. */
    public static Person contact(ContactRef contact) {
        return UNKNOWN.and(contact);
    }

    /** Who answers this phone. */
    public static Person phone(String typed) {
        return UNKNOWN.andPhone(typed);
    }

    /** Who reads this e-mail. */
    public static Person email(String typed) {
        return UNKNOWN.andEmail(typed);
    }

    /** The same person, whom the contact list also knows by this id. */
    public Person and(ContactRef contact) {
        return contact.isKnown() ? new Person(with(contacts, contact.id()), reach, names) : this;
    }

    /**
     * The same person with one more phone.
     *
     * @throws InvalidInput if the text is no phone number
     */
    public Person andPhone(String typed) {
        return reach(Reach.phone(typed)
                .orElseThrow(
                        () -> new InvalidInput("A person's phone is not a phone number: it needs 7 to 15 digits.")));
    }

    /**
     * The same person with one more e-mail.
     *
     * @throws InvalidInput if the text is no e-mail address
     */
    public Person andEmail(String typed) {
        return reach(Reach.email(typed)
                .orElseThrow(
                        () -> new InvalidInput("A person's e-mail is not an address of the form name@host.zone.")));
    }

    /** The same person, whom texts may also call so. */
    public Person named(String name) {
        return new Person(contacts, reach, with(names, name));
    }

    private Person reach(String normalised) {
        return new Person(contacts, with(reach, normalised), names);
    }

    private static SortedSet<String> with(SortedSet<String> some, String one) {
        var all = new TreeSet<>(some);
        all.add(one);
        return all;
    }

    /** The names under which stores find the cards that know the person. */
    public Set<String> knownAs() {
        var all = new TreeSet<>(reach);
        contacts.forEach(c -> all.add(CONTACT + c));
        return all;
    }

    /** The name under which stores find the cards that know a contact. */
    public static String knownAs(ContactRef contact) {
        return CONTACT + contact.id();
    }

    /** Without what tells who it is: fit for logs. */
    @Override
    public String toString() {
        return "Person[" + contacts.size() + " contacts, " + reach.size() + " phones and e-mails]";
    }
}
