package dev.voronka.examples.anycrm;

import java.util.Collection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tryton's answers made fit for logs: what stands in quotes may be a person, unless it is the name of a field. Thread-safe. */
final class TrytonWords {

    private static final Pattern QUOTED = Pattern.compile("([\"'])(.*?)\\1", Pattern.DOTALL);
    private static final int LONGEST = 300;

    private final Set<String> labels = ConcurrentHashMap.newKeySet();

    /** These may be shown. */
    void allow(Collection<String> more) {
        labels.addAll(more);
    }

    String fit(String answer) {
        var shown = QUOTED.matcher(answer)
                .replaceAll(m -> Matcher.quoteReplacement(labels.contains(m.group(2)) ? m.group() : "\"…\""))
                .replaceAll("\\s+", " ")
                .strip();
        return shown.length() > LONGEST ? shown.substring(0, LONGEST) + "…" : shown;
    }
}
