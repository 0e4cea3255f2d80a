package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.ReferenceLevels.Entry;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorLoader;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Arrow's format lets a vector without elements have buffers of no bytes, without any offset. */
final class EmptyVectorsTest {
  @TempDir private Path directory;

  static List<ArrowType> leaves() {
    return List.of(
        ArrowType.Utf8.INSTANCE, ArrowType.LargeUtf8.INSTANCE, new ArrowType.Int(32, true));
  }

  private static Field list(ArrowType type, Field item) {
    return new Field("item", FieldType.nullable(type), List.of(item));
  }

  @ParameterizedTest
  @MethodSource("leaves")
  void listsInEmptyListsNeedNoOffsets(ArrowType type) throws IOException {
    Field leaf = Field.nullable("item", type);
    Field lists =
        list(
            ArrowType.List.INSTANCE,
            list(ArrowType.List.INSTANCE, list(ArrowType.LargeList.INSTANCE, leaf)));
    Schema schema = new Schema(List.of(lists));
    Path path = directory.resolve("file");
    try (BufferAllocator allocator = new RootAllocator();
        ArrowBuf poison = allocator.buffer(1_024);
        ArrowBuf offsets = allocator.buffer(3 * Integer.BYTES);
        ArrowBuf validity = allocator.buffer(8);
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator)) {
      ShreddedFile.write(
          path,
          schema,
          new MapDictionaryProvider(),
          allocator,
          ShredderOptions.DEFAULT,
          shredder -> {
            for (int i = 0; i < poison.capacity() / Integer.BYTES; i++) {
              poison.setInt((long) i * Integer.BYTES, 0x7000_0000);
            }
            offsets.setZero(0, offsets.capacity());
            validity.setOne(0, validity.capacity());
            load(root, offsets, validity, poison.slice(512, 0), type);
            shredder.write(root);
          });
    }
    Entry empty = new Entry(0, 1, null);
    assertThat(FileLevels.read(path)).containsExactly(List.of(empty, empty));
  }

  /** Two empty lists, and vectors of no elements below them, all of whose buffers are nothing. */
  private static void load(
      VectorSchemaRoot root,
      ArrowBuf offsets,
      ArrowBuf validity,
      ArrowBuf nothing,
      ArrowType leaf) {
    List<ArrowFieldNode> nodes = new ArrayList<>(List.of(new ArrowFieldNode(2, 0)));
    for (int i = 0; i < 3; i++) {
      nodes.add(new ArrowFieldNode(0, 0));
    }
    List<ArrowBuf> buffers = new ArrayList<>(List.of(validity, offsets));
    int below = leaf instanceof ArrowType.Int ? 2 : 3;
    for (int i = 0; i < 2 * 2 + below; i++) {
      buffers.add(nothing);
    }
    try (ArrowRecordBatch batch = new ArrowRecordBatch(2, nodes, buffers)) {
      new VectorLoader(root).load(batch);
    }
  }
}
