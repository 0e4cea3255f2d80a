/**
 * Statistics by which a reader skips pages and row groups: smallest and largest values, and Bloom
 * filters.
 *
 * <p>A <em>bound</em> is a smallest or largest value as the file has it. A long bound is
 * <em>truncated</em>: then it is no value of the column, but still below or above all values. A
 * <em>filter</em> is made when its row group ends, from the distinct hashes of the values, whose
 * number is known only then.
 *
 * <p><em>Ownership:</em> values are borrowed for the call. Bounds are copied to the heap, where
 * each takes at most 128 KiB. Hashes and filters are off-heap until {@code close}.
 */
package dev.nestedparquet.shred.internal.statistics;
