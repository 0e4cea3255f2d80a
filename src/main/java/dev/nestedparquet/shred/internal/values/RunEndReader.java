package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.util.Locale;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads a run-end encoded vector: the value of an element is that of its run. Layout: Arrow's
 * columnar format, "Run-End Encoded Layout".
 */
public final class RunEndReader implements LeafReader {
  private final LeafReader valueReader;
  private final int width;
  private final Selection runs;
  private final GrowableBuffer indices;
  private final GrowableBuffer validity;
  private long runEnds;
  private int runEndBytes;
  private int runCount;

  /**
   * The run found last, where the next search begins: elements are mostly asked for in their order.
   */
  private int run;

  /**
   * A reader of runs.
   *
   * @param valueReader reads the runs' values; belongs to this reader from here
   */
  public RunEndReader(LeafReader valueReader, LeafType leafType, BufferAllocator allocator) {
    this.valueReader = valueReader;
    width = leafType.width();
    runs = new Selection(allocator);
    indices = new GrowableBuffer(allocator);
    validity = new GrowableBuffer(allocator);
  }

  @Override
  public void bind(FieldVector vector) {
    RunEndEncodedVector encoded = (RunEndEncodedVector) vector;
    FieldVector ends = encoded.getRunEndsVector();
    FieldVector entries = StorageType.vectorOf(encoded.getValuesVector());
    runEndBytes = ((ArrowType.Int) ends.getField().getType()).getBitWidth() / Byte.SIZE;
    runEnds = ends.getDataBuffer().memoryAddress();
    runCount = ends.getValueCount();
    run = 0;
    int count = vector.getValueCount();
    long covered = runCount == 0 ? 0 : runEnd(runCount - 1);
    if (covered < count || entries.getValueCount() < runCount) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "the vector has %d values, and its %d runs, with %d values, end at %d",
              count,
              runCount,
              entries.getValueCount(),
              covered));
    }
    valueReader.bind(entries);
    validity.clear();
    if (entries.getNullCount() > 0 || valueReader.validity() != 0) {
      markNulls(entries, count);
    }
  }

  /** Marks the elements of runs whose value is null as null. */
  private void markNulls(FieldVector entries, int count) {
    long words = (count + 63L) / 64;
    long bits = validity.reserve((words + 1) * Long.BYTES);
    Bitmaps.clear(bits, words);
    validity.endAt(bits + (words + 1) * Long.BYTES);
    long valid = valueReader.validity();
    long element = 0;
    for (int i = 0; i < runCount && element < count; i++) {
      long end = Math.min(count, runEnd(i));
      if (!entries.isNull(i) && (valid == 0 || Bitmaps.isSet(valid, i))) {
        for (long bit = element; bit < end; bit++) {
          long at = bits + (bit >>> 3);
          putByte(at, (byte) (getByte(at) | (1 << (bit & 7))));
        }
      }
      element = end;
    }
  }

  @Override
  public long validity() {
    return validity.size() == 0 ? 0 : validity.address();
  }

  private long runEnd(int index) {
    return switch (runEndBytes) {
      case Short.BYTES -> getShort(runEnds + (long) index * Short.BYTES);
      case Integer.BYTES -> getInt(runEnds + (long) index * Integer.BYTES);
      default -> getLong(runEnds + (long) index * Long.BYTES);
    };
  }

  /** Finds the run of an element, and remembers it. */
  private int find(long element) {
    if (element < runEnd(run)) {
      if (run == 0 || element >= runEnd(run - 1)) {
        return run;
      }
    } else if (element < runEnd(run + 1)) {
      return ++run;
    }
    int low = 0;
    int high = runCount - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (element < runEnd(middle)) {
        high = middle;
      } else {
        low = middle + 1;
      }
    }
    run = low;
    return run;
  }

  @Override
  public void requireStorable(Selection selection) {
    selectRuns(selection);
    try {
      valueReader.requireStorable(runs);
    } catch (RefusedValueException e) { // The exception names the run, not the element.
      throw new RefusedValueException(elementOf(e.element(), selection), e.getMessage());
    }
  }

  /** The first selected element of a run. */
  private long elementOf(long refused, Selection selection) {
    int i = 0;
    while (find(selection.index(i)) != refused) {
      i++;
    }
    return selection.index(i);
  }

  @Override
  public DenseValues gather(Selection selection) {
    selectRuns(selection);
    return valueReader.gather(runs);
  }

  private void selectRuns(Selection selection) {
    int count = selection.count();
    indices.clear();
    long target = indices.reserve((count + 1L) * Integer.BYTES);
    for (int i = 0; i < count; i++) {
      putInt(target + (long) i * Integer.BYTES, find(selection.index(i)));
    }
    runs.setListed(target, count);
  }

  @Override
  public long bytes(long first, long end) {
    if (width != DenseValues.VARIABLE) {
      return (end - first) * width;
    }
    long bytes = 0;
    for (long element = first; element < end; ) {
      int here = find(element);
      long next = Math.min(end, runEnd(here));
      bytes += (next - element) * valueReader.bytes(here, here + 1L);
      element = next;
    }
    return bytes;
  }

  @Override
  public boolean looksUpValues() {
    return true;
  }

  @Override
  public long growthBytes(long values) {
    return indices.growthBytes((values + 1) * Integer.BYTES) + valueReader.growthBytes(values);
  }

  @Override
  public void close() {
    valueReader.close();
    runs.close();
    indices.close();
    validity.close();
  }
}
