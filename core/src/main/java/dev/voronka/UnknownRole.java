package dev.voronka;

/** A role's code is not one of the standard ones. */
public final class UnknownRole extends VoronkaException {
    private static final long serialVersionUID = 1L;

    UnknownRole(String code, String known) {
        super(
                "There is no standard role \"" + code + "\". Known: " + known
                        + ". A role of your own is made by Role.own(\"" + code + "\").",
                null);
    }
}
