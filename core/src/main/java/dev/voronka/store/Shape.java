package dev.voronka.store;

/** How the values of one Java type look in JSON. Thread-safe. */
interface Shape {

    /** Writes a value, which is not null. */
    void write(Object value, JsonOut out);

    /**
     * Makes a value of what a JSON parser has made of its text: a map, list, string, big decimal or boolean.
     *
     * @throws Misfit if it does not fit
     */
    Object read(Object json, Reading how);
}
