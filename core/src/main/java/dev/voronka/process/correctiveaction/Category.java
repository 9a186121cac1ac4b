package dev.voronka.process.correctiveaction;

/** Where the causes lie. Source: a proposal, to be set by each company. */
public enum Category {
    /** Люди: knowledge, load, discipline. */
    PEOPLE,
    /** Порядок работы: the process itself, its rules and texts. */
    PROCESS,
    /** Инструменты: the CRM, telephony, other tools. */
    TOOLS,
    /** Данные: wrong, missing or old data. */
    DATA,
    /** Продукт: what is sold, its price and terms. */
    PRODUCT,
    /** Внешние причины: the market, a supplier, the client. */
    OUTSIDE
}
