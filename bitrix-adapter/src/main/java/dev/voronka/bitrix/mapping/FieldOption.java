package dev.voronka.bitrix.mapping;

/**
 * A value of a choice.
 *
 * @param code by which it is known, here and in the portal ({@code xmlId})
 * @param title what people read
 */
public record FieldOption(String code, String title) {}
