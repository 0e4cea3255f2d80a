package dev.nestedparquet.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.batch.fixtures.ForwardingFiller;
import dev.nestedparquet.schema.DataSet;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.verify.fixtures.Mutation;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * In a data set of every type and nesting, one value, one null or one length that is another one
 * than it has to be is found, and named by path and row.
 */
final class MutatedDataSetTest {
  private static final DataSet DATA_SET =
      DataSet.load(Path.of("src/test/resources/dev/nestedparquet/verify/all-types.yaml"));

  private static final BatchPlan PLAN = new BatchPlan(60, 2, 30);
  private static final String FILE = "all-types-00001-of-00002.parquet";

  @TempDir private static Path good;
  @TempDir private Path temporary;

  private static BatchFiller filler() {
    return DATA_SET.filler(9, Map.of());
  }

  @BeforeAll
  static void generate() throws Exception {
    GeneratedSet.of(filler(), PLAN, new ShredderWriter(), good);
  }

  /** Fills the same rows, and mutates those of the second file. */
  private static final class Mutated extends ForwardingFiller {
    private final Mutation mutation;

    Mutated(BatchFiller filler, Mutation mutation) {
      super(filler);
      this.mutation = mutation;
    }

    @Override
    public BatchFiller forProducer() {
      return new Mutated(filler.forProducer(), mutation);
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      Counts counts = filler.fill(rows, root);
      if (rows.first() > 0) {
        mutation.apply(root);
      }
      return counts;
    }
  }

  /** What is found if the second file has a mutation, and the manifest is as it was. */
  private VerifyResult mutated(Mutation mutation) throws Exception {
    Path other = Files.createTempDirectory(temporary, "other");
    GeneratedSet.of(new Mutated(filler(), mutation), PLAN, new ShredderWriter(), other);
    Path set = Files.createTempDirectory(temporary, "set");
    try (Stream<Path> files = Files.list(good)) {
      for (Path file : files.toList()) {
        Files.copy(file, set.resolve(file.getFileName()));
      }
    }
    Files.copy(other.resolve(FILE), set.resolve(FILE), StandardCopyOption.REPLACE_EXISTING);
    GeneratedSet spoilt = new GeneratedSet(set);
    spoilt.trustBytes(FILE);
    return spoilt.verify();
  }

  @Test
  void findsNothingWhereNothingIsMutated() throws Exception {
    VerifyResult result = mutated(Mutation.NONE);
    assertThat(result.listed()).isEmpty();
    assertThat(result.notCompared()).isEmpty();
  }

  @Test
  void everyMutationIsFoundAndNamed() throws Exception {
    List<Mutation> mutations = new ArrayList<>(Mutation.ofValues(filler()));
    assertThat(mutations).filteredOn(one -> one.kind() == Mutation.Kind.VALUE).hasSize(54);
    assertThat(mutations).filteredOn(one -> one.kind() == Mutation.Kind.NULL).hasSize(63);
    assertThat(mutations)
        .filteredOn(one -> one.kind() == Mutation.Kind.LENGTH)
        .hasSizeGreaterThan(4);
    for (Mutation mutation : mutations) {
      assertThat(mutated(mutation).listed())
          .as(mutation.toString())
          .isNotEmpty()
          .allMatch(difference -> difference.file().equals(FILE))
          .allMatch(
              difference ->
                  difference.row() == mutation.row() || difference.row() == mutation.otherRow())
          .allMatch(
              difference -> difference.path().replaceAll("\\d+(?=])", "").equals(mutation.path()));
    }
  }
}
