package dev.voronka.questionnaire;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What an answer is in Java. */
public enum AnswerType {
    /** {@link String}, not blank. */
    TEXT(String.class),
    /** {@link BigDecimal}. */
    NUMBER(BigDecimal.class),
    /** {@link BigDecimal}, roubles: not negative, and small enough to be counted in kopecks. */
    ROUBLES(BigDecimal.class),
    /** {@link Boolean}. */
    YES_NO(Boolean.class),
    /** {@link LocalDate}. */
    DATE(LocalDate.class),
    /** {@link String}, one of the question's options. */
    CHOICE(String.class);

    private final Class<?> javaType;

    AnswerType(Class<?> javaType) {
        this.javaType = javaType;
    }

    /** The Java type of an answer. */
    public Class<?> javaType() {
        return javaType;
    }
}
