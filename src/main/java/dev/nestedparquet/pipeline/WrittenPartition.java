package dev.nestedparquet.pipeline;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.nio.file.Path;

/**
 * A partition whose rows were all written.
 *
 * @param partition its index
 * @param rows its rows
 * @param staged the finished file, before it gets its name; null if the writer makes none
 * @param crc32 the file's checksum; likewise
 * @param counts ground truth about its rows
 * @param usedBytes bytes of Arrow buffers that held them
 */
record WrittenPartition(
    int partition, RowRange rows, Path staged, String crc32, Counts counts, long usedBytes) {}
