package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Nanoseconds a contact: a batch as producers make it, and its two halves without allocation. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class FillBenchmark {
  private static final int ROWS = 32_768;
  private static final int BLOCK = ContactFiller.BLOCK;

  @Param({"4096", "32768"})
  private int batchRows;

  @Param({"0", "1"})
  private double nameSkew;

  private BufferAllocator allocator;
  private ContactFiller filler;
  private VectorSchemaRoot root;
  private ContactSlab slab;
  private NameColumn names;
  private PhoneColumns phones;
  private final long[][] rowDraws = new long[ROWS / BLOCK][BLOCK];
  private int nullNames;
  private int allPhones;
  private long next;

  @Setup
  public void start() {
    allocator = new RootAllocator();
    filler = new ContactFiller(0, nameSkew);
    root = VectorSchemaRoot.create(filler.schema(), allocator);
    NameTable firstNames = new NameTable(NameTable.load("first-names", ""), nameSkew, 1);
    NameTable lastNames = new NameTable(NameTable.load("last-names", " "), nameSkew, 2);
    names = new NameColumn(firstNames, lastNames, 3);
    phones = new PhoneColumns(4);
    SlabSizing sizing = new SlabSizing(firstNames, lastNames, SlabSizing.DEVIATIONS);
    slab = new ContactSlab(allocator, sizing.worst(new RowRange(0, batchRows)), ContactColumns.ALL);
    for (int row = 0; row < ROWS; row++) {
      long draw = CounterRandom.draw(5, row);
      rowDraws[row / BLOCK][row % BLOCK] = draw;
      nullNames += Distribution.hasName(Distribution.low(draw)) == 0 ? 1 : 0;
      allPhones += Distribution.phones(Distribution.high(draw));
    }
    checkFilledRows();
  }

  /** Every value of the first rows is what it must be, before any of this is timed. */
  private void checkFilledRows() {
    Counts sum = Counts.NONE;
    for (long first = 0; first < ROWS; first += batchRows) {
      RowRange rows = new RowRange(first, batchRows);
      Counts counts = filler.fill(rows, root);
      FilledContacts.check(root, rows, counts);
      sum = sum.plus(counts);
    }
    if (!sum.equals(filler.fill(new RowRange(0, ROWS), root))) {
      throw new IllegalStateException("batches of " + batchRows + " rows are other contacts");
    }
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public long batch() {
    long filled = 0;
    for (int done = 0; done < ROWS; done += batchRows) {
      Counts counts = filler.fill(new RowRange(next, batchRows), root);
      // In the first and in the last 64 rows there surely is a number.
      FilledContacts.require("first", counts.get("number/smallest") / 5 / BLOCK, next / BLOCK);
      next += batchRows;
      FilledContacts.require("last", counts.get("number/largest") / 5 / BLOCK, next / BLOCK - 1);
      filled += root.getRowCount();
    }
    FilledContacts.require("rows", filled, ROWS);
    return filled;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int names() {
    int nulls = 0;
    for (int first = 0; first < ROWS; first += batchRows) {
      names.start(slab);
      for (int row = first; row < first + batchRows; row += BLOCK) {
        names.fill(row, rowDraws[row / BLOCK], BLOCK);
      }
      nulls += names.nulls();
    }
    FilledContacts.require("names that are null", nulls, nullNames);
    return nulls;
  }

  @Benchmark
  @OperationsPerInvocation(ROWS)
  public int phones() {
    int filled = 0;
    for (int first = 0; first < ROWS; first += batchRows) {
      phones.start(slab);
      for (int row = first; row < first + batchRows; row += BLOCK) {
        phones.fill(row, rowDraws[row / BLOCK], BLOCK);
      }
      phones.finish();
      filled += phones.count();
    }
    FilledContacts.require("phones", filled, allPhones);
    return filled;
  }

  @TearDown
  public void end() {
    root.close();
    slab.close();
    allocator.close();
  }
}
