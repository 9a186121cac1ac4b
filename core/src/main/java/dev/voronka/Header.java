package dev.voronka;

import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a card can be found by: the searchable columns, computed from its data at each move.
 *
 * @param title what people call the card
 * @param amount what it is worth, null if that is not known
 * @param direction the line of business, null if there is none
 * @param company the company's id, null if there is none
 * @param contacts people outside
 * @param reach normalised phones and e-mails, for finding duplicates
 * @param busy when the owner is taken by this card, null if not at a known time
 */
public record Header(
        String title,
        @Nullable Money amount,
        @Nullable String direction,
        @Nullable String company,
        List<ContactRef> contacts,
        @Personal SortedSet<String> reach,
        @Nullable TimeSpan busy) {

    /** Refuses a title that is null; keeps unmodifiable copies. */
    public Header {
        if (title == null) {
            throw new InvalidInput("A header's title is null; give the card a title, an empty one at least.");
        }
        contacts = contacts.stream().filter(ContactRef::isKnown).toList();
        reach = java.util.Collections.unmodifiableSortedSet(new TreeSet<>(reach));
    }

    /** A header with a title only. */
    public static Header of(String title) {
        return new Header(title, null, null, null, List.of(), new TreeSet<>(), null);
    }

    /** A header with a title and a contact. */
    public static Header of(String title, ContactRef contact) {
        return new Header(title, null, null, null, List.of(contact), new TreeSet<>(), null);
    }

    /** The same with an amount. */
    public Header amount(@Nullable Money worth) {
        return new Header(title, worth, direction, company, contacts, reach, busy);
    }

    /** The same with a line of business. */
    public Header direction(@Nullable String code) {
        return new Header(title, amount, code, company, contacts, reach, busy);
    }

    /** The same with a company. */
    public Header company(@Nullable String id) {
        return new Header(title, amount, direction, id, contacts, reach, busy);
    }

    /** The same with normalised phones and e-mails. */
    public Header reachableBy(Set<String> phonesAndEmails) {
        return new Header(title, amount, direction, company, contacts, new TreeSet<>(phonesAndEmails), busy);
    }

    /** The same with a time at which the owner is taken. */
    public Header busy(@Nullable TimeSpan span) {
        return new Header(title, amount, direction, company, contacts, reach, span);
    }
}
