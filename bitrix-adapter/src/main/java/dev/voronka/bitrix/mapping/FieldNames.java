package dev.voronka.bitrix.mapping;

import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Ends of names of fields. Letters and underlines only: a portal that says names in its own way treats a letter next to a
 * digit otherwise. Source: fact sheet, 2, "field names".
 */
final class FieldNames {

    static final Pattern ALLOWED = Pattern.compile("[A-Z][A-Z_]{0,29}");

    private static final int LONGEST = 30;
    private static final int KEPT = 20;
    private static final String OURS = "VKX_";
    private static final String REPORT = "VKR_";

    private FieldNames() {}

    /** {@code VKR_DISCUSSED}: a field of a report never has the name of a part of the data. */
    static String ofReport(String code) {
        return REPORT + of(code).substring(OURS.length());
    }

    /** {@code report.discussed} is {@code VKX_REPORT_DISCUSSED}; what is long or has digits is told apart by four letters. */
    static String of(String codeOrPath) {
        var words = codeOrPath
                .replaceAll("([a-z])([A-Z])", "$1_$2")
                .replace('.', '_')
                .toUpperCase(Locale.ROOT);
        var letters = words.replaceAll("[^A-Z_]", "");
        var name = OURS + letters;
        if (letters.equals(words) && name.length() <= LONGEST) {
            return name;
        }
        return name.substring(0, Math.min(KEPT, name.length())) + "_" + StatusIds.letters(codeOrPath);
    }
}
