package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.shred.fixtures.RandomRange;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.write.DatasetWriter;
import dev.nestedparquet.write.PartitionWriter;
import dev.nestedparquet.write.ShredderWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Good data of any schema is found to be the same, whichever writer has made it. */
final class AnyTypeTest {
  private static final BatchPlan PLAN = new BatchPlan(600, 3, 1_000);

  private static final long MOST_BYTES = 900_000_000;

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void nothingIsFoundInWhatTheShredderWrites(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 5) int columns,
      @ForAll @IntRange(max = 2) int depth)
      throws Exception {
    check(seed, columns, depth, new ShredderWriter());
  }

  @Property(tries = 40, edgeCases = EdgeCasesMode.NONE)
  void nothingIsFoundInWhatTheDatasetWriterWrites(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 8) int columns,
      @ForAll @IntRange(max = 2) int depth)
      throws Exception {
    check(seed, columns, depth, new DatasetWriter());
  }

  private static void check(long seed, int columns, int depth, PartitionWriter writer)
      throws Exception {
    Path directory = Files.createTempDirectory("any-type");
    try (BufferAllocator allocator = new RootAllocator()) {
      RandomRange filler =
          new RandomRange(
              seed,
              columns,
              depth,
              PLAN,
              (field, dictionaries) -> isTakenBy(writer, field, dictionaries),
              allocator);
      if (filler.schema().getFields().isEmpty()) {
        return;
      }
      Assume.that(bytesPerFile(writer, filler, allocator) < MOST_BYTES);
      GeneratedSet.of(filler, PLAN, writer, directory);
      VerifyResult result = GeneratedSet.verify(directory, filler);
      assertThat(result.listed()).as("%s", filler.schema()).isEmpty();
      assertThat(result.rows()).isEqualTo(PLAN.rows());
      assertThat(result.notCompared()).as("%s", filler.schema()).isEmpty();
    } finally {
      delete(directory);
    }
  }

  /** Of many columns, the shredder asks for more than tests may have. */
  private static long bytesPerFile(
      PartitionWriter writer, RandomRange filler, BufferAllocator allocator) {
    try (MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      return writer.bytesPerFile(filler, PLAN, dictionaries);
    }
  }

  private static boolean isTakenBy(
      PartitionWriter writer, Field field, DictionaryProvider dictionaries) {
    try {
      writer.check(new Schema(List.of(field)), dictionaries);
      return !(writer instanceof DatasetWriter && hasList(field));
    } catch (IllegalArgumentException e) {
      return false;
    }
  }

  /** In these rows, lists that are null have elements behind them, which Arrow's writer refuses. */
  private static boolean hasList(Field field) {
    return switch (field.getType().getTypeID()) {
      case List, LargeList, FixedSizeList -> true;
      default -> field.getChildren().stream().anyMatch(AnyTypeTest::hasList);
    };
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
