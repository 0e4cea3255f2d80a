/**
 * How values are drawn: numbers from random bits, exactly as the page {@code reference/values.md}
 * defines it. Knows nothing of files, columns or Arrow.
 *
 * <p>A <em>draw</em> is 64 random bits that follow from a key and a position. What decides by a
 * draw (weights, knots, ranks) is made once, is immutable, and serves any number of threads.
 */
package dev.nestedparquet.internal.schema.draw;
