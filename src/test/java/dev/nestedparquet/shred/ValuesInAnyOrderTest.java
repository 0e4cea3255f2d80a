package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.ArrowRows;
import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Values of the same length that a column has in another order than its buffer, some twice and
 * others not at all, so that neither the first nor the last place nor the sum of lengths tells it.
 */
final class ValuesInAnyOrderTest {
  private static final int ROWS = 3_000;
  private static final List<ArrowType> TYPES =
      List.of(
          ArrowType.Utf8.INSTANCE,
          ArrowType.LargeUtf8.INSTANCE,
          ArrowType.Utf8View.INSTANCE,
          ArrowType.Binary.INSTANCE,
          ArrowType.LargeBinary.INSTANCE,
          ArrowType.BinaryView.INSTANCE,
          new ArrowType.FixedSizeBinary(8));

  /** What is around the values, from the outside. */
  private static final List<String> NESTINGS =
      List.of(
          "",
          "views",
          "largeViews",
          "views views",
          "views largeViews",
          "list views",
          "views list",
          "struct views",
          "views struct",
          "runs",
          "struct runs",
          "list runs",
          "views runs",
          "views struct runs",
          "list struct");

  @TempDir private Path directory;

  static Stream<String> nestings() {
    return NESTINGS.stream();
  }

  private static Field field(String nesting, ArrowType type) {
    if (nesting.isEmpty()) {
      return Field.nullable("x", type);
    }
    int end = nesting.indexOf(' ') < 0 ? nesting.length() : nesting.indexOf(' ');
    Field child = field(nesting.substring(end).strip(), type);
    Field ends = Field.notNullable("run_ends", new ArrowType.Int(32, true));
    return switch (nesting.substring(0, end)) {
      case "views" -> parent(ArrowType.ListView.INSTANCE, child);
      case "largeViews" -> parent(ArrowType.LargeListView.INSTANCE, child);
      case "list" -> parent(ArrowType.List.INSTANCE, child);
      case "struct" -> parent(ArrowType.Struct.INSTANCE, child);
      case "runs" -> parent(ArrowType.RunEndEncoded.INSTANCE, ends, child);
      default -> throw new IllegalArgumentException(nesting);
    };
  }

  private static Field parent(ArrowType type, Field... children) {
    return new Field("x", FieldType.nullable(type), List.of(children));
  }

  private static void fill(FieldVector vector, int count) {
    vector.clear();
    vector.setInitialCapacity(count);
    vector.allocateNew();
    if (vector instanceof RunEndEncodedVector runs) {
      fillRuns(runs, count);
      return;
    }
    if (vector instanceof ListViewVector || vector instanceof LargeListViewVector) {
      fillViews(vector, count);
    } else if (vector instanceof ListVector lists) {
      for (int i = 0; i <= count; i++) {
        lists.getOffsetBuffer().setInt((long) i * Integer.BYTES, i);
      }
      lists.setLastSet(count - 1);
      fill(lists.getDataVector(), count);
    } else if (vector instanceof StructVector struct) {
      fill(struct.getChildrenFromFields().get(0), count);
    } else {
      for (int i = 0; i < count; i++) {
        set(vector, i, String.format("%08x", i * 0x9E37_79B9).getBytes(UTF_8));
      }
    }
    vector.setValueCount(count);
    for (int i = 0; i < count; i++) {
      BitVectorHelper.setBit(vector.getValidityBuffer(), i);
    }
    if (vector instanceof StructVector) { // Whose values are there all the same.
      for (int i = 2; i < count; i += 4) {
        BitVectorHelper.unsetBit(vector.getValidityBuffer(), i);
      }
    }
  }

  private static void set(FieldVector vector, int i, byte[] value) {
    if (vector instanceof BaseVariableWidthVector some) {
      some.setSafe(i, value);
    } else if (vector instanceof BaseLargeVariableWidthVector some) {
      some.setSafe(i, value);
    } else if (vector instanceof BaseVariableWidthViewVector some) {
      some.setSafe(i, value);
    } else {
      ((FixedSizeBinaryVector) vector).setSafe(i, value);
    }
  }

  /** Views of one element, but that two are swapped, and two overlap before one that is skipped. */
  private static void fillViews(FieldVector vector, int count) {
    for (int i = 0; i < count; i++) {
      int start = i == 1_000 ? 2_000 : i == 2_000 ? 1_000 : i;
      int size = i == 10 ? 2 : i == 12 ? 0 : 1;
      if (vector instanceof ListViewVector views) {
        views.getOffsetBuffer().setInt((long) i * Integer.BYTES, start);
        views.getSizeBuffer().setInt((long) i * Integer.BYTES, size);
      } else {
        LargeListViewVector views = (LargeListViewVector) vector;
        views.getOffsetBuffer().setLong((long) i * Long.BYTES, start);
        views.getSizeBuffer().setLong((long) i * Long.BYTES, size);
      }
    }
    fill(vector.getChildrenFromFields().get(0), count);
  }

  /** Runs of two, of one null that has bytes, and of one, in turn. */
  private static void fillRuns(RunEndEncodedVector vector, int count) {
    IntVector ends = (IntVector) vector.getRunEndsVector();
    FieldVector values = vector.getValuesVector();
    int runs = 0;
    for (int end = 0; end < count; runs++) {
      end += runs % 3 == 0 ? 2 : 1;
      ends.setSafe(runs, end);
    }
    ends.setValueCount(runs);
    fill(values, runs);
    for (int run = 1; run < runs; run += 3) {
      BitVectorHelper.unsetBit(values.getValidityBuffer(), run);
    }
    vector.setValueCount(count);
  }

  @ParameterizedTest
  @MethodSource("nestings")
  void areInTheFileAsInTheColumnWhateverTheirEncoding(String nesting) throws IOException {
    for (ArrowType type : TYPES) {
      Schema schema = new Schema(List.of(field(nesting, type)));
      MapDictionaryProvider none = new MapDictionaryProvider();
      try (BufferAllocator allocator = new RootAllocator();
          VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
        fill(root.getVector(0), ROWS);
        root.setRowCount(ROWS);
        ReferenceLevels expected = new ReferenceLevels(schema);
        for (int row = 0; row < ROWS; row++) {
          List<Object> values = new ArrayList<>();
          values.add(new ArrowRows(none).get(root.getVector(0), row));
          expected.add(values);
        }
        for (ColumnEncoding encoding : ColumnEncoding.values()) {
          for (int version = 1; version <= 2; version++) {
            ShredderOptions options =
                ShredderOptions.builder().encoding(encoding).pageVersion(version).build();
            ShreddedFile.write(
                file(), schema, none, allocator, options, shredder -> shredder.write(root));
            String what = nesting + " of " + type + ", " + encoding + ", version " + version;
            assertSame(what, expected.columns().get(0), FileLevels.read(file()).get(0));
          }
        }
      }
    }
  }

  private Path file() {
    return directory.resolve("file.parquet");
  }

  private static void assertSame(
      String what, List<ReferenceLevels.Entry> wanted, List<ReferenceLevels.Entry> found) {
    assertThat(found).as(what).hasSameSizeAs(wanted);
    for (int i = 0; i < found.size(); i++) {
      assertThat(found.get(i)).as("%s: entry %d", what, i).isEqualTo(wanted.get(i));
    }
  }
}
