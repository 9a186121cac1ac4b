package dev.voronka;

import java.util.List;
import java.util.Locale;

/**
 * A text to be said in the reader's language.
 *
 * @param code its text is {@code message.<code>} in the process's texts
 * @param args what fills the text's places
 */
public record Message(String code, List<String> args) {

    /** Keeps an unmodifiable copy. */
    public Message {
        args = List.copyOf(args);
    }

    /** The message with its arguments as text; a {@link TextRef} is said in the reader's language. */
    public static Message of(String code, Object... args) {
        var told = new String[args.length];
        for (var i = 0; i < args.length; i++) {
            told[i] = TextRef.kept(args[i]);
        }
        return new Message(code, List.of(told));
    }

    /**
     * Says it.
     *
     * @throws MissingText if the texts have no {@code message.<code>} in this language
     */
    public String text(Texts texts, Locale language) {
        return texts.text("message." + code, language, args.toArray());
    }
}
