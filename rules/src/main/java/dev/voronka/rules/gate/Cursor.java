package dev.voronka.rules.gate;

import java.util.List;

/** Where reading stands in the tokens of a file. */
final class Cursor {

    private final List<Token> tokens;
    private int at;

    Cursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token now() {
        return tokens.get(at);
    }

    Token ahead(int by) {
        return tokens.get(Math.min(at + by, tokens.size() - 1));
    }

    /** The token before; the first one at the start. */
    Token before() {
        return tokens.get(Math.max(0, at - 1));
    }

    Token take() {
        var token = now();
        if (!token.isEnd()) {
            at++;
        }
        return token;
    }

    boolean is(String sign) {
        return now().is(sign);
    }

    boolean takeIf(String sign) {
        if (is(sign)) {
            take();
            return true;
        }
        return false;
    }

    int position() {
        return at;
    }
}
