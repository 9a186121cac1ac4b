package dev.voronka.bitrix.mapping;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What the cards of a process are in a portal. */
public enum Placement {
    /** Leads: one directory of stages and no funnels, so one process only. */
    LEAD("NEW", "CONVERTED", "JUNK"),
    /** Deals: as many funnels as the plan allows. */
    DEAL("NEW", "WON", "LOSE"),
    /** Items of a smart process. */
    SMART_PROCESS("NEW", "SUCCESS", "FAIL");

    private final String initial;
    private final String success;
    private final String fail;

    Placement(String initial, String success, String fail) {
        this.initial = initial;
        this.success = success;
        this.fail = fail;
    }

    /** The status that the portal itself has at the start of a funnel. */
    public String initial() {
        return initial;
    }

    /** The only status of success; the portal has one in each funnel and takes no second one. */
    public String success() {
        return success;
    }

    /** The status of failure that the portal itself has in each funnel. */
    public String fail() {
        return fail;
    }

    /** As it is written in the file. */
    public String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<Placement> ofWord(String word) {
        return Arrays.stream(values()).filter(p -> p.word().equals(word)).findFirst();
    }

    static List<String> words() {
        return Arrays.stream(values()).map(Placement::word).toList();
    }
}
