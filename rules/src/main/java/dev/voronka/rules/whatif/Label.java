package dev.voronka.rules.whatif;

import java.util.Comparator;

/**
 * One thing that came out of a decision, as it is counted and shown.
 *
 * @param sort what it is
 * @param name of an employee, a queue, a role, a verdict; empty where the sort says all
 */
record Label(Sort sort, String name) implements Comparable<Label> {

    /** What it is. Its text is {@code label.<code>}. */
    enum Sort {
        VERDICT("verdict"),
        EMPLOYEE("employee"),
        /** A rule forces somebody who was not among the candidates. */
        ABSENT("absent"),
        QUEUE("queue"),
        OVERFLOW("overflow"),
        TELL("tell"),
        RAISE("raise"),
        REASSIGN("reassign"),
        FAIL("fail"),
        NOTE("note"),
        APPROVER("approver"),
        NOBODY("nobody");

        private final String code;

        Sort(String code) {
            this.code = code;
        }

        String code() {
            return code;
        }
    }

    private static final Comparator<Label> ORDER =
            Comparator.comparing(Label::sort).thenComparing(Label::name);

    static Label of(Sort sort) {
        return new Label(sort, "");
    }

    @Override
    public int compareTo(Label other) {
        return ORDER.compare(this, other);
    }
}
