package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;

/**
 * A choice of several, and how likely it is in proportion to the others.
 *
 * @param weight not negative; of all, one is above 0
 */
public record Choice<T>(T value, BigDecimal weight) {}
