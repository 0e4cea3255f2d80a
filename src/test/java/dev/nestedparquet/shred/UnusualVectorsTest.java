package dev.nestedparquet.shred;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.OneColumnFiles;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.List;
import org.apache.arrow.vector.BaseVariableWidthViewVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TinyIntVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.ViewVarCharVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

/** Vectors that the format allows, and that Arrow's own library would not make. */
final class UnusualVectorsTest extends OneColumnFiles {
  private static final ArrowType INT32 = new ArrowType.Int(32, true);

  /** The format lets a null's view be anything: here, one that points nowhere. */
  @Test
  void viewsOfNullsAreNotLookedAt() throws IOException {
    List<Object> found =
        written(
            Field.nullable("x", ArrowType.Utf8View.INSTANCE),
            3,
            vector -> {
              ((ViewVarCharVector) vector).setSafe(0, "a value that is not inline".getBytes(UTF_8));
              ((ViewVarCharVector) vector).setSafe(2, "short".getBytes(UTF_8));
              for (int i = 16; i < 32; i += 4) {
                vector.getDataBuffer().setInt(i, Integer.MAX_VALUE - i);
              }
            });
    assertThat(found)
        .containsExactly(
            ByteBuffer.wrap("a value that is not inline".getBytes(UTF_8)),
            null,
            ByteBuffer.wrap("short".getBytes(UTF_8)));
  }

  /** Nor those of a dictionary, all entries of which are looked at, nor those of runs. */
  @Test
  void viewsOfNullsInADictionaryAreNotLookedAtEither() throws IOException {
    List<ArrowType> types = List.of(ArrowType.Utf8View.INSTANCE, ArrowType.BinaryView.INSTANCE);
    for (ArrowType type : types) {
      DictionaryEncoding encoding = new DictionaryEncoding(1, false, new ArrowType.Int(8, true));
      FieldVector entries = Field.nullable("entries", type).createVector(allocator);
      BaseVariableWidthViewVector views = (BaseVariableWidthViewVector) entries;
      views.setSafe(0, "an entry that is not inline".getBytes(UTF_8));
      views.setSafe(2, "short".getBytes(UTF_8));
      views.setValueCount(4);
      for (int word = 0; word < 4; word++) {
        views.getDataBuffer().setInt(16 + 4L * word, Integer.MAX_VALUE - word);
        views.getDataBuffer().setInt(48 + 4L * word, -1 - word);
      }
      Field field = new Field("x", new FieldType(true, encoding.getIndexType(), encoding), null);
      Schema schema = new Schema(List.of(field));
      try (MapDictionaryProvider dictionaries =
              new MapDictionaryProvider(new Dictionary(entries, encoding));
          VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
        TinyIntVector indices = (TinyIntVector) root.getVector(0);
        for (int row = 0; row < 5; row++) {
          indices.setSafe(row, row % 4);
        }
        root.setRowCount(5);
        for (ColumnEncoding each : ColumnEncoding.values()) {
          ShreddedFile.write(
              file(),
              schema,
              dictionaries,
              allocator,
              ShredderOptions.builder().encoding(each).build(),
              shredder -> shredder.write(root));
          ByteBuffer first = ByteBuffer.wrap("an entry that is not inline".getBytes(UTF_8));
          assertThat(FileLevels.read(file()).get(0))
              .extracting(ReferenceLevels.Entry::value)
              .containsExactly(first, null, ByteBuffer.wrap("short".getBytes(UTF_8)), null, first);
        }
      }
    }
  }

  @Test
  void aRunThatEndsTooSoonIsTold() {
    Field runs =
        new Field(
            "x",
            FieldType.nullable(ArrowType.RunEndEncoded.INSTANCE),
            List.of(Field.notNullable("run_ends", INT32), Field.nullable("values", INT32)));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                written(
                    runs,
                    3,
                    vector -> {
                      RunEndEncodedVector encoded = (RunEndEncodedVector) vector;
                      ((IntVector) encoded.getRunEndsVector()).setSafe(0, 2);
                      ((IntVector) encoded.getValuesVector()).setSafe(0, 7);
                      encoded.getRunEndsVector().setValueCount(1);
                      encoded.getValuesVector().setValueCount(1);
                    }))
        .withMessage("column x: the vector has 3 values, and its 1 runs, with 1 values, end at 2");
  }

  @Test
  void listViewsMayOverlapAndGoBackwards() throws IOException {
    Field field =
        new Field(
            "x",
            FieldType.nullable(ArrowType.ListView.INSTANCE),
            List.of(Field.nullable("item", INT32)));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              ListViewVector lists = (ListViewVector) vector;
              IntVector items = (IntVector) lists.getDataVector();
              for (int i = 0; i < 4; i++) {
                items.setSafe(i, 10 + i);
              }
              items.setValueCount(4);
              int[][] views = {{2, 2}, {0, 3}, {3, 1}};
              for (int i = 0; i < views.length; i++) {
                lists.setValidity(i, 1);
                lists.setOffset(i, views[i][0]);
                lists.setSize(i, views[i][1]);
              }
            });
    assertThat(found).containsExactly(12, 13, 10, 11, 12, 13);
  }
}
