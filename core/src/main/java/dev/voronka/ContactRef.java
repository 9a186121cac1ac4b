package dev.voronka;

/**
 * A person outside the company, by id in the host's or CRM's contact list.
 *
 * @param id the id; empty means that no contact is known yet
 */
public record ContactRef(String id) {

    /** No contact yet. */
    public static final ContactRef NONE = new ContactRef("");

    /** The contact with this id. */
    public static ContactRef of(String id) {
        return new ContactRef(id);
    }

    /** Whether a contact is known. */
    public boolean isKnown() {
        return !id.isBlank();
    }

    @Override
    public String toString() {
        return id;
    }
}
