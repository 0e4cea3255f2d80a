package dev.nestedparquet.verify;

import dev.nestedparquet.internal.OneLine;
import java.util.Locale;

/**
 * A place where a data set is not what its manifest promises.
 *
 * @param file name of the file; the manifest's own if that is what is wrong
 * @param rowGroup row group of the file; null if this is about no row
 * @param row row of the file, from 0; likewise
 * @param dataSetRow row of the data set that has to stand there; likewise
 * @param path what differs: a value such as {@code phones[0].number}, or a property such as {@code
 *     bytes}
 * @param expected what it has to be, as text
 * @param found what it is, or the reader's message
 */
public record Difference(
    String file,
    Integer rowGroup,
    Long row,
    Long dataSetRow,
    String path,
    String expected,
    String found) {

  /** About a file, or the manifest, as a whole. */
  static Difference ofFile(String file, String path, Object expected, Object found) {
    return new Difference(
        file, null, null, null, path, String.valueOf(expected), String.valueOf(found));
  }

  /** One line, whatever the texts hold: a file's content must not steer a terminal. */
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
