package dev.voronka.bitrix.provision;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * One change of a portal.
 *
 * @param kind what is done
 * @param subject to what: the key of a kind of items or a funnel, then a slash and the code or name of a part of it
 * @param values with which values
 * @param reason the code of why
 */
public record Step(Kind kind, String subject, Map<String, String> values, String reason) {

    /** What can be done. In the order in which it is done. */
    public enum Kind {
        /** Makes a smart process. */
        ADD_TYPE,
        /** Switches stages or funnels of a smart process on. */
        ENABLE_TYPE,
        /** Lets items of a smart process hang under others. */
        RELATE_TYPE,
        /** Makes a funnel. */
        ADD_FUNNEL,
        /** Renames a funnel that voronka made. */
        RENAME_FUNNEL,
        /** Renames or moves a stage of a funnel that voronka made. */
        SET_STAGE,
        /** Makes a stage. */
        ADD_STAGE,
        /** Takes the stages out that came with a funnel that voronka is making, and that no item has. */
        REMOVE_DEFAULTS,
        /** Makes a field. */
        ADD_FIELD,
        /** Gives a choice its options. */
        SET_OPTIONS
    }

    /** Keeps a sorted, unmodifiable copy. */
    public Step {
        values = java.util.Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** By which a step of another plan is the same, though a stage may go to another place by then. */
    String key() {
        return kind + " " + subject
                + values.entrySet().stream()
                        .filter(v -> !v.getKey().equals("sort"))
                        .map(v -> " " + v.getKey() + "=" + v.getValue())
                        .collect(Collectors.joining());
    }

    String canonical() {
        return kind + " " + subject + " " + values;
    }

    String part() {
        return subject.substring(subject.indexOf('/') + 1);
    }

    String whole() {
        var slash = subject.indexOf('/');
        return slash < 0 ? subject : subject.substring(0, slash);
    }

    /** What is done, in words. */
    public String text(Locale language) {
        return Finding.TEXTS.text(
                "step." + kind,
                language,
                whole(),
                part(),
                values.getOrDefault("title", ""),
                values.getOrDefault("sort", ""),
                values.getOrDefault("type", ""),
                values.getOrDefault("list", ""));
    }

    /** Why, in words. */
    public String reason(Locale language) {
        return Finding.TEXTS.text("reason." + reason, language);
    }
}
