package dev.nestedparquet.internal.ring;

import dev.nestedparquet.batch.RowRange;

/**
 * A batch that a producer has claimed to fill: a sequence of a ring, and memory that is set aside.
 * The producer must publish the batch or stop the run, since the ring's writer waits for this very
 * batch.
 *
 * @param ring ring to publish the batch in
 * @param sequence the ring's sequence, and the index of the batch in its partition
 * @param rows rows to fill
 * @param reservedBytes bytes of the memory budget that are set aside
 */
record BatchClaim(PartitionRing ring, long sequence, RowRange rows, long reservedBytes) {}
