package dev.voronka.bitrix.client;

import java.net.URI;
import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** What all clients of one portal in this JVM share: the queue for its bucket, and the budgets of each caller. */
final class Portal {

    /** How a portal is called; the same for all its clients. */
    record Manners(Plan plan, int sparePercent, int places) {}

    private record Place(String authority, Clock clock) {}

    private static final Map<Place, Portal> KNOWN = new ConcurrentHashMap<>();

    private final Manners manners;
    private final Gate gate;
    private final Map<String, Budgets> budgets = new ConcurrentHashMap<>();

    private Portal(Manners manners, Clock clock) {
        this.manners = manners;
        this.gate = new Gate(manners.plan, manners.sparePercent, manners.places, clock);
    }

    /** @throws IllegalStateException if another client here calls the portal with other manners */
    static Portal at(URI root, Manners manners, Clock clock) {
        var place = new Place(String.valueOf(root.getRawAuthority()).toLowerCase(Locale.ROOT), clock);
        var portal = KNOWN.computeIfAbsent(place, p -> new Portal(manners, clock));
        if (!portal.manners.equals(manners)) {
            throw new IllegalStateException("The portal " + place.authority + " is called in this JVM with "
                    + portal.manners + " and now with " + manners
                    + ". All clients of a portal share its limits: give them the same.");
        }
        return portal;
    }

    Gate gate() {
        return gate;
    }

    /** Those of a webhook or app, which has them alone. */
    Budgets budgets(String caller, Budgets fresh) {
        return budgets.computeIfAbsent(caller, c -> fresh);
    }
}
