package dev.nestedparquet.dataset;

import dev.nestedparquet.batch.Counts;

/**
 * A Parquet file of a data set, as the manifest describes it.
 *
 * @param path name of the file in the data set's directory
 * @param firstRow index of its first row in the data set
 * @param bytes size of the file
 * @param crc32 CRC-32 of its bytes, as 8 hexadecimal digits; null if it isn't known
 * @param counts numbers that are true of its rows
 */
public record DataFile(String path, long firstRow, long bytes, String crc32, Counts counts) {
  public long rows() {
    return counts.get(Counts.ROWS);
  }
}
