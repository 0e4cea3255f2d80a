package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.ArrowRows;
import dev.nestedparquet.shred.fixtures.FileLevels;
import dev.nestedparquet.shred.fixtures.RandomBatches;
import dev.nestedparquet.shred.fixtures.RandomCase;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ReferenceLevels.Entry;
import dev.nestedparquet.shred.fixtures.ShreddedFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;

/** Random batches of random schemas are, in the file, what they were in memory. */
final class RandomBatchesTest {
  private static Path directory;

  @BeforeContainer
  static void makeDirectory() throws IOException {
    directory = Files.createTempDirectory("random-batches");
  }

  @AfterContainer
  static void removeDirectory() throws IOException {
    Files.delete(directory);
  }

  @Provide
  Arbitrary<RandomCase> cases() {
    return Combinators.combine(
            Arbitraries.longs(),
            Arbitraries.integers().between(1, 6),
            Arbitraries.integers().between(0, 5),
            Arbitraries.integers().between(0, 4),
            Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.integers().between(0, 100)),
                Tuple.of(1, Arbitraries.integers().between(0, 3_000))))
        .as(RandomCase::new);
  }

  @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
  void levelsAndValuesAreThoseOfTheDremelPaper(@ForAll("cases") RandomCase random)
      throws IOException {
    Path file = directory.resolve("file");
    try (BufferAllocator allocator = new RootAllocator();
        RandomBatches batches = random.open(/* hidesNulls= */ true, allocator)) {
      ReferenceLevels expected = new ReferenceLevels(batches.schema());
      write(batches, file, random.options(expected.paths()), allocator, expected);
      List<List<Entry>> found = FileLevels.read(file);
      for (int i = 0; i < found.size(); i++) {
        String column = expected.paths().get(i) + " of " + batches.schema();
        assertSame(column, expected.columns().get(i), found.get(i));
      }
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static void write(
      RandomBatches batches,
      Path file,
      ShredderOptions options,
      BufferAllocator allocator,
      ReferenceLevels expected)
      throws IOException {
    ArrowRows rows = new ArrowRows(batches.dictionaries());
    ShreddedFile.write(
        file,
        batches.schema(),
        batches.dictionaries(),
        allocator,
        options,
        shredder -> {
          while (batches.loadNext()) {
            shredder.write(batches.root());
            add(batches.root(), rows, expected);
          }
        });
  }

  private static void add(VectorSchemaRoot root, ArrowRows rows, ReferenceLevels expected) {
    for (int i = 0; i < root.getRowCount(); i++) {
      List<Object> row = new ArrayList<>();
      for (FieldVector vector : root.getFieldVectors()) {
        row.add(rows.get(vector, i));
      }
      expected.add(row);
    }
  }

  private static void assertSame(String column, List<Entry> expected, List<Entry> found) {
    for (int i = 0; i < Math.min(expected.size(), found.size()); i++) {
      assertThat(found.get(i)).as("entry %d of column %s", i, column).isEqualTo(expected.get(i));
    }
    assertThat(found).as(column).hasSameSizeAs(expected);
  }
}
