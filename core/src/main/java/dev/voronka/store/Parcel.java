package dev.voronka.store;

import dev.voronka.CardId;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The effects of one move that one handler is to carry out, in their order. The parcels of one card for one handler are
 * a line: they are carried out one after the other, and one that stands still stops its line only.
 *
 * @param card whose move it was
 * @param move the number of the move
 * @param part 0 for the move itself; the place of a rung, from 1, for what a deadline has set off at that version
 * @param handler the code of who carries them out
 * @param effects what must happen outside, at least one
 * @param done how many of them are carried out
 * @param attempts how often somebody has taken the parcel up; while it is taken, who takes it is known by this number
 * @param next when it may be taken up (again); while it is taken, when it is given up as lost
 * @param dead whether it is given up until somebody wants it to be tried again
 * @param why what went wrong last, without personal data; null if nothing has
 */
public record Parcel(
        CardId card,
        long move,
        int part,
        String handler,
        List<StoredEffect> effects,
        int done,
        int attempts,
        Instant next,
        boolean dead,
        @Nullable String why) {

    /** Keeps an unmodifiable copy. */
    public Parcel {
        effects = List.copyOf(effects);
    }

    /** A parcel that nobody has taken up yet. */
    public static Parcel fresh(int part, String handler, List<StoredEffect> effects, Instant now) {
        var first = effects.get(0);
        return new Parcel(first.card(), first.move(), part, handler, effects, 0, 0, now, false, null);
    }

    /** The key of the parcel, for logs and lists. */
    public String key() {
        return card + "/" + move + "/" + part + "/" + handler;
    }

    /** Taken up once more, until a moment at which it is given up as lost. */
    public Parcel taken(Instant until) {
        return new Parcel(card, move, part, handler, effects, done, attempts + 1, until, dead, why);
    }

    /** As this receipt leaves it. */
    public Parcel after(Receipt receipt) {
        return new Parcel(
                card,
                move,
                part,
                handler,
                effects,
                receipt.done(),
                attempts,
                receipt.next(),
                receipt.isDead(),
                receipt.why());
    }

    /** Alive again. */
    public Parcel revived(Instant now) {
        return new Parcel(card, move, part, handler, effects, done, attempts, now, false, why);
    }
}
