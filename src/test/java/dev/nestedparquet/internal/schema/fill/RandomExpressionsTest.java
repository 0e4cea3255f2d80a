package dev.nestedparquet.internal.schema.fill;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.schema.DataSetFiles;
import dev.nestedparquet.internal.schema.fill.RandomExpressions.Level;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.read.RefusedFileException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Computes expressions by chance as the reference interpreter does, which shares no code. */
class RandomExpressionsTest {
  private static final int SEEDS = Integer.getInteger("expressions.seeds", 12);
  private static final int LEAVES = 12;

  /** More than a block has. */
  private static final int ROWS = 300;

  @TempDir private Path directory;

  private static LongStream seeds() {
    long first = Long.getLong("expressions.first", 1);
    return LongStream.range(first, first + SEEDS);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void valuesAreThoseOfTheReference(long seed) throws IOException {
    FilledRows.compare(file(seed), seed, 0, ROWS);
  }

  /** Columns, fields and elements that are expressions. */
  DataSetFile file(long seed) throws IOException {
    Random random = new Random(seed);
    StringBuilder fields = new StringBuilder(RandomExpressions.FIELDS);
    for (Level level : Level.values()) {
      List<String> leaves = new ArrayList<>();
      for (int i = 0; i < 4 * LEAVES && leaves.size() < LEAVES; i++) {
        String leaf = leaf(new RandomExpressions(random, level), random, leaves.size());
        if (isFine(level, leaf)) {
          leaves.add(leaf);
        }
      }
      assertThat(leaves).hasSizeGreaterThan(LEAVES / 3);
      if (level == Level.ROW) {
        leaves.forEach(leaf -> fields.append("  ").append(leaf).append('\n'));
      } else {
        fields.append(
            level == Level.STRUCT
                ? inStruct(String.join(", ", leaves))
                : inElement(String.join(", ", leaves)));
      }
    }
    return file(fields.toString());
  }

  private static String leaf(RandomExpressions expressions, Random random, int number) {
    String head = "v" + number + ": {";
    String tail = ", on-error: null" + (random.nextInt(4) == 0 ? ", null: 20%" : "") + "}";
    if (random.nextInt(8) == 0) {
      return head
          + "type: string, template: \"{p}/{q:07}\", parts: {p: {expr: \""
          + expressions.part()
          + "\", on-error: null}, q: {expr: \""
          + expressions.integer(2)
          + "\", on-error: null}}}";
    }
    return head + "type: " + expressions.leaf() + "\"" + tail;
  }

  private boolean isFine(Level level, String leaf) throws IOException {
    String columns =
        switch (level) {
          case ROW -> "  " + leaf;
          case STRUCT -> inStruct(leaf);
          case ELEMENT -> inElement(leaf);
        };
    try {
      DataSetFile unused = file(RandomExpressions.FIELDS + columns);
      return true;
    } catch (RefusedFileException e) {
      return false;
    }
  }

  private static String inStruct(String leaves) {
    return "  more: {null: 10%, let: {e: {ref: e, zipf: 1}}, fields: {x: {type: int8, uniform: [0, 9]},"
        + " inner: {null: 20%, fields: {y: {type: \"decimal(5,1)\", uniform: [-9, 9]}}}, "
        + leaves
        + "}}\n";
  }

  private static String inElement(String leaves) {
    return """
        k:
          length: {0-3: 1}
          list:
            null: 10%
            fields:
              n: {type: int64, null: 20%, uniform: [-5, 5], edge-cases: 20%}
              d: {type: "decimal(38,2)", uniform: [-5, 5], edge-cases: 30%}
              f: {type: float32, null: 20%, uniform: [-1, 1], edge-cases: 30%}
              t: {type: string, null: 20%, pick: words}
              deep: {null: 10%, length: {0-3: 1}, list: {type: int8, null: 20%, uniform: [-9, 9]}}
              m: {length: {0-2: 1}, map: {key: {type: int8, pick: [1, 2]}, value: {type: string, null: 30%, pick: words}}}
              below: {length: {0-2: 1}, list: {fields: {LEAVES}}}
        """
        .indent(2)
        .replace("LEAVES", leaves);
  }

  private DataSetFile file(String text) throws IOException {
    Path path = directory.resolve("expressions.yaml");
    Files.writeString(path, text);
    return DataSetFiles.load(path, Map.of());
  }
}
