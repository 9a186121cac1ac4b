package dev.voronka.process.contract;

import dev.voronka.Fields;
import dev.voronka.TextRef;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The essential terms of a contract, section by section.
 *
 * @param subject what is sold or done
 * @param price price and payment
 * @param dates when it is done
 * @param rights rights and duties of the sides
 * @param liability who answers for what
 * @param until the last day of the contract's term; null if it has no end
 */
public record Terms(
        String subject,
        String price,
        String dates,
        String rights,
        String liability,
        @Nullable LocalDate until) {

    /** Nothing agreed yet. */
    static final Terms NONE = new Terms("", "", "", "", "", null);

    /** The terms as a person has filled them in in the CRM. */
    static Terms from(Fields fields) {
        return new Terms(
                fields.text("subject").orElse(""),
                fields.text("price").orElse(""),
                fields.text("dates").orElse(""),
                fields.text("rights").orElse(""),
                fields.text("liability").orElse(""),
                EnteredDate.of(fields, "until"));
    }

    /** The same with another price. */
    public Terms price(String other) {
        return new Terms(subject, other, dates, rights, liability, until);
    }

    /** The same with another liability. */
    public Terms liability(String other) {
        return new Terms(subject, price, dates, rights, other, until);
    }

    /** The same to another last day. */
    public Terms until(@Nullable LocalDate other) {
        return new Terms(subject, price, dates, rights, liability, other);
    }

    /** The sections that say nothing. */
    List<TextRef> missing() {
        var missing = new ArrayList<TextRef>();
        note(missing, "subject", subject);
        note(missing, "price", price);
        note(missing, "dates", dates);
        note(missing, "rights", rights);
        note(missing, "liability", liability);
        return missing;
    }

    private static void note(List<TextRef> missing, String section, String text) {
        if (text.isBlank()) {
            missing.add(new TextRef("section." + section));
        }
    }
}
