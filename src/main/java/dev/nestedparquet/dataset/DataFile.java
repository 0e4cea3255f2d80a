package dev.nestedparquet.dataset;

import dev.nestedparquet.batch.Counts;

/**
 * A Parquet file of a data set, as its manifest has it.
 *
 * @param path its name in the data set's directory
 * @param firstRow index of its first row in the data set
 * @param bytes its size
 * @param crc32 CRC-32 of its bytes, as 8 hexadecimal digits; null if it isn't known
 * @param counts ground truth about its rows
 */
public record DataFile(String path, long firstRow, long bytes, String crc32, Counts counts) {
  public long rows() {
    return counts.get(Counts.ROWS);
  }
}
