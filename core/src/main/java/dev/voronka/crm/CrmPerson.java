package dev.voronka.crm;

import org.jspecify.annotations.Nullable;

/**
 * Who has done something in a CRM.
 *
 * @param id the id there
 * @param employee the id in our directory; null if nobody there is mapped to it, and then the person has no rights
 * @param isProgram whether it is a robot, a workflow or an application, no person
 */
public record CrmPerson(String id, @Nullable String employee, boolean isProgram) {

    /** A person who is one of our employees. */
    public static CrmPerson employee(String id, String employee) {
        return new CrmPerson(id, employee, false);
    }

    /** A person whom our directory does not know. */
    public static CrmPerson stranger(String id) {
        return new CrmPerson(id, null, false);
    }

    /** A robot. */
    public static CrmPerson program(String id) {
        return new CrmPerson(id, null, true);
    }
}
