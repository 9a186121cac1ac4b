package dev.voronka.bitrix.simulator;

import java.util.List;

/**
 * What a method answers: {@code result} and, of lists, {@code total} and {@code next}.
 *
 * @param result a tree of maps, lists, texts, numbers and truths; may be null
 * @param total null where the answer has none
 * @param next null where the answer has none
 */
record Answer(Object result, Long total, Long next) {
    static Answer of(Object result) {
        return new Answer(result, null, null);
    }

    /** One page of 50 of all those rows, from {@code start} on. */
    static Answer page(List<?> rows, Object start) {
        return page(rows, start, null);
    }

    /** As {@link #page(List, Object)}, with the rows inside a map under that name, when it is not null. */
    static Answer page(List<?> rows, Object start, String under) {
        long from = Math.max(0, Values.numberOr(start, 0));
        boolean counted = Values.numberOr(start, 0) >= 0;
        List<?> page = rows.subList((int) Math.min(from, rows.size()), (int) Math.min(from + 50, rows.size()));
        Object result = under == null ? List.copyOf(page) : Values.row(under, List.copyOf(page));
        Long next = counted && from + 50 < rows.size() ? Long.valueOf(from + 50) : null;
        return new Answer(result, counted ? Long.valueOf(rows.size()) : null, next);
    }
}
