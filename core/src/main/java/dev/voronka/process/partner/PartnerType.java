package dev.voronka.process.partner;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a partner does with what we sell; by it go the least score and the time for the obligations. */
public enum PartnerType {
    /** Агент: names clients to us for a commission. */
    AGENT(50, 60),
    /** Дилер: buys and sells on. */
    DEALER(60, 75),
    /** Интегратор: builds what we sell into projects of its own. */
    INTEGRATOR(65, 90),
    /** Дистрибьютор: keeps stock and serves dealers. */
    DISTRIBUTOR(70, 90);

    private final int leastScore;
    private final int days;

    PartnerType(int leastScore, int days) {
        this.leastScore = leastScore;
        this.days = days;
    }

    /** How many points of a hundred the evaluation must give. Source: a proposal, to be set by each company. */
    public int leastScore() {
        return leastScore;
    }

    /** How many days there are for the obligations: 60 to 90. Source: processes.md, 3. */
    public int days() {
        return days;
    }

    /** The type by its name in a form of the CRM, capital letters or not; empty if there is none. */
    static Optional<PartnerType> named(String text) {
        var name = text.strip().toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(t -> t.name().equals(name)).findFirst();
    }
}
