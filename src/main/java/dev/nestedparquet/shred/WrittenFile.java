package dev.nestedparquet.shred;

/**
 * What a Parquet file has in it, told by the one who completed it.
 *
 * @param rows all rows of the file
 * @param bytes its length, footer included
 * @param rowGroups how many row groups the rows are in
 */
public record WrittenFile(long rows, long bytes, int rowGroups) {}
