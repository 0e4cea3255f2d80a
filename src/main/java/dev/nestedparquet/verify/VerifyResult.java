package dev.nestedparquet.verify;

import java.util.List;

/**
 * What a check found, and what it took.
 *
 * @param parts the parts that were checked one by one; 0 if the data set has one manifest
 * @param missing parts that aren't there, as ranges: {@code 2}, {@code 5-7}
 * @param missingParts how many these are
 * @param rows rows that were compared
 * @param files files that the data set should have
 * @param filesCompared those whose rows could be read
 * @param hasChecksums whether the manifest has the files' checksums; bytes that the reader doesn't
 *     use go unchecked otherwise
 * @param notCompared what of the values can't be compared, since the reader doesn't keep it: the
 *     path of each such column, and why
 * @param differences how many differences there are
 * @param listed the first of them, in the order of files and rows
 * @param nanos how long it took
 * @param reader name and version of what read the files
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

  /** Whether all that is there is as it has to be; {@link #isComplete} tells if that is all. */
  public boolean isSame() {
    return differences == 0;
  }

  /** Whether no part is missing. */
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
