package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;

/**
 * A partition whose rows were all written.
 *
 * @param partition its index
 * @param rows its rows
 * @param bytes size of its file; 0 if the writer makes none
 * @param crc32 the file's checksum; null if the writer makes none
 * @param counts ground truth about its rows
 * @param usedBytes bytes of Arrow buffers that held them
 */
record WrittenPartition(
    int partition, RowRange rows, long bytes, String crc32, Counts counts, long usedBytes) {}
