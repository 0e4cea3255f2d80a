package dev.nestedparquet.spark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactColumns;
import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import dev.nestedparquet.internal.preset.Presets;
import dev.nestedparquet.internal.preset.ReferenceRows;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.vectorized.ColumnVector;
import org.apache.spark.sql.vectorized.ColumnarArray;
import org.apache.spark.sql.vectorized.ColumnarBatch;
import org.apache.spark.unsafe.types.UTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Closing a reader is the check that it leaks nothing: its allocator complains. */
final class RowsReaderTest {
  private static final RowRange ROWS = new RowRange(123_456, 1_000);
  private static final long SEED = 5;

  private static RowsReader reader(String preset, ContactColumns columns, int batchRows) {
    BatchFiller filler = Presets.newFiller(preset, SEED, null).select(columns.schema());
    return new RowsReader(filler, ROWS, batchRows);
  }

  static Stream<String> presets() {
    return Presets.names().stream();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void sparkReadsTheRowsOfTheSpecification(String preset) {
    List<Contact> contacts = new ArrayList<>();
    try (RowsReader reader = reader(preset, ContactColumns.ALL, 300)) {
      while (reader.next()) {
        assertThat(reader.get().numRows()).isBetween(1, 300);
        reader.get().rowIterator().forEachRemaining(row -> contacts.add(contact(row)));
      }
    }
    assertThat(contacts)
        .isEqualTo(ReferenceRows.of(preset, SEED).rows(ROWS.first(), (int) ROWS.rows()));
  }

  private static Contact contact(InternalRow row) {
    return new Contact(text(row.getUTF8String(0)), phones((ColumnarArray) row.getArray(1)));
  }

  private static List<Phone> phones(ColumnarArray array) {
    if (array == null) {
      return null;
    }
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow phone = array.getStruct(i, 2);
      phones.add(
          phone == null
              ? null
              : new Phone(text(phone.getUTF8String(0)), text(phone.getUTF8String(1))));
    }
    return phones;
  }

  private static String text(UTF8String text) {
    return text == null ? null : text.toString();
  }

  @Test
  void onlyTheColumnsAskedForAreThere() {
    List<String> types = new ArrayList<>();
    ContactColumns columns = new ContactColumns(false, true, false, true);
    try (RowsReader reader = reader("contacts", columns, 5_000)) {
      assertThat(reader.next()).isTrue();
      ColumnarBatch batch = reader.get();
      assertThat(batch.numCols()).isEqualTo(1);
      BatchFiller filler = Presets.newFiller("contacts", SEED, null).select(columns.schema());
      assertThat(batch.column(0).dataType())
          .isEqualTo(SparkSchema.of(filler).struct().fields()[0].dataType());
      for (int row = 0; row < batch.numRows(); row++) {
        ColumnarArray phones = batch.column(0).getArray(row);
        for (int i = 0; phones != null && i < phones.numElements(); i++) {
          types.add(text(phones.getStruct(i, 1).getUTF8String(0)));
        }
      }
    }
    assertThat(types)
        .isEqualTo(
            ReferenceRows.of("contacts", SEED).rows(ROWS.first(), (int) ROWS.rows()).stream()
                .filter(contact -> contact.phones() != null)
                .flatMap(contact -> contact.phones().stream().map(Phone::type))
                .toList());
  }

  @Test
  void rowsWithoutColumnsAreCounted() {
    int rows = 0;
    BatchFiller filler = Presets.newFiller("contacts", SEED, null).select(new Schema(List.of()));
    try (RowsReader reader = new RowsReader(filler, ROWS, 300)) {
      while (reader.next()) {
        assertThat(reader.get().numCols()).isZero();
        rows += reader.get().numRows();
      }
    }
    assertThat(rows).isEqualTo((int) ROWS.rows());
  }

  @Test
  void nullsAreToldWithoutLookingAtValues() {
    try (RowsReader reader = reader("null-states", ContactColumns.ALL, 5_000)) {
      assertThat(reader.next()).isTrue();
      ColumnVector phones = reader.get().column(1);
      int nulls = 0;
      for (int row = 0; row < reader.get().numRows(); row++) {
        nulls += phones.isNullAt(row) ? 1 : 0;
      }
      assertThat(nulls).isPositive();
      assertThat(phones.hasNull()).isTrue();
      assertThat(phones.numNulls()).isEqualTo(nulls);
    }
  }

  /** Spark closes the columns of a batch as soon as it has made rows of it. */
  @Test
  void aBatchMayBeClosedBeforeTheNext() {
    try (RowsReader reader = reader("contacts", ContactColumns.ALL, 400)) {
      assertThat(reader.next()).isTrue();
      reader.get().closeIfFreeable();
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().column(0).getUTF8String(0)).isNotNull();
      reader.get().close();
    }
  }

  @Test
  void aReaderMayBeClosedInTheMiddle() {
    try (RowsReader reader = reader("contacts", ContactColumns.ALL, 10)) {
      assertThat(reader.next()).isTrue();
      assertThat(reader.get().numRows()).isEqualTo(10);
    }
  }
}
