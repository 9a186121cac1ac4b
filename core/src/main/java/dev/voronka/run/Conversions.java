package dev.voronka.run;

import dev.voronka.CardId;
import dev.voronka.InvalidInput;
import dev.voronka.customise.Conversion;
import dev.voronka.store.CardStore;
import dev.voronka.store.RawCard;
import dev.voronka.store.StoredForm;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds cards of one process whose stored data does not fit any more, and changes it. */
final class Conversions {

    private static final Logger LOG = LoggerFactory.getLogger(Conversions.class);

    /** How many cards are in the heap at once. */
    private static final int BATCH = 200;

    private final CardStore store;
    private final StoredForm form;
    private final String process;

    Conversions(CardStore store, StoredForm form, String process) {
        this.store = store;
        this.form = form;
        this.process = process;
    }

    /** Looks at all cards that do not fit, and changes them if that is wanted; returns how many fit then. */
    long all(Conversion conversion, boolean apply, Consumer<? super Converted> report) {
        var fit = 0L;
        @Nullable CardId last = null;
        while (true) {
            var page = store.unfit(process, last, BATCH);
            for (var card : page) {
                var converted = one(card, conversion, apply);
                if (converted.fate() == Converted.Fate.FITS || converted.fate() == Converted.Fate.WOULD_FIT) {
                    fit++;
                }
                report.accept(converted);
            }
            if (page.isEmpty()) {
                if (apply) {
                    LOG.info("The stored data of {} cards of {} was changed: {}.", fit, process, conversion.why());
                }
                return fit;
            }
            last = page.get(page.size() - 1).card();
        }
    }

    private Converted one(RawCard card, Conversion conversion, boolean apply) {
        try {
            var data = form.data(process, card.data(), conversion::of);
            if (!apply) {
                return new Converted(card.card(), card.stage(), Converted.Fate.WOULD_FIT, card.why());
            }
            var fate = store.rewrite(card, data) ? Converted.Fate.FITS : Converted.Fate.CHANGED_MEANWHILE;
            return new Converted(card.card(), card.stage(), fate, card.why());
        } catch (InvalidInput unfit) {
            return new Converted(
                    card.card(), card.stage(), Converted.Fate.STILL_UNFIT, String.valueOf(unfit.getMessage()));
        }
    }
}
