package dev.voronka.lookup;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Writes phones and e-mails in one form, so that the same one is found however it was typed. */
public final class Reach {

    /** The shortest and longest number of digits that an international phone number may have. Source: ITU-T E.164. */
    private static final Pattern PHONE = Pattern.compile("\\+?[0-9]{7,15}");

    private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s.]+");

    private Reach() {}

    /**
     * A phone in the form {@code tel:+79161234567}. Ten digits, and eleven that begin with 8, are read as Russian.
     *
     * @return empty if the text is no phone number
     */
    public static Optional<String> phone(String typed) {
        var digits = typed.strip().replaceAll("[\\s().\\-\\u2010-\\u2015\\u00a0]", "");
        if (!PHONE.matcher(digits).matches()) {
            return Optional.empty();
        }
        if (digits.startsWith("+")) {
            return Optional.of("tel:" + digits);
        }
        if (digits.length() == 11 && digits.startsWith("8")) {
            return Optional.of("tel:+7" + digits.substring(1));
        }
        return Optional.of((digits.length() == 10 ? "tel:+7" : "tel:+") + digits);
    }

    /**
     * An e-mail in the form {@code mailto:anna@example.ru}, in lower case.
     *
     * @return empty if the text is no e-mail address
     */
    public static Optional<String> email(String typed) {
        var address = typed.strip().toLowerCase(Locale.ROOT);
        return EMAIL.matcher(address).matches() ? Optional.of("mailto:" + address) : Optional.empty();
    }
}
