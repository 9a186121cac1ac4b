package dev.voronka.rules.gate;

/**
 * A word, number, text or sign of a file.
 *
 * @param raw as written
 * @param value of a text what stands between the quotes, of a number its figures; else as {@code raw}
 * @param line from 1
 * @param column from 1
 * @param endLine where it ends
 * @param endColumn the column after its last character
 * @param leads whether it is the first of its line
 * @param glued whether it follows the one before without a space
 */
record Token(
        Kind kind,
        String raw,
        String value,
        int line,
        int column,
        int endLine,
        int endColumn,
        boolean leads,
        boolean glued) {

    enum Kind {
        WORD,
        NUMBER,
        TEXT,
        SIGN,
        END
    }

    boolean is(String sign) {
        return (kind == Kind.SIGN || kind == Kind.WORD) && raw.equals(sign);
    }

    boolean isWord() {
        return kind == Kind.WORD;
    }

    boolean isText() {
        return kind == Kind.TEXT;
    }

    boolean isNumber() {
        return kind == Kind.NUMBER;
    }

    boolean isEnd() {
        return kind == Kind.END;
    }
}
