package dev.nestedparquet.shred.internal.levels;

import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactFiller;
import dev.nestedparquet.shred.fixtures.ArrowRows;
import dev.nestedparquet.shred.fixtures.Encoded;
import dev.nestedparquet.shred.fixtures.ReferenceLevels;
import dev.nestedparquet.shred.fixtures.ReferenceLevels.Entry;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToIntFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.parquet.column.values.rle.RunLengthBitPackingHybridDecoder;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/** Microseconds from the buffers of 32,768 contacts to a column's levels, encoded. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class LevelsBenchmark {
  private static final int ROWS = 32_768;

  @Param({"name", "phones.list.element.number"})
  private String column;

  private BufferAllocator allocator;
  private VectorSchemaRoot root;
  private MapDictionaryProvider dictionaries;
  private ColumnTree tree;
  private LeafNode leaf;
  private GrowableBuffer definition;
  private GrowableBuffer encodedDefinition;
  private GrowableBuffer encodedRepetition;
  private final ElementSpace rows = ElementSpace.ofRows();

  @Setup
  public void start() {
    allocator = new RootAllocator();
    ContactFiller filler = new ContactFiller(0, ContactFiller.DEFAULT_NAME_SKEW);
    root = VectorSchemaRoot.create(filler.schema(), allocator);
    dictionaries = filler.newDictionaries(allocator);
    filler.fill(new RowRange(0, ROWS), root);
    tree = new ColumnTree(filler.schema(), dictionaries, allocator);
    leaf =
        tree.leaves().stream().filter(each -> each.path.equals(column)).findFirst().orElseThrow();
    definition = new GrowableBuffer(allocator);
    encodedDefinition = new GrowableBuffer(allocator);
    encodedRepetition = new GrowableBuffer(allocator);
  }

  @Benchmark
  public long levels() {
    tree.bind(root); // Forgets the elements of the rows.
    rows.setRows(0, ROWS);
    ElementSpace space = leaf.elementsOf(rows);
    definition.clear();
    tree.levels().walk(space, leaf.chain, definition.reserve(space.slots()));
    encode(definition.address(), space.slots(), leaf.presentLevel, encodedDefinition);
    if (leaf.repetitionLevel > 0) {
      encode(space.repetitionLevels(), space.slots(), leaf.repetitionLevel, encodedRepetition);
    }
    return encodedDefinition.size() + encodedRepetition.size();
  }

  private static void encode(long levels, int slots, int highest, GrowableBuffer target) {
    target.clear();
    RleBitPackingEncoder.encode(levels, slots, RleBitPackingEncoder.bitWidth(highest), target);
  }

  /** parquet-java decodes the levels that the reference has. */
  @TearDown
  public void end() throws IOException {
    List<Entry> expected = reference();
    check(expected, Entry::definition, encodedDefinition, leaf.presentLevel);
    if (leaf.repetitionLevel > 0) {
      check(expected, Entry::repetition, encodedRepetition, leaf.repetitionLevel);
    }
    encodedRepetition.close();
    encodedDefinition.close();
    definition.close();
    tree.close();
    dictionaries.close();
    root.close();
    allocator.close();
  }

  private List<Entry> reference() {
    ReferenceLevels reference = new ReferenceLevels(root.getSchema());
    ArrowRows values = new ArrowRows(dictionaries);
    for (int i = 0; i < ROWS; i++) {
      List<Object> row = new ArrayList<>();
      for (FieldVector vector : root.getFieldVectors()) {
        row.add(values.get(vector, i));
      }
      reference.add(row);
    }
    return reference.columns().get(reference.paths().indexOf(column));
  }

  private static void check(
      List<Entry> expected, ToIntFunction<Entry> level, GrowableBuffer encoded, int highest)
      throws IOException {
    RunLengthBitPackingHybridDecoder decoder =
        new RunLengthBitPackingHybridDecoder(
            RleBitPackingEncoder.bitWidth(highest),
            new ByteArrayInputStream(Encoded.bytes(encoded)));
    for (int i = 0; i < expected.size(); i++) {
      int found = decoder.readInt();
      if (found != level.applyAsInt(expected.get(i))) {
        throw new IllegalStateException("level " + i + " is " + found);
      }
    }
  }
}
