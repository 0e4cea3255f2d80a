/**
 * What lets a reader skip a page or a row group: smallest and largest values, and Bloom filters.
 *
 * <p>A <em>bound</em> is a smallest or largest value as the file has it. A long one is
 * <em>truncated</em>: it is no value of the column then, but still below or above all of them. A
 * <em>filter</em> is made when its row group ends, out of the distinct hashes of the values, for
 * only then their number is known.
 *
 * <p><em>Ownership:</em> values are borrowed for the call; bounds are copied to the heap, which
 * they take at most 128 KiB of each; hashes and filters are off-heap until {@code close}.
 */
package dev.nestedparquet.shred.internal.statistics;
