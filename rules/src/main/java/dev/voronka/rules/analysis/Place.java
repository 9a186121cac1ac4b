package dev.voronka.rules.analysis;

/**
 * What a condition asks about: a field of a fact, an entry such as {@code answers["deadline"]}, or whether a list has an
 * element. Made by {@link Places}, once each, so that two are equal only if they are the same.
 */
final class Place {

    /** What lies there. */
    enum Form {
        FIELD,
        ENTRY,
        ELEMENT
    }

    private final Class<? extends Record> fact;
    private final String field;
    private final String key;
    private final Form form;
    private final Values all;

    Place(Class<? extends Record> fact, String field, String key, Form form, Values all) {
        this.fact = fact;
        this.field = field;
        this.key = key;
        this.form = form;
        this.all = all;
    }

    Class<? extends Record> fact() {
        return fact;
    }

    String field() {
        return field;
    }

    /** The name of an entry, the element of a list; else empty. */
    String key() {
        return key;
    }

    Form form() {
        return form;
    }

    /** All that it can be. */
    Values all() {
        return all;
    }

    boolean isNumber() {
        return all.present() instanceof Numbers;
    }

    /** {@code Lead.budget}, {@code Lead.answers["deadline"]}, {@code Candidate.skills["it"]}. */
    String name() {
        return fact.getSimpleName() + "." + field + (form == Form.FIELD ? "" : "[\"" + key + "\"]");
    }

    @Override
    public String toString() {
        return name();
    }
}
