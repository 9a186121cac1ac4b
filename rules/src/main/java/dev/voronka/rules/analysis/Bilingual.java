package dev.voronka.rules.analysis;

import java.util.Locale;

/** A text in English and in Russian. */
record Bilingual(String en, String ru) {

    static Bilingual same(String text) {
        return new Bilingual(text, text);
    }

    static boolean isRussian(Locale reader) {
        return reader.getLanguage().equals("ru");
    }

    Bilingual plus(Bilingual next) {
        return new Bilingual(en + next.en, ru + next.ru);
    }
}
