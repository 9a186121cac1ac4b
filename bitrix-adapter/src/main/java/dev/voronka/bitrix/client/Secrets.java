package dev.voronka.bitrix.client;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Takes secrets out of a text before anyone sees it: those known here, and whatever stands where secrets stand. */
final class Secrets {

    static final String HIDDEN = "***";

    /** A value under a name of a secret, in JSON, in a query or in a form, quoted or escaped. */
    private static final Pattern NAMED = Pattern.compile(
            "(?i)((?:auth|access_token|refresh_token|client_secret|application_token|auth_id|refresh_id)"
                    + "(?:]|%5D)?[\\\\\"']*\\s*(?:[=:]|%3D)\\s*[\\\\\"']*)[^\\\\\"'&\\s<>,{}\\[\\]]+");

    /** The secret of a webhook in an address. */
    private static final Pattern IN_PATH =
            Pattern.compile("(?i)(\\\\?/rest\\\\?/(?:api\\\\?/)?\\d+\\\\?/)[A-Za-z0-9]+");

    /** Only the first so many characters are looked at. */
    private static final int LOOKED_AT = 64 * 1024;

    private static final int SHOWN = 500;

    /** Tokens change every hour; a late answer may still echo one of the last. */
    private static final int REMEMBERED = 12;

    private static final int SHORTEST = 4;

    private final Deque<String> known = new ArrayDeque<>();

    synchronized void learn(String secret) {
        if (secret.length() < SHORTEST || known.contains(secret)) {
            return;
        }
        known.addFirst(secret);
        if (known.size() > REMEMBERED) {
            known.removeLast();
        }
    }

    /** The text without secrets, cut to 500 characters. */
    String hideAndCut(String text) {
        var hidden = hide(text.length() > LOOKED_AT ? text.substring(0, LOOKED_AT) : text);
        return hidden.length() > SHOWN ? hidden.substring(0, SHOWN) + "…" : hidden;
    }

    synchronized String hide(String text) {
        var hidden = text;
        for (var secret : known) {
            hidden = hidden.replace(secret, HIDDEN).replace(App.encoded(secret), HIDDEN);
        }
        var hiddenMark = Matcher.quoteReplacement(HIDDEN);
        hidden = NAMED.matcher(hidden).replaceAll("$1" + hiddenMark);
        return IN_PATH.matcher(hidden).replaceAll("$1" + hiddenMark);
    }
}
