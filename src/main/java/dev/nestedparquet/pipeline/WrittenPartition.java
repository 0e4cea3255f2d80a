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
 * @param counts ground truth about its rows
 * @param usedBytes bytes of Arrow buffers that held them
 */
record WrittenPartition(int partition, RowRange rows, Path staged, Counts counts, long usedBytes) {}
