package dev.voronka.bitrix;

import dev.voronka.CardId;
import dev.voronka.store.CardStore;
import dev.voronka.store.Quarantined;
import dev.voronka.store.RawCard;
import dev.voronka.store.StoredForm;
import dev.voronka.store.UnreadableCard;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Looks for cards that cannot be worked with here, and writes them in another way. Used under the lock of the store. */
final class Misfits {

    private final CardSearch search;
    private final CardText text;
    private final StoredForm stored;
    private final Moves moves;

    Misfits(CardSearch search, CardText text, StoredForm stored, Moves moves) {
        this.search = search;
        this.text = text;
        this.stored = stored;
        this.moves = moves;
    }

    CardStore.Looked look(@Nullable CardId after, int cards) {
        var found = new ArrayList<Quarantined>();
        var last = search.walk(after, cards, k -> {
            try {
                stored.unknownStage(text.card(k)).ifPresent(found::add);
            } catch (UnreadableCard unreadable) {
                found.add(unreadable.card());
            }
        });
        return new CardStore.Looked(found, last);
    }

    List<RawCard> unfit(String process, @Nullable CardId after, int limit) {
        var found = new ArrayList<RawCard>();
        var last = after;
        do {
            last = search.walk(last, CardStore.LOOKED_AT, k -> {
                try {
                    if (k.top().process().equals(process)) {
                        text.card(k);
                    }
                } catch (UnreadableCard unfit) {
                    found.add(new RawCard(
                            k.id(),
                            process,
                            k.top().stage(),
                            k.top().version(),
                            k.data(),
                            unfit.card().why()));
                }
            });
        } while (last != null && found.size() < limit);
        return found.stream().limit(limit).toList();
    }

    boolean rewrite(RawCard seen, Object data) {
        return moves.read(seen.card())
                .filter(c -> c.kept().top().version() == seen.version())
                .map(c -> moves.rewrite(seen.card(), c, stored.dataText(data)))
                .orElse(false);
    }
}
