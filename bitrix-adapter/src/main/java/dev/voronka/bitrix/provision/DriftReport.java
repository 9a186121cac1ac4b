package dev.voronka.bitrix.provision;

import java.util.List;
import java.util.Locale;

/**
 * What people have changed in a portal since it was provisioned.
 *
 * @param portal which
 * @param drifts what
 */
public record DriftReport(String portal, List<Drift> drifts) {

    /** Keeps an unmodifiable copy. */
    public DriftReport {
        drifts = List.copyOf(drifts);
    }

    /** Whether nothing was changed. */
    public boolean isEmpty() {
        return drifts.isEmpty();
    }

    /** For people. */
    public String text(Locale language) {
        var text = new StringBuilder();
        if (isEmpty()) {
            text.append(Finding.TEXTS.text("drift.none", language, portal)).append('\n');
        }
        drifts.forEach(d -> text.append("- ").append(d.text(language)).append('\n'));
        return text.toString();
    }
}
