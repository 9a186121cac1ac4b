package dev.voronka.rules.explain;

import dev.voronka.Texts;
import java.math.BigDecimal;
import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.List;
import java.util.Locale;

/** Words and numbers in the language of the reader. */
final class Spoken {

    private static final Texts TEXTS = Texts.beside(Spoken.class, "words");

    private final Locale reader;
    private final boolean russian;

    Spoken(Locale reader) {
        this.russian = reader.getLanguage().equals("ru");
        this.reader = russian ? Texts.RUSSIAN : Locale.ENGLISH;
    }

    Locale reader() {
        return reader;
    }

    String say(String code, Object... arguments) {
        return TEXTS.text(code, reader, arguments);
    }

    /** The text, or the code where there is none. */
    String orCode(String text, String code) {
        return TEXTS.find(text, reader).orElse(code);
    }

    boolean has(String code) {
        return TEXTS.find(code, reader).isPresent();
    }

    /** {@code 1 000 000,5}: with figures in groups, which no line break parts. */
    String number(BigDecimal number) {
        if (Math.abs((long) number.precision() - number.scale()) > 30 || number.scale() > 30) {
            return number.toString();
        }
        var format = new DecimalFormat("#,##0.##########", DecimalFormatSymbols.getInstance(Locale.ROOT));
        var plain = format.format(number);
        return russian ? plain.replace(',', '\u00A0').replace('.', ',') : plain;
    }

    /** {@code 21 балл, 22 балла, 25 баллов}. */
    String points(BigDecimal points) {
        var whole = points.abs().longValue();
        var many = points.stripTrailingZeros().scale() > 0;
        var form = !russian
                ? (whole == 1 && !many ? "one" : "many")
                : many ? "few" : whole % 100 / 10 == 1 ? "many" : form(whole % 10);
        return number(points.abs()) + "\u00A0" + say("points." + form);
    }

    private static String form(long last) {
        return last == 1 ? "one" : last >= 2 && last <= 4 ? "few" : "many";
    }

    /** {@code a, b и c}. */
    String all(List<String> said) {
        return joined(said, say("and"));
    }

    /** {@code a, b или c}. */
    String any(List<String> said) {
        return joined(said, say("or"));
    }

    private static String joined(List<String> said, String last) {
        if (said.size() < 2) {
            return String.join("", said);
        }
        return String.join(", ", said.subList(0, said.size() - 1)) + " " + last + " " + said.get(said.size() - 1);
    }

    String quoted(String said) {
        return russian ? "«" + said + "»" : "\"" + said + "\"";
    }
}
