package dev.nestedparquet.internal.preset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactColumns;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.compare.VectorEqualsVisitor;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.arrow.vector.util.ValueVectorUtility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A filler that leaves columns out makes the others as it always does. */
final class SelectedColumnsTest {
  private static final RowRange ROWS = new RowRange(1_000_003, 700);
  private static final long SEED = 11;

  private static final List<ContactColumns> SELECTIONS =
      List.of(
          ContactColumns.ALL,
          new ContactColumns(true, false, false, false),
          new ContactColumns(false, true, true, true),
          new ContactColumns(false, true, true, false),
          new ContactColumns(false, true, false, true),
          new ContactColumns(true, true, true, false),
          new ContactColumns(true, true, false, true),
          new ContactColumns(true, true, false, false));

  static Stream<String> presets() {
    return Presets.names().stream();
  }

  static Stream<Arguments> presetsAndColumns() {
    return presets()
        .flatMap(preset -> SELECTIONS.stream().map(columns -> Arguments.of(preset, columns)));
  }

  @ParameterizedTest
  @MethodSource("presetsAndColumns")
  void whatIsFilledIsTheSameAsInAFullBatch(String preset, ContactColumns columns) {
    BatchFiller filler = Presets.newFiller(preset, SEED, null);
    RowRange rows = new RowRange(ROWS.first(), filler.rowsOfBatch(ROWS));
    BatchFiller selecting = filler.select(columns.schema()).forProducer();
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot all = VectorSchemaRoot.create(filler.schema(), allocator);
        VectorSchemaRoot some = VectorSchemaRoot.create(selecting.schema(), allocator)) {
      filler.fill(rows, all);
      Counts counts = selecting.fill(rows, some);

      assertThat(some.getSchema()).isEqualTo(columns.schema());
      assertThat((long) some.getRowCount()).isEqualTo(rows.rows());
      assertThat(counts.get(Counts.ROWS)).isEqualTo(rows.rows());
      some.getFieldVectors().forEach(vector -> assertSame(vector, all.getVector(vector.getName())));
    }
  }

  /** Lists are compared by validity, offsets, and those columns below that both have. */
  private static void assertSame(FieldVector some, FieldVector all) {
    ValueVectorUtility.validateFull(some);
    assertThat(some.getValueCount()).isEqualTo(all.getValueCount());
    for (int i = 0; i < all.getValueCount(); i++) {
      assertThat(some.isNull(i)).isEqualTo(all.isNull(i));
    }
    if (some instanceof ListVector list && all instanceof ListVector allLists) {
      for (int i = 0; i < list.getValueCount(); i++) {
        assertThat(list.getElementEndIndex(i)).isEqualTo(allLists.getElementEndIndex(i));
      }
      assertSame(list.getDataVector(), allLists.getDataVector());
    } else if (some.getField().getChildren().isEmpty() && all.getField().getChildren().isEmpty()) {
      assertThat(VectorEqualsVisitor.vectorEquals(some, all)).isTrue();
    } else {
      for (FieldVector child : some.getChildrenFromFields()) {
        assertSame(child, childOf(all, child.getName()));
      }
    }
  }

  private static FieldVector childOf(FieldVector vector, String name) {
    return vector.getChildrenFromFields().stream()
        .filter(child -> child.getName().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @MethodSource("presets")
  void columnsThatAreLeftOutTakeNoMemory(String preset) {
    long all = bytes(preset, ContactColumns.ALL);
    long names = bytes(preset, new ContactColumns(true, false, false, false));
    long phones = bytes(preset, new ContactColumns(false, true, true, true));
    long numbers = bytes(preset, new ContactColumns(false, true, true, false));
    long types = bytes(preset, new ContactColumns(false, true, false, true));
    assertThat(names + phones).isEqualTo(all);
    assertThat(numbers).isLessThan(phones);
    assertThat(types).isLessThan(numbers);
  }

  /** Bytes of the buffers, as far as they are used. */
  private static long bytes(String preset, ContactColumns columns) {
    BatchFiller filler = Presets.newFiller(preset, SEED, null).select(columns.schema());
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(filler.schema(), allocator)) {
      filler.fill(new RowRange(ROWS.first(), filler.rowsOfBatch(ROWS)), root);
      return root.getFieldVectors().stream().mapToLong(FieldVector::getBufferSize).sum();
    }
  }

  @ParameterizedTest
  @MethodSource("presets")
  void columnsThatThereAreNotAreRefused(String preset) {
    Schema other = new Schema(List.of(Field.nullable("age", new ArrowType.Int(32, true))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Presets.newFiller(preset, SEED, null).select(other))
        .withMessageContaining("is no selection of");
  }

  @Test
  void aSelectionCanBeNarrowed() {
    BatchFiller phones =
        Presets.newFiller("contacts", SEED, null)
            .select(new ContactColumns(false, true, true, true).schema());
    Schema numbers = new ContactColumns(false, true, true, false).schema();
    assertThat(phones.select(numbers).schema()).isEqualTo(numbers);
  }
}
