package dev.voronka.process.partner;

import dev.voronka.TextRef;
import java.util.List;

/** The Russian taxpayer number: 10 digits of a company, 12 of an entrepreneur, the last ones computed from the others. */
final class Inn {

    private static final int COMPANY = 10;
    private static final int ENTREPRENEUR = 12;

    /** Factors of the digits before the last check digit; a shorter number uses the last ones of them. */
    private static final int[] FACTORS = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};

    private Inn() {}

    /** What is wrong with it, without saying the number itself; nothing if it is right. */
    static List<TextRef> objections(String inn) {
        if (!inn.matches("\\d{" + COMPANY + "}|\\d{" + ENTREPRENEUR + "}")) {
            return List.of(new TextRef("inn.length"));
        }
        var isRight = inn.length() == COMPANY
                ? isChecked(inn, COMPANY - 1)
                : isChecked(inn, ENTREPRENEUR - 2) && isChecked(inn, ENTREPRENEUR - 1);
        return isRight ? List.of() : List.of(new TextRef("inn.check-digits"));
    }

    private static boolean isChecked(String inn, int at) {
        var sum = 0;
        for (var i = 0; i < at; i++) {
            sum += FACTORS[FACTORS.length - at + i] * (inn.charAt(i) - '0');
        }
        return sum % 11 % 10 == inn.charAt(at) - '0';
    }
}
