package dev.nestedparquet.check;

import dev.hardwood.InputFile;
import dev.hardwood.reader.ColumnReader;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.Validity;
import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.FileLevels.Column;
import dev.nestedparquet.shred.fixtures.ReferenceLevels.Entry;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares levels and values of the files {@code 000.parquet}, and so on, of a directory, as
 * hardwood reads them, with what parquet-java reads.
 *
 * <p>Compiled and run by {@code scripts/verify.sh} where there is a JDK of 21 or newer, which
 * hardwood needs, unlike everything else here. Exit code: 0 all alike, 3 one differs.
 */
final class CompareLevelsWithHardwood {
  private CompareLevelsWithHardwood() {}

  public static void main(String[] args) throws IOException {
    int columns = 0;
    int differences = 0;
    try (DirectoryStream<Path> files =
        Files.newDirectoryStream(Path.of(args[0]), "*[0-9].parquet")) {
      for (Path file : files) {
        List<Column> expected = FileLevels.columns(file);
        try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file))) {
          for (int i = 0; i < expected.size(); i++) {
            Column column = expected.get(i);
            if (isAmbiguous(column, expected)) {
              continue;
            }
            columns++;
            if (!read(parquet, i, column).equals(column.entries())) {
              differences++;
              System.out.printf("hardwood: %s: %s differs%n", file.getFileName(), column.path());
            }
          }
        }
      }
    }
    System.out.printf("hardwood: %,d columns, %,d differences%n", columns, differences);
    System.exit(columns > 0 && differences == 0 ? 0 : 3);
  }

  /**
   * hardwood 1.0.1 takes a dot for the end of a name, and of the columns that have a name it takes
   * the first one, wherever that is.
   */
  private static boolean isAmbiguous(Column column, List<Column> all) {
    String name = column.path().get(column.path().size() - 1);
    boolean isShared =
        all.stream().filter(other -> other.path().get(other.path().size() - 1).equals(name)).count()
            > 1;
    return column.path().stream().anyMatch(part -> part.contains("."))
        || (column.path().size() == 1 && isShared);
  }

  private static List<Entry> read(ParquetFileReader parquet, int index, Column column) {
    List<Entry> entries = new ArrayList<>();
    try (ColumnReader reader = parquet.columnReader(index)) {
      while (reader.nextBatch()) {
        int[] definition = reader.getDefinitionLevels();
        int[] repetition = reader.getRepetitionLevels();
        Validity validity = reader.getLeafValidity();
        int slots = definition == null ? reader.getRecordCount() : definition.length;
        int value = 0;
        for (int slot = 0; slot < slots; slot++) {
          int level = definition == null ? -1 : definition[slot];
          boolean isElement = level < 0 || level >= column.elementLevel();
          boolean isPresent = isElement && !validity.isNull(value);
          entries.add(
              new Entry(
                  repetition == null ? 0 : repetition[slot],
                  level < 0
                      ? (isPresent ? column.presentLevel() : column.presentLevel() - 1)
                      : level,
                  isPresent ? value(reader, column, value) : null));
          value += isElement ? 1 : 0;
        }
      }
    }
    return entries;
  }

  private static Object value(ColumnReader reader, Column column, int index) {
    return switch (column.type()) {
      case BOOLEAN -> reader.getBooleans()[index];
      case INT32 -> reader.getInts()[index];
      case INT64 -> reader.getLongs()[index];
      case FLOAT -> Float.floatToRawIntBits(reader.getFloats()[index]);
      case DOUBLE -> Double.doubleToRawLongBits(reader.getDoubles()[index]);
      default -> ByteBuffer.wrap(reader.getBinaries()[index]);
    };
  }
}
