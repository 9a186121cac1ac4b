package dev.voronka.rules.gate;

import java.util.Locale;

/**
 * A place in a book that cannot stay as it is.
 *
 * @param file the file's name
 * @param line from 1; 0 if it is the whole file or folder
 * @param column from 1; 0 if it is the whole line
 * @param rule the name of the rule; empty outside any
 * @param code what is wrong, such as {@code unknown-field}; the name of its text
 * @param text in English
 * @param textRu in Russian
 */
public record Problem(String file, int line, int column, String rule, String code, String text, String textRu) {

    /** Where it is: {@code score.drl:5:10}. */
    public String place() {
        return line == 0 ? file : file + ":" + line + (column > 0 ? ":" + column : "");
    }

    /** {@code score.drl:5:10 правило «Крупный бюджет»: у факта Lead нет поля «budgt». …}. */
    public String said(Locale reader) {
        var russian = reader.getLanguage().equals("ru");
        var who = rule.isEmpty() ? "" : russian ? " правило «" + rule + "»" : " rule \"" + rule + "\"";
        return place() + who + ": " + (russian ? textRu : text);
    }
}
