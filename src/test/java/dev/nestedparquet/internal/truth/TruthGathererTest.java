package dev.nestedparquet.internal.truth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.Truth;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is told of vectors is what they say, also of those that no filler here makes. */
final class TruthGathererTest {
  private BufferAllocator allocator;

  @BeforeEach
  void open() {
    allocator = new RootAllocator();
  }

  @AfterEach
  void close() {
    allocator.close();
  }

  private static GatheredColumn leaf(String path, Field field) {
    ValueType type = ValueType.of(field.getType(), null);
    return new GatheredColumn(path, field, type, null, 0, List.of());
  }

  private static Map<String, Object> of(Truth truth, int column) {
    return TruthText.members(truth, column, /* isWhole= */ false);
  }

  /** Lists begin within a byte of their elements' validity, and a null one has elements. */
  @Test
  void elementsThatNoListHasAreNotTold() {
    for (int start : new int[] {0, 3, 64, 67}) {
      Field item = Field.nullable("item", new ArrowType.Int(32, true));
      Field flag = Field.nullable("flag", ArrowType.Bool.INSTANCE);
      Field both =
          new Field("both", FieldType.nullable(ArrowType.Struct.INSTANCE), List.of(item, flag));
      Field list = new Field("l", FieldType.nullable(ArrowType.List.INSTANCE), List.of(both));
      GatheredColumn struct =
          new GatheredColumn(
              "l.e", both, null, null, 0, List.of(leaf("l.e.item", item), leaf("l.e.flag", flag)));
      TruthGatherer gatherer =
          new TruthGatherer(
              List.of(new GatheredColumn("l", list, null, null, 200, List.of(struct))));
      try (VectorSchemaRoot root = VectorSchemaRoot.create(new Schema(List.of(list)), allocator)) {
        fill((ListVector) root.getVector(0), start);
        root.setRowCount(4);
        Truth truth = gatherer.gather(root);
        assertThat(of(truth, 0))
            .containsEntry("values", 3L)
            .containsEntry("nulls", 1L)
            .containsEntry("empty", 1L)
            .containsEntry("elements", 102L)
            .containsEntry("lengths", Map.of("0", 1L, "2", 1L, "64-127", 1L));
        assertThat(of(truth, 1))
            .containsEntry("values", 101L)
            .containsEntry("nulls", 1L)
            .containsEntry("absent", 2L);
        long values = 0;
        long sum = 0;
        long largest = 0;
        for (int i : elements(start)) {
          if (i != start + 1 && i % 5 != 0) { // That one is in a struct that is null.
            values++;
            sum += i;
            largest = Math.max(largest, i);
          }
        }
        assertThat(of(truth, 2))
            .containsEntry("values", values)
            .containsEntry("nulls", 101 - values)
            .containsEntry("absent", 3L)
            .containsEntry("largest", largest)
            .containsEntry("sum", sum);
        assertThat(of(truth, 3)).containsEntry("values", 101L).containsEntry("smallest", false);
      }
    }
  }

  /** Two elements, a null list with four, an empty list, a hundred elements. */
  private static void fill(ListVector list, int start) {
    list.setInitialCapacity(4);
    list.allocateNew();
    int[] offsets = {start, start + 2, start + 6, start + 6, start + 106};
    for (int i = 0; i < offsets.length; i++) {
      list.getOffsetBuffer().setInt(4L * i, offsets[i]);
    }
    for (int i : new int[] {0, 2, 3}) {
      BitVectorHelper.setBit(list.getValidityBuffer(), i);
    }
    StructVector structs = (StructVector) list.getDataVector();
    IntVector items = (IntVector) structs.getChildrenFromFields().get(0);
    BitVector flags = (BitVector) structs.getChildrenFromFields().get(1);
    for (int i = 0; i < start + 106; i++) {
      if (i != start + 1) {
        structs.setIndexDefined(i);
      }
      if (i % 5 != 0) {
        items.setSafe(i, i);
      }
      flags.setSafe(i, i == start + 1 || i == start + 3 ? 1 : i % 2);
    }
    structs.setValueCount(start + 106);
    list.setLastSet(3);
    list.setValueCount(4);
    // Setting the count may have written offsets.
    for (int i = 0; i < offsets.length; i++) {
      list.getOffsetBuffer().setInt(4L * i, offsets[i]);
    }
  }

  private static int[] elements(int start) {
    int[] elements = new int[102];
    elements[0] = start;
    elements[1] = start + 1;
    for (int i = 0; i < 100; i++) {
      elements[i + 2] = start + 6 + i;
    }
    return elements;
  }

  /** Of texts in any order, alike up to any byte, and of any length, the extremes are found. */
  @Test
  void extremesOfTextsAreFoundWhateverTheyBeginWith() {
    for (String prefix : List.of("", "a", "1234567", "12345678", "123456789", "0123456789abcdef")) {
      for (int seed = 0; seed < 40; seed++) {
        java.util.Random random = new java.util.Random(seed);
        java.util.TreeMap<String, Integer> texts = new java.util.TreeMap<>();
        Field field = Field.nullable("t", ArrowType.Utf8.INSTANCE);
        try (VectorSchemaRoot root =
            VectorSchemaRoot.create(new Schema(List.of(field)), allocator)) {
          VarCharVector vector = (VarCharVector) root.getVector(0);
          int rows = 1 + random.nextInt(300);
          for (int i = 0; i < rows; i++) {
            String text = prefix + tail(random, seed, i);
            texts.merge(text, 1, Integer::sum);
            vector.setSafe(i, text.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
          }
          root.setRowCount(rows);
          Truth truth = new TruthGatherer(List.of(leaf("t", field))).gather(root);
          assertThat(of(truth, 0))
              .as("prefix %s, seed %d", prefix, seed)
              .containsEntry("smallest", texts.firstKey())
              .containsEntry("largest", texts.lastKey())
              .containsEntry(
                  "bytes",
                  texts.entrySet().stream()
                      .mapToLong(text -> (long) text.getKey().length() * text.getValue())
                      .sum());
        }
      }
    }
  }

  private static String tail(java.util.Random random, int seed, int i) {
    return switch (seed % 4) {
      case 0 -> String.format(java.util.Locale.ROOT, "%08d", i * 7);
      case 1 -> String.format(java.util.Locale.ROOT, "%08d", 9_999 - i);
      case 2 -> Integer.toString(random.nextInt(1_000_000), 36).substring(random.nextInt(1));
      default -> "zz\u0000~".substring(random.nextInt(4)).repeat(random.nextInt(4));
    };
  }
}
