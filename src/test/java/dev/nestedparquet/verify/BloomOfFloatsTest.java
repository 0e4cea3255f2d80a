package dev.nestedparquet.verify;

import static org.apache.arrow.vector.types.FloatingPointPrecision.DOUBLE;
import static org.apache.arrow.vector.types.FloatingPointPrecision.SINGLE;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.shred.ShredderOptions;
import dev.nestedparquet.verify.fixtures.GeneratedSet;
import dev.nestedparquet.write.ShredderWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float4Vector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Bloom filters that are promised and rightly not there, and such that ought to be. */
final class BloomOfFloatsTest {
  private static final Set<String> COLUMNS = Set.of("single", "double");

  @TempDir private Path directory;

  /** What there is in the columns. */
  enum Values {
    NUMBERS {
      @Override
      Double of(long row) {
        return (double) row;
      }
    },
    ONE_NAN {
      @Override
      Double of(long row) {
        return row == 7 ? Double.NaN : row;
      }
    },
    NULLS {
      @Override
      Double of(long row) {
        return null;
      }
    };

    abstract Double of(long row);
  }

  private record Floats(Values values) implements BatchFiller {
    @Override
    public String name() {
      return "floats";
    }

    @Override
    public Schema schema() {
      List<Field> fields = new ArrayList<>();
      for (FloatingPointPrecision precision : List.of(SINGLE, DOUBLE)) {
        String name = precision.name().toLowerCase(Locale.ROOT);
        fields.add(Field.nullable(name, new ArrowType.FloatingPoint(precision)));
      }
      return new Schema(fields);
    }

    @Override
    public long maxBatchBytes(RowRange rows) {
      return 1_000_000;
    }

    @Override
    public Counts fill(RowRange rows, VectorSchemaRoot root) {
      root.allocateNew();
      for (int i = 0; i < rows.rows(); i++) {
        Double value = values.of(rows.first() + i);
        for (FieldVector vector : root.getFieldVectors()) {
          if (value != null) {
            set(vector, i, value);
          }
        }
      }
      root.setRowCount((int) rows.rows());
      return Counts.ofRows(rows.rows());
    }

    private static void set(FieldVector vector, int i, double value) {
      if (vector instanceof Float4Vector floats) {
        floats.setSafe(i, (float) value);
      } else {
        ((Float8Vector) vector).setSafe(i, value);
      }
    }
  }

  private VerifyResult verify(Values values, Set<String> filtered) throws Exception {
    Floats filler = new Floats(values);
    ShredderOptions options = ShredderOptions.builder().bloomFilters(filtered).build();
    GeneratedSet set =
        GeneratedSet.of(filler, new BatchPlan(100, 1, 100), new ShredderWriter(options), directory);
    set.editManifest(
        manifest -> {
          ObjectNode layout = (ObjectNode) manifest.get("layout");
          COLUMNS.forEach(layout.putArray("bloomFilters")::add);
        });
    return GeneratedSet.verify(directory, filler);
  }

  @ParameterizedTest
  @EnumSource(Values.class)
  void nothingDiffersWhereTheWriterWasAskedForThem(Values values) throws Exception {
    assertThat(verify(values, COLUMNS).listed()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Values.class)
  void onlyOnesThatCouldBeThereAreMissed(Values values) throws Exception {
    Stream<String> missed = values == Values.NUMBERS ? COLUMNS.stream() : Stream.of();
    assertThat(verify(values, Set.of()).listed())
        .extracting(Difference::path)
        .containsExactlyInAnyOrderElementsOf(
            missed.map(column -> column + ": Bloom filter").toList());
  }
}
