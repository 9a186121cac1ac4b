package dev.voronka.rules.example;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a column of a table of examples may be, beside the questions and figures. */
enum Column {
    EXAMPLE("пример", "example"),
    SOURCE("источник", "source"),
    REGION("регион", "region"),
    BUDGET("бюджет", "budget"),
    CHANNEL("канал", "channel"),
    PRODUCTS("товары", "products"),
    COMPANY("компания", "company"),
    CONSENT("согласие", "consent"),
    TOUCHES("касаний", "touches"),
    REACHED("дозвонов", "reached"),
    DAYS_SINCE_FIRST_TOUCH("дней с первого касания", "daysSinceFirstTouch"),
    PROCESS("процесс", "process"),
    DIRECTION("направление", "direction"),
    STAGE("стадия", "stage"),
    ROLE("роль", "role"),
    SKILL("навык", "skill"),
    AMOUNT("сумма", "amount"),
    SCORE("баллы", "score"),
    CANDIDATES("кандидаты", "candidates"),
    RUNG("ступень", "rung"),
    OWNER("ведёт", "owner"),
    HOURS_LEFT("осталось часов", "hoursLeft"),
    HOURS_LATE("просрочено часов", "hoursLate"),
    REMINDERS("напоминаний", "reminders"),
    EXPECT_VERDICT("ожидаем вердикт", "expect verdict"),
    EXPECT_SCORE("ожидаем баллы", "expect score"),
    EXPECT_OWNER("ожидаем владельца", "expect owner"),
    EXPECT_ACTIONS("ожидаем действия", "expect actions"),
    EXPECT_APPROVERS("ожидаем согласующих", "expect approvers"),
    EXPECT_RULES("ожидаем правила", "expect rules");

    private final String russian;
    private final String english;

    Column(String russian, String english) {
        this.russian = russian;
        this.english = english;
    }

    boolean isExpectation() {
        return name().startsWith("EXPECT_");
    }

    /** As people write it. */
    String word(Locale reader) {
        return reader.getLanguage().equals("ru") ? russian : english;
    }

    static Optional<Column> of(String cell) {
        var word = plain(cell.strip());
        return Arrays.stream(values())
                .filter(c -> plain(c.russian).equals(word) || plain(c.english).equals(word))
                .findFirst();
    }

    private static String plain(String word) {
        return word.toLowerCase(Locale.ROOT).replace('ё', 'е');
    }
}
