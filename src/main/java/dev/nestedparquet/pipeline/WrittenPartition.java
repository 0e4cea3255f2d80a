package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;

/**
 * A partition whose file is complete.
 *
 * @param partition index of the partition
 * @param rows rows of the partition
 * @param bytes size of the file; 0 if the writer makes no files
 * @param crc32 CRC-32 of the file, as 8 hexadecimal digits; null if the writer makes no files
 * @param counts numbers that are true of the rows
 * @param usedBytes bytes of Arrow buffers that held the rows
 */
record WrittenPartition(
    int partition, RowRange rows, long bytes, String crc32, Counts counts, long usedBytes) {}
