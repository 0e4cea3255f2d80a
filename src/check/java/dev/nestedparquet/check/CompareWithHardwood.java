package dev.nestedparquet.check;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import dev.hardwood.row.PqList;
import dev.hardwood.row.PqStruct;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import dev.nestedparquet.internal.preset.ReferenceRows;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Compares each row of a data set, as hardwood reads it, with the specification of its preset.
 *
 * <p>Compiled and run by {@code scripts/verify.sh} where there is a JDK of 21 or newer, which
 * hardwood needs, unlike everything else here. Exit code: 0 all rows alike, 3 one differs.
 */
final class CompareWithHardwood {
  private CompareWithHardwood() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    JsonNode manifest = new ObjectMapper().readTree(directory.resolve("_manifest.json").toFile());
    String preset = manifest.get("preset").asText();
    ReferenceRows reference = ReferenceRows.of(preset, manifest.get("seed").asLong());
    for (JsonNode file : manifest.get("files")) {
      String name = file.get("path").asText();
      long end = file.get("firstRow").asLong() + file.get("rows").asLong();
      long rowsEnd = compare(directory.resolve(name), file.get("firstRow").asLong(), reference);
      if (rowsEnd != end) {
        System.out.printf("hardwood: %s: %,d rows too few%n", name, end - rowsEnd);
        System.exit(3);
      }
    }
    System.out.printf("hardwood: %s rows of %s are as specified%n", manifest.get("rows"), preset);
  }

  /** Index of the row after the last one in the file. */
  private static long compare(Path file, long firstRow, ReferenceRows reference)
      throws IOException {
    long row = firstRow;
    try (ParquetFileReader parquet = ParquetFileReader.open(InputFile.of(file));
        RowReader rows = parquet.rowReader()) {
      for (; rows.hasNext(); row++) {
        rows.next();
        Contact found = contact(rows);
        Contact expected = reference.row(row);
        if (!found.equals(expected)) {
          System.out.printf(
              "hardwood: %s: row %,d: %s expected, %s found%n",
              file.getFileName(), row, shortened(expected), shortened(found));
          System.exit(3);
        }
      }
    }
    return row;
  }

  private static Contact contact(RowReader row) {
    String name = row.isNull("name") ? null : row.getString("name");
    if (row.isNull("phones")) {
      return new Contact(name, null);
    }
    PqList list = row.getList("phones");
    List<Phone> phones = new ArrayList<>();
    for (PqStruct phone : list.structs()) {
      phones.add(
          phone == null ? null : new Phone(text(phone, "number"), text(phone, "phone_type")));
    }
    return new Contact(name, phones);
  }

  private static String text(PqStruct phone, String field) {
    return phone.isNull(field) ? null : phone.getString(field);
  }

  private static String shortened(Contact contact) {
    String text = contact.toString();
    return text.substring(0, Math.min(300, text.length()));
  }
}
