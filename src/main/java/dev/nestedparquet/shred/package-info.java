/**
 * Nested shredding in Java: Arrow record batches, straight from their off-heap buffers, to the
 * pages of a Parquet file. Needs Arrow's vectors, the footer's Thrift structures and codecs; knows
 * nothing else of this project but its version.
 *
 * <p>The way of a batch: the columns' buffers &gt; definition and repetition levels of each leaf
 * &gt; its values that are not null, side by side &gt; statistics, encoding &gt; pages &gt; column
 * chunks of a row group &gt; the channel.
 */
package dev.nestedparquet.shred;
