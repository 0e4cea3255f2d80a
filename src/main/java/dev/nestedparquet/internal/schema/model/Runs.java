package dev.nestedparquet.internal.schema.model;

/** The same decision for {@code from} to {@code to} rows on end. */
public record Runs(long from, long to) {}
