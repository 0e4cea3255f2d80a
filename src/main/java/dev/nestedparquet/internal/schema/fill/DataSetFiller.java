package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.truth.TruthGatherer;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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
  private final long usualBytes;
  private final Selection selection;
  private final Program program;

  /** Whether a producer has the program. */
  private final AtomicBoolean hasProducer = new AtomicBoolean();

  /** Most rows whose batch is sure to be of a usual size. */
  private final long mostRows;

  /** Rows whose batch is half of the usual size, if they are like most. */
  private final long expectedRows;

  /** Draws lengths to cut batches by; null if rows are much alike. */
  private final LengthCounter counter;

  private TruthGatherer gatherer;

  /** Makes a filler whose manifest tells no more than the name of the file. */
  DataSetFiller(DataSetFile file, long seed) {
    this(file, seed, USUAL_BYTES);
  }

  /** Makes a filler whose batches are of about so many bytes at most, unless one row has more. */
  DataSetFiller(DataSetFile file, long seed, long usualBytes) {
    this(file, seed, Map.of("schema", file.name()), usualBytes, Selection.all(file));
  }

  /**
   * Makes a filler with all columns.
   *
   * @param identity what tells the file from others, for manifests
   */
  public DataSetFiller(DataSetFile file, long seed, Map<String, Object> identity) {
    this(file, seed, identity, USUAL_BYTES, Selection.all(file));
  }

  private DataSetFiller(
      DataSetFile file,
      long seed,
      Map<String, Object> identity,
      long usualBytes,
      Selection selection) {
    this.usualBytes = usualBytes;
    this.file = file;
    this.seed = seed;
    this.identity = identity;
    this.selection = selection;
    program = ProgramCompiler.compile(file, seed, selection);
    Sizing sizing = program.sizing();
    mostRows = mostRows(sizing, Amounts.BOUNDS, usualBytes);
    expectedRows = mostRows(sizing, Amounts.MEANS, usualBytes / 2);
    counter = hasLongTails(sizing) ? newCounter() : null;
  }

  /** Makes the filler of the first producer, which gets the program that is compiled already. */
  private DataSetFiller(DataSetFiller whole) {
    file = whole.file;
    seed = whole.seed;
    identity = whole.identity;
    usualBytes = whole.usualBytes;
    selection = whole.selection;
    program = whole.program;
    mostRows = whole.mostRows;
    expectedRows = whole.expectedRows;
    counter = whole.counter == null ? null : newCounter();
  }

  /** Null if no length is drawn. */
  private LengthCounter newCounter() {
    LengthCounter lengths = new LengthCounter(file, seed, program.sizing());
    return lengths.canCount() ? lengths : null;
  }

  /** Most rows whose batch has so many bytes, or one. */
  private static long mostRows(Sizing sizing, Amounts amounts, long bytes) {
    long least = 1;
    long tooMany = Integer.MAX_VALUE;
    while (tooMany - least > 1) {
      long middle = (least + tooMany) >>> 1;
      if (sizing.batchBytes(middle, amounts) <= bytes) {
        least = middle;
      } else {
        tooMany = middle;
      }
    }
    return least;
  }

  /** Whether some rows are so much longer than most that a usual batch can't be bounded. */
  private boolean hasLongTails(Sizing sizing) {
    long bound = sizing.batchBytes(expectedRows);
    return bound > usualBytes && bound / 2 > sizing.batchBytes(expectedRows, Amounts.MEANS);
  }

  @Override
  public String name() {
    return file.name();
  }

  @Override
  public Schema schema() {
    return selection.schema();
  }

  @Override
  public DataSetFiller forProducer() {
    DataSetFiller filler =
        hasProducer.getAndSet(true)
            ? new DataSetFiller(file, seed, identity, usualBytes, selection)
            : new DataSetFiller(this);
    filler.hasProducer.set(true);
    return filler;
  }

  /** Computes of the columns that are left out what the others need, and no more. */
  @Override
  public DataSetFiller select(Schema columns) {
    return new DataSetFiller(file, seed, identity, usualBytes, selection.select(columns));
  }

  @Override
  public MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return Dictionaries.of(file, selection, program, allocator);
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>(identity);
    parameters.put("seed", seed);
    return parameters;
  }

  /** Number of steps that run for each block of rows. */
  int steps() {
    return program.length();
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    checkLimit(rows);
    if (!isCut(rows)) {
      return program.sizing().batchBytes(Math.min(rows.rows(), mostRows));
    }
    return Math.min(
        program.sizing().batchBytes(rows.rows()),
        Math.max(usualBytes, program.sizing().batchBytes(1)));
  }

  @Override
  public long maxFilledBytes(RowRange rows) {
    return Math.min(maxBatchBytes(rows), program.sizing().filledBytes(rows.rows()));
  }

  private void checkLimit(RowRange rows) {
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
  }

  /** Whether batches of these rows are cut by their lengths. */
  private boolean isCut(RowRange rows) {
    return counter != null
        && rows.rows() > 0
        && program.sizing().batchBytes(rows.rows()) > usualBytes;
  }

  @Override
  public long maxBytes(RowRange rows) {
    if (rows.rows() <= mostRows) {
      return maxBatchBytes(rows);
    }
    long batches = isCut(rows) ? rows.rows() : rows.rows() / mostRows + 1;
    long ofBatch = maxBatchBytes(isCut(rows) ? new RowRange(rows.end() - 1, 1) : rows);
    return batches > Long.MAX_VALUE / ofBatch ? Long.MAX_VALUE : batches * ofBatch;
  }

  @Override
  public long rowsOfBatch(RowRange rows) {
    checkLimit(rows);
    if (!isCut(rows)) {
      return Math.min(rows.rows(), mostRows);
    }
    synchronized (counter) {
      return counter.cut(rows, expectedRows, usualBytes);
    }
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    checkLimit(rows);
    Amounts amounts = Amounts.BOUNDS;
    if (isCut(rows)) {
      synchronized (counter) {
        amounts = counter.count(rows);
      }
    }
    program.fill(rows, amounts, root);
    Counts counts = Counts.ofRows(rows.rows());
    return selection.isWhole() ? counts.with(gatherer().gather(root)) : counts;
  }

  @Override
  public Counts emptyCounts() {
    Counts none = Counts.ofRows(0);
    return selection.isWhole() ? none.with(newGatherer().none()) : none;
  }

  /** Made when it is needed: a filler that only answers questions has none. */
  private TruthGatherer gatherer() {
    if (gatherer == null) {
      gatherer = newGatherer();
    }
    return gatherer;
  }

  private TruthGatherer newGatherer() {
    return new TruthGatherer(TruthColumns.of(file.columns(), selection.schema(), program));
  }
}
