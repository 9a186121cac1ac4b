package dev.voronka.process.correctiveaction;

import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether it has helped.
 *
 * @param windowStart from when on the metric is watched; null until the measures are over
 * @param reviews looks at the effect, oldest first
 * @param checklist what was settled before the success
 */
public record Proof(@Nullable ZonedDateTime windowStart, List<Review> reviews, Checklist checklist) {

    /** Nothing is proven yet. */
    public static final Proof NONE = new Proof(null, List.of(), Checklist.OPEN);

    /** Keeps an unmodifiable copy. */
    public Proof {
        reviews = List.copyOf(reviews);
    }

    Proof watchedFrom(@Nullable ZonedDateTime start) {
        return new Proof(start, reviews, checklist);
    }

    Proof reviewed(Review review, Checklist settled) {
        var all = new ArrayList<>(reviews);
        all.add(review);
        return new Proof(windowStart, all, settled);
    }
}
