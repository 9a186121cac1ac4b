package dev.voronka.rules.cli;

import java.io.IOException;
import java.nio.file.NoSuchFileException;

/** The program was called wrongly, or what it was given cannot be used: it ends with 2. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object[] arguments;

    /** With the code of its text. */
    WrongUse(String code, Object... arguments) {
        super(code);
        this.arguments = arguments.clone();
    }

    /** Because of a broken surrounding. */
    static WrongUse of(IOException cause, String code, Object... arguments) {
        var misused = new WrongUse(cause instanceof NoSuchFileException ? "no-file" : code, arguments);
        misused.initCause(cause);
        return misused;
    }

    String said(Screen screen) {
        return screen.say(String.valueOf(getMessage()), arguments);
    }
}
