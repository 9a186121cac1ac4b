package dev.voronka;

/** A stage that exists as a name only: added by an overlay, or read from a store. */
record CodedStage(String name) implements Stage {
    @Override
    public String toString() {
        return name;
    }
}
