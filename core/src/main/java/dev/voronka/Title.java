package dev.voronka;

import java.util.Locale;

/**
 * What people call something, in Russian and in English. Where only one language is given, it is said in both.
 *
 * @param ru in Russian
 * @param en in English
 */
public record Title(String ru, String en) {

    /** Says the one that is given for the one that is null or blank. */
    public Title {
        var russian = ru == null ? "" : ru.strip();
        var english = en == null ? "" : en.strip();
        ru = russian.isEmpty() ? english : russian;
        en = english.isEmpty() ? russian : english;
    }

    /** Said alike in both languages. */
    public static Title of(String both) {
        return new Title(both, both);
    }

    /** In Russian and in English. */
    public static Title of(String ru, String en) {
        return new Title(ru, en);
    }

    String in(Locale language) {
        return language.equals(Texts.RUSSIAN) ? ru : en;
    }
}
