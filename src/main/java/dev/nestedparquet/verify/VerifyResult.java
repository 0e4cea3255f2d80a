package dev.nestedparquet.verify;

import java.util.List;

/**
 * Outcome of a check: what it found, and how long it took.
 *
 * @param parts number of parts that were checked one by one; 0 if the data set has one manifest
 * @param missing parts that aren't there, as ranges: {@code 2}, {@code 5-7}
 * @param missingParts number of parts that aren't there
 * @param rows number of rows that were compared
 * @param files number of files that the data set should have
 * @param filesCompared number of files whose rows could be read
 * @param hasChecksums whether the manifest has the files' checksums; without them, bytes that the
 *     reader doesn't use go unchecked
 * @param notCompared columns with values that can't be compared, since no reader that is there
 *     keeps them: for each, the path and the reason
 * @param differences number of differences
 * @param listed the first differences, in the order of files and rows
 * @param nanos nanoseconds that the check took
 * @param reader name and version of the reader
 */
public record VerifyResult(
    int parts,
    List<String> missing,
    int missingParts,
    long rows,
    int files,
    int filesCompared,
    boolean hasChecksums,
    List<String> notCompared,
    long differences,
    List<Difference> listed,
    long nanos,
    String reader) {

  /**
   * Tells whether there is no difference. {@link #isComplete} tells whether all parts were there.
   */
  public boolean isSame() {
    return differences == 0;
  }

  /** Tells whether no part is missing. */
  public boolean isComplete() {
    return missingParts == 0;
  }

  public double seconds() {
    return nanos / 1e9;
  }

  public double rowsPerSecond() {
    return rows / seconds();
  }
}
