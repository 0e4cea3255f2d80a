package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.arrow.ArrowSchemas;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Fills the rows of a data-set file: row i is a function of the seed, the file, its parameters and
 * i.
 *
 * <p><em>Threading:</em> {@link #forProducer} gives each producer a filler of its own. Only such a
 * filler fills rows.
 */
public final class DataSetFiller implements BatchFiller {
  /** Bytes of a batch, about, beyond which it gets fewer rows. */
  private static final long USUAL_BYTES = 4 << 20;

  private final DataSetFile file;
  private final long seed;
  private final Map<String, Object> identity;
  private final Schema schema;
  private final Program program;
  private final long mostRows;

  /** Makes a filler whose manifest tells no more than the name of the file. */
  DataSetFiller(DataSetFile file, long seed) {
    this(file, seed, Map.of("schema", file.name()));
  }

  /**
   * Makes a filler with all columns.
   *
   * @param identity what tells the file from others, for manifests
   */
  public DataSetFiller(DataSetFile file, long seed, Map<String, Object> identity) {
    this.file = file;
    this.seed = seed;
    this.identity = identity;
    schema = ArrowSchemas.of(file);
    program = ProgramCompiler.compile(file, seed);
    mostRows = mostRows(program.sizing());
  }

  /** Most rows whose batch is of a usual size. */
  private static long mostRows(Sizing sizing) {
    long least = 1;
    long tooMany = Integer.MAX_VALUE;
    while (tooMany - least > 1) {
      long middle = (least + tooMany) >>> 1;
      if (sizing.batchBytes(middle) <= USUAL_BYTES) {
        least = middle;
      } else {
        tooMany = middle;
      }
    }
    return least;
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public DataSetFiller forProducer() {
    return new DataSetFiller(file, seed, identity);
  }

  @Override
  public MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return Dictionaries.of(file, program, allocator);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>(identity);
    parameters.put("seed", seed);
    return parameters;
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    if (rows.end() > file.rows().rows()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows: %,d is more than the %,d that %s can number, at %s: %s",
              rows.end(),
              file.rows().rows(),
              file.name(),
              file.rows().path(),
              file.rows().reason()));
    }
    return program.sizing().batchBytes(Math.min(rows.rows(), mostRows));
  }

  @Override
  public long maxBytes(RowRange rows) {
    if (rows.rows() <= mostRows) {
      return maxBatchBytes(rows);
    }
    long batches = rows.rows() / mostRows + 1;
    long ofBatch = maxBatchBytes(rows);
    return batches > Long.MAX_VALUE / ofBatch ? Long.MAX_VALUE : batches * ofBatch;
  }

  @Override
  public long rowsOfBatch(RowRange rows) {
    return Math.min(rows.rows(), mostRows);
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    program.fill(rows, file.columns(), root);
    return Counts.ofRows(rows.rows());
  }
}
