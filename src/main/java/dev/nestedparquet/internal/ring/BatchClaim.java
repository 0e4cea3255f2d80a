package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.RowRange;

/**
 * A batch that a producer has taken on to fill: a sequence of a ring, and memory set aside for it.
 * It must be published, or the run stopped; the writer behind the ring waits for this very batch.
 *
 * @param ring where to publish
 * @param sequence the ring's sequence, and the index of the batch in its partition
 * @param rows the rows to fill
 * @param reservedBytes what was set aside of the memory budget
 */
record BatchClaim(PartitionRing ring, long sequence, RowRange rows, long reservedBytes) {}
