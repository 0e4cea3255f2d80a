package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.ShreddedFile;
import dev.nestedparquet.shred.internal.file.SchemaMatch;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.impl.UnionListWriter;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrow's slices of a batch, whose lists have elements of another name, are written, too. */
final class SlicedBatchesTest {
  private static final ArrowType INT = new ArrowType.Int(32, true);
  private static final int ROWS = 5;

  @TempDir private Path directory;

  private static Field parent(ArrowType type, String child) {
    return new Field("x", FieldType.nullable(type), List.of(Field.nullable(child, INT)));
  }

  @Test
  void slicesOfLists() throws IOException, SQLException {
    Path file = directory.resolve("sliced.parquet");
    Schema schema = new Schema(List.of(parent(ArrowType.List.INSTANCE, "item")));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      fill(root);
      ShreddedFile.write(
          file,
          schema,
          new MapDictionaryProvider(),
          allocator,
          ShredderOptions.DEFAULT,
          shredder -> {
            for (int row = 0; row < ROWS; row += 2) {
              try (VectorSchemaRoot slice = root.slice(row, Math.min(2, ROWS - row))) {
                shredder.write(slice);
              }
            }
          });
    }
    assertThat(texts(file)).containsExactly("[]", "[1]", "[2, 2]", "[3, 3, 3]", "[4, 4, 4, 4]");
  }

  /** In row i, the number i as many times. */
  private static void fill(VectorSchemaRoot root) {
    UnionListWriter writer = ((ListVector) root.getVector("x")).getWriter();
    for (int row = 0; row < ROWS; row++) {
      writer.setPosition(row);
      writer.startList();
      for (int i = 0; i < row; i++) {
        writer.writeInt(row);
      }
      writer.endList();
    }
    root.setRowCount(ROWS);
  }

  private static List<String> texts(Path file) throws SQLException {
    List<String> texts = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT x::VARCHAR FROM '" + file + "'")) {
      while (rows.next()) {
        texts.add(rows.getString(1));
      }
    }
    return texts;
  }

  private static Stream<ArrowType> lists() {
    return Stream.of(
        ArrowType.List.INSTANCE, ArrowType.LargeList.INSTANCE, new ArrowType.FixedSizeList(2));
  }

  @ParameterizedTest
  @MethodSource("lists")
  void theNameOfElementsDoesNotMatter(ArrowType type) {
    assertThat(
            SchemaMatch.difference(List.of(parent(type, "item")), List.of(parent(type, "$data$"))))
        .isNull();
  }

  @Test
  void theNamesOfOtherFieldsMatter() {
    ArrowType struct = ArrowType.Struct.INSTANCE;
    assertThat(SchemaMatch.difference(List.of(parent(struct, "a")), List.of(parent(struct, "b"))))
        .isNotNull();
  }
}
