package dev.nestedparquet.internal.schema.model;

/**
 * How many rows there can be.
 *
 * @param path of the node that allows no more
 * @param reason why, in words
 */
public record RowLimit(long rows, String path, String reason) {}
