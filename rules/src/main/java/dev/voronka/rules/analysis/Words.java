package dev.voronka.rules.analysis;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Places, values and rules as people speak of them. */
final class Words {

    /** More rules or values than these nobody reads in one sentence. */
    private static final int SHOWN = 4;

    private static final Map<String, Bilingual> FIELDS = Map.ofEntries(
            Map.entry("source", new Bilingual("source", "источник")),
            Map.entry("region", new Bilingual("region", "регион")),
            Map.entry("budget", new Bilingual("budget", "бюджет")),
            Map.entry("channel", new Bilingual("channel", "канал")),
            Map.entry("products", new Bilingual("product wanted", "нужный товар")),
            Map.entry("company", new Bilingual("company named", "компания названа")),
            Map.entry("consent", new Bilingual("consent", "согласие")),
            Map.entry("touches", new Bilingual("tries to reach", "попыток связаться")),
            Map.entry("reached", new Bilingual("times reached", "дозвонов")),
            Map.entry("daysSinceFirstTouch", new Bilingual("days since the first try", "дней с первой попытки")),
            Map.entry("score", new Bilingual("score", "баллы")),
            Map.entry("fit", new Bilingual("points of fit", "баллы соответствия (fit)")),
            Map.entry("engagement", new Bilingual("points of engagement", "баллы интереса (engagement)")),
            Map.entry("missing", new Bilingual("questions not answered", "вопросов без ответа")),
            Map.entry("process", new Bilingual("process", "процесс")),
            Map.entry("direction", new Bilingual("direction", "направление")),
            Map.entry("stage", new Bilingual("stage", "стадия")),
            Map.entry("role", new Bilingual("role", "роль")),
            Map.entry("skill", new Bilingual("skill wanted", "нужный навык")),
            Map.entry("owner", new Bilingual("owner", "владелец")),
            Map.entry("amount", new Bilingual("amount", "сумма")),
            Map.entry("id", new Bilingual("candidate", "кандидат")),
            Map.entry("team", new Bilingual("team of the candidate", "команда кандидата")),
            Map.entry("skills", new Bilingual("skill of the candidate", "навык кандидата")),
            Map.entry("territories", new Bilingual("territory of the candidate", "территория кандидата")),
            Map.entry("openCards", new Bilingual("open cards of the candidate", "открытых карточек у кандидата")),
            Map.entry("capacity", new Bilingual("capacity of the candidate", "предел карточек кандидата")),
            Map.entry("rank", new Bilingual("place of the candidate", "место кандидата")),
            Map.entry("rung", new Bilingual("code of the rung", "код ступени")),
            Map.entry("kind", new Bilingual("rung", "ступень")),
            Map.entry("hoursLeft", new Bilingual("hours left", "часов до срока")),
            Map.entry("hoursLate", new Bilingual("hours late", "часов после срока")),
            Map.entry("reminders", new Bilingual("reminders before", "напоминаний до этого")));

    private Words() {}

    static Bilingual place(Place place) {
        return switch (place.form()) {
            case ENTRY ->
                place.field().equals("answers")
                        ? new Bilingual("answer \"" + place.key() + "\"", "ответ «" + place.key() + "»")
                        : new Bilingual("figure \"" + place.key() + "\"", "показатель «" + place.key() + "»");
            case ELEMENT ->
                field(place.field()).plus(new Bilingual(" \"" + place.key() + "\"", " «" + place.key() + "»"));
            case FIELD -> field(place.field());
        };
    }

    private static Bilingual field(String name) {
        return FIELDS.getOrDefault(name, Bilingual.same(name));
    }

    static Bilingual value(@Nullable Object value) {
        if (value == null) {
            return new Bilingual("none", "нет");
        } else if (value instanceof Boolean yes) {
            return yes ? new Bilingual("yes", "да") : new Bilingual("no", "нет");
        } else if (value instanceof Enum<?> constant) {
            return Bilingual.same(constant.name());
        } else if (value instanceof BigDecimal || value instanceof Number) {
            return number(new BigDecimal(value.toString()));
        }
        var text = value.toString();
        return text.isEmpty() ? new Bilingual("empty", "пусто") : new Bilingual("\"" + text + "\"", "«" + text + "»");
    }

    /** {@code 1,234,567.5} and {@code 1 234 567,5}. */
    static Bilingual number(BigDecimal number) {
        var plain = number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
        var point = plain.indexOf('.');
        var whole = point < 0 ? plain : plain.substring(0, point);
        var fraction = point < 0 ? "" : plain.substring(point + 1);
        var grouped = whole.replaceAll("(\\d)(?=(\\d{3})+$)", "$1 ");
        return new Bilingual(
                grouped.replace(' ', ',') + (fraction.isEmpty() ? "" : "." + fraction),
                grouped + (fraction.isEmpty() ? "" : "," + fraction));
    }

    /** {@code from 10, less than 20}. */
    static Bilingual interval(Interval interval) {
        var low = interval.named().low();
        var high = interval.named().high();
        if (low != null && interval.isPoint()) {
            return new Bilingual("exactly ", "ровно ").plus(number(low));
        }
        var said = new ArrayList<Bilingual>();
        if (low != null) {
            said.add((interval.lowIn() ? new Bilingual("from ", "от ") : new Bilingual("more than ", "больше "))
                    .plus(number(low)));
        }
        if (high != null) {
            said.add((interval.highIn()
                            ? new Bilingual("at most ", "не больше ")
                            : new Bilingual("less than ", "меньше "))
                    .plus(number(high)));
        }
        return said.isEmpty() ? new Bilingual("any", "любое") : joined(said, new Bilingual(", ", ", "));
    }

    static Bilingual values(Values values) {
        var said = new ArrayList<Bilingual>();
        if (values.present() instanceof Numbers n) {
            n.parts().stream().limit(SHOWN).forEach(p -> said.add(interval(p)));
        } else if (values.present() instanceof Tokens t && t.listed()) {
            t.these().stream().limit(12).forEach(v -> said.add(value(v)));
        } else if (values.present() instanceof Tokens t) {
            said.add(new Bilingual("any but ", "любое, кроме ")
                    .plus(joined(t.these().stream().map(Words::value).toList(), new Bilingual(", ", ", "))));
        }
        if (values.absent()) {
            said.add(new Bilingual("not answered", "нет ответа"));
        }
        return joined(said, new Bilingual(" or ", " или "));
    }

    static Bilingual joined(List<Bilingual> parts, Bilingual by) {
        return new Bilingual(
                parts.stream().map(Bilingual::en).collect(Collectors.joining(by.en())),
                parts.stream().map(Bilingual::ru).collect(Collectors.joining(by.ru())));
    }

    static Bilingual name(Reading rule) {
        return new Bilingual("\"" + rule.rule().name() + "\"", "«" + rule.rule().name() + "»");
    }

    /** {@code «А» (verdict.drl:3)}. */
    static Bilingual placed(Reading rule) {
        return name(rule)
                .plus(Bilingual.same(
                        " (" + rule.rule().file() + ":" + rule.rule().line() + ")"));
    }

    static Bilingual placed(List<Reading> rules) {
        var shown = rules.stream().limit(SHOWN).map(Words::placed).toList();
        var said = joined(shown, new Bilingual(", ", ", "));
        var more = rules.size() - shown.size();
        return more == 0 ? said : said.plus(new Bilingual(" and " + more + " more", " и ещё " + more));
    }
}
