package dev.voronka.bitrix.cli;

import dev.voronka.Texts;
import java.io.PrintStream;
import java.util.Locale;

/** Where the program speaks to, in one language. */
final class Screen {

    static final int FINE = 0;
    static final int FOUND = 1;
    static final int WRONG_USE = 2;

    private static final Texts TEXTS = Texts.beside(Screen.class, "cli");

    private final PrintStream out;
    private final PrintStream err;
    private final Locale reader;

    Screen(PrintStream out, PrintStream err, Locale reader) {
        this.out = out;
        this.err = err;
        this.reader = reader;
    }

    Locale reader() {
        return reader;
    }

    String say(String code, Object... arguments) {
        return TEXTS.text(code, reader, arguments);
    }

    /** With or without a line break at its end. */
    void print(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
    }

    void complain(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
    }
}
