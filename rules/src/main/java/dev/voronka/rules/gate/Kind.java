package dev.voronka.rules.gate;

import dev.voronka.rules.fact.Candidate;
import dev.voronka.rules.fact.Card;
import dev.voronka.rules.fact.Lead;
import dev.voronka.rules.fact.Overdue;
import dev.voronka.rules.fact.Request;
import dev.voronka.rules.fact.Total;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a file of a book decides. Its code is the name of its package, {@code voronka.score}, and of its sink. */
public enum Kind {
    /** Points for a lead; all rules that hold add up. */
    SCORE,
    /** What to do with a lead; the first rule that holds, by salience and then by order in the book, wins. */
    VERDICT,
    /** Who gets a card; preferences add up, the first {@code force} or {@code queue} wins. */
    ROUTE,
    /** What a late card leads to; all rules that hold act. */
    ESCALATE,
    /** Who must approve; all rules that hold ask. */
    APPROVE;

    /** {@code score}, {@code verdict}, {@code route}, {@code escalate}, {@code approve}. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The package of its files. */
    public String packageName() {
        return "voronka." + code();
    }

    /** What its rules may speak of. */
    public List<Class<? extends Record>> facts() {
        return switch (this) {
            case SCORE -> List.of(Lead.class);
            case VERDICT -> List.of(Lead.class, Total.class);
            case ROUTE -> List.of(Card.class, Candidate.class);
            case ESCALATE -> List.of(Card.class, Overdue.class);
            case APPROVE -> List.of(Request.class);
        };
    }

    /** The kind whose package this is. */
    public static Optional<Kind> ofPackage(String name) {
        return Arrays.stream(values()).filter(k -> k.packageName().equals(name)).findFirst();
    }
}
