/**
 * Compares the columns of two record batches, the one as it has to be and the one as it was read.
 *
 * <p>{@link dev.nestedparquet.internal.verify.compare.ColumnPairs} pairs columns down to their
 * leaves. A {@link dev.nestedparquet.internal.verify.compare.ColumnPair} compares a range in bulk,
 * buffer by buffer, and goes to single values only where the bulk differs; where the reader has a
 * value in another type than the filler, {@link
 * dev.nestedparquet.internal.verify.compare.SinglePair} converts it:
 *
 * <pre>{@code
 * ColumnPairs pairs = new ColumnPairs(dictionaries, this::tellUnlike, this::tellNotCompared);
 * for (ColumnPair pair : pairs.pair(expected.getFieldVectors(), found.getFieldVectors())) {
 *   pair.compareRange(0, 0, expected.getRowCount(), rowSink);
 * }
 * }</pre>
 */
package dev.nestedparquet.internal.verify.compare;
