package dev.voronka.bitrix.cli;

/** The program was called wrongly, or what it was given cannot be used: it ends with 2. */
final class WrongUse extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Object[] arguments;

    /** With the code of its text. */
    WrongUse(String code, Object... arguments) {
        super(code);
        this.arguments = arguments.clone();
    }

    String said(Screen screen) {
        return screen.say(String.valueOf(getMessage()), arguments);
    }
}
