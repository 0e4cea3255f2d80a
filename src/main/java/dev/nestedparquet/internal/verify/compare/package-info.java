/**
 * Compares the columns of two record batches: one as it has to be, and one as it was read.
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
 *
 * <p>Words: <em>expected</em> is the batch as it has to be, <em>found</em> the batch as it was
 * read. A <em>pair</em> is a column of each, with the same values if the file is right. A pair is
 * <em>indirect</em> if its expected values are elsewhere than at their own index, as in a
 * dictionary. In the code, {@code e} and {@code f} are indices of the expected and the found
 * values, and {@code n} is how many follow from there. A <em>sink</em> is told of each value that
 * differs.
 *
 * <p><em>Ownership:</em> vectors are borrowed for as long as their pairs are in use.
 *
 * <p><em>Threading:</em> one thread for the pairs of a batch.
 */
package dev.nestedparquet.internal.verify.compare;
