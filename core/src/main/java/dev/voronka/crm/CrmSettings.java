package dev.voronka.crm;

import dev.voronka.InvalidInput;
import java.time.Duration;
import java.util.Collections;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * The choices of a CRM's use. Immutable.
 *
 * @param language of remarks, notices and tasks ({@code ru})
 * @param divergence what is done about illegal drags, by process; {@link Divergence#FLAG} where nothing is said
 * @param intakes what makes cards of records that are created there, by process; none where nothing is said
 * @param revertsAnHour how often a record is put back within an hour, before the difference is flagged (3)
 * @param turn for how long a node has the turn to speak to the CRM unless it renews it (60 s)
 * @param hintsEvery how often what events have told of is looked into (2 s)
 * @param changesEvery how often the CRM is asked what has changed (60 s)
 */
public record CrmSettings(
        Locale language,
        Map<String, Divergence> divergence,
        Map<String, CrmIntake> intakes,
        int revertsAnHour,
        Duration turn,
        Duration hintsEvery,
        Duration changesEvery) {

    private static final CrmSettings STANDARD = new CrmSettings(
            Locale.forLanguageTag("ru"),
            Map.of(),
            Map.of(),
            3,
            Duration.ofSeconds(60),
            Duration.ofSeconds(2),
            Duration.ofSeconds(60));

    /** Refuses numbers that mean nothing. */
    public CrmSettings {
        divergence = Collections.unmodifiableMap(new TreeMap<>(divergence));
        intakes = Collections.unmodifiableMap(new TreeMap<>(intakes));
        if (revertsAnHour < 0) {
            throw new InvalidInput("A record cannot be put back " + revertsAnHour + " times an hour; give 0 or more.");
        }
        positive("turn", turn);
        positive("hintsEvery", hintsEvery);
        positive("changesEvery", changesEvery);
    }

    private static void positive(String what, Duration given) {
        if (given.isNegative() || given.isZero()) {
            throw new InvalidInput("The time " + what + " of a CRM is " + given + "; it must be longer than nothing.");
        }
    }

    /** What is used if nothing else is said. */
    public static CrmSettings standard() {
        return STANDARD;
    }

    /** The same in another language. */
    public CrmSettings language(Locale other) {
        return new CrmSettings(other, divergence, intakes, revertsAnHour, turn, hintsEvery, changesEvery);
    }

    /** The same with another answer to illegal drags of a process's cards. */
    public CrmSettings divergence(String process, Divergence what) {
        var all = new TreeMap<>(divergence);
        all.put(process, what);
        return new CrmSettings(language, all, intakes, revertsAnHour, turn, hintsEvery, changesEvery);
    }

    /** The same with cards of this process made of records that are created there. */
    public CrmSettings intake(String process, CrmIntake how) {
        var all = new TreeMap<>(intakes);
        all.put(process, how);
        return new CrmSettings(language, divergence, all, revertsAnHour, turn, hintsEvery, changesEvery);
    }

    /** The same with another number of reverts. */
    public CrmSettings revertsAnHour(int other) {
        return new CrmSettings(language, divergence, intakes, other, turn, hintsEvery, changesEvery);
    }

    /** The same with other times. */
    public CrmSettings times(Duration newTurn, Duration newHintsEvery, Duration newChangesEvery) {
        return new CrmSettings(language, divergence, intakes, revertsAnHour, newTurn, newHintsEvery, newChangesEvery);
    }

    /** What is done about illegal drags of this process's cards. */
    public Divergence divergence(String process) {
        return divergence.getOrDefault(process, Divergence.FLAG);
    }
}
