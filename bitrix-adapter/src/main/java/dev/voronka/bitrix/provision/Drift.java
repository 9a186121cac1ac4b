package dev.voronka.bitrix.provision;

import java.util.List;
import java.util.Locale;

/**
 * Something that people changed in a portal.
 *
 * @param kind what
 * @param arguments where, and with which values
 */
public record Drift(Kind kind, List<String> arguments) {

    /** What can change. */
    public enum Kind {
        /** Leads were switched off. */
        LEADS_OFF,
        /** A smart process is not there any more. */
        TYPE_GONE,
        /** A funnel is not there any more. */
        FUNNEL_GONE,
        /** A funnel is called otherwise. */
        FUNNEL_RENAMED,
        /** A stage is not there any more. */
        STAGE_DELETED,
        /** A stage is called otherwise. */
        STAGE_RENAMED,
        /** A stage means something else: success, failure, under way. */
        STAGE_MEANING,
        /** Stages stand in another order. */
        STAGE_ORDER,
        /** A stage that voronka does not know is in its funnel. */
        STAGE_FOREIGN,
        /** A field is not there any more. */
        FIELD_MISSING,
        /** A field is of another type. */
        FIELD_TYPE,
        /** A field must be filled now, so that voronka's items cannot be saved by people. */
        FIELD_MANDATORY,
        /** A choice has lost an option. */
        OPTION_MISSING
    }

    /** Keeps an unmodifiable copy. */
    public Drift {
        arguments = List.copyOf(arguments);
    }

    /** In words, with what to do. */
    public String text(Locale language) {
        return Finding.TEXTS.text("drift." + kind, language, arguments.toArray());
    }
}
