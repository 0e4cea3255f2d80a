package dev.nestedparquet.shred;

/**
 * Size of a complete Parquet file, as {@link ParquetShredder#finish} returns it.
 *
 * @param rows number of rows in the file
 * @param bytes length of the file in bytes, footer included
 * @param rowGroups number of row groups in the file
 */
public record WrittenFile(long rows, long bytes, int rowGroups) {}
