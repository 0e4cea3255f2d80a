package dev.nestedparquet.verify;

import dev.nestedparquet.internal.OneLine;
import java.util.Locale;

/**
 * A place where a data set is not as its manifest promises.
 *
 * @param file name of the file; name of the manifest if the manifest is wrong
 * @param rowGroup index of the row group in the file; null if the difference is in no row
 * @param row index of the row in the file, from 0; null if the difference is in no row
 * @param dataSetRow index in the data set of the row that has to be there; null if the difference
 *     is in no row
 * @param path place of a value, such as {@code phones[0].number}, or name of a property, such as
 *     {@code bytes}
 * @param expected text of what has to be there
 * @param found text of what is there, or the reader's message
 */
public record Difference(
    String file,
    Integer rowGroup,
    Long row,
    Long dataSetRow,
    String path,
    String expected,
    String found) {

  /** Makes a difference that concerns a file, or the manifest, as a whole. */
  static Difference ofFile(String file, String path, Object expected, Object found) {
    return new Difference(
        file, null, null, null, path, String.valueOf(expected), String.valueOf(found));
  }

  /** Text in one line, with escapes: a file's content must not steer a terminal. */
  @Override
  public String toString() {
    String where =
        row == null
            ? ""
            : String.format(Locale.ROOT, ", row group %d, row %d (%d)", rowGroup, row, dataSetRow);
    return OneLine.of(
        String.format(
            Locale.ROOT, "%s%s, %s: expected %s, found %s", file, where, path, expected, found));
  }
}
