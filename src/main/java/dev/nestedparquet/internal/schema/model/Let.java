package dev.nestedparquet.internal.schema.model;

import java.math.BigDecimal;

/**
 * A name for an entity drawn here.
 *
 * @param zipf exponent of Zipf's law over a permutation of the keys; null if all are equally likely
 */
public record Let(Place place, String name, String entity, BigDecimal zipf) {}
