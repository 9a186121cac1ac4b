package dev.voronka.delivery.mail;

import dev.voronka.ContactRef;
import dev.voronka.Texts;
import java.util.Locale;
import java.util.Optional;

/** The port that knows mail addresses. Only reads; thread-safe. */
public interface AddressBook {

    /** The mail address of an employee; empty if there is none. */
    Optional<String> ofEmployee(String id);

    /** The mail address of a person outside; empty if there is none, or no letters are wanted. */
    Optional<String> ofContact(ContactRef contact);

    /** The language in which an employee reads; Russian if nothing else is said. */
    default Locale languageOfEmployee(String id) {
        return Texts.RUSSIAN;
    }

    /** The language in which a person outside reads; Russian if nothing else is said. */
    default Locale languageOfContact(ContactRef contact) {
        return Texts.RUSSIAN;
    }
}
