package dev.voronka.process.contract;

/** What kind of contract it is. */
public enum Kind {
    /** Договор с клиентом. */
    SALES(true),
    /** Предварительный договор с клиентом. */
    PRELIMINARY(true),
    /** Партнёрский договор. */
    PARTNER(false),
    /** Договор с поставщиком. */
    PURCHASE(true),
    /** None of these. */
    OTHER(false);

    private final boolean worthMoney;

    Kind(boolean worthMoney) {
        this.worthMoney = worthMoney;
    }

    /** Whether it must say an amount; a partner's contract may leave the amounts to later orders. */
    boolean needsAmount() {
        return worthMoney;
    }
}
