package dev.nestedparquet.shred;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BaseIntVector;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.NullVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.LargeListViewVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.ListViewVector;
import org.apache.arrow.vector.complex.MapVector;
import org.apache.arrow.vector.complex.RunEndEncodedVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;

/**
 * Fills batches of any schema as only a hostile producer would: nulls at every level, in long runs
 * and one by one, empty lists, lists and structs that are null but have values behind them, offsets
 * that do not begin with 0, lists of which the first rows have no elements, list views in any
 * order, and runs that end behind the last element.
 */
final class RandomRows {
  private final SplittableRandom random;
  private final DictionaryProvider dictionaries;
  private final boolean hidesNulls;

  /**
   * Rows for batches with these dictionaries.
   *
   * @param hidesNulls whether fields that are declared not null may be so where a reader can't see
   *     it, such as in a struct that is null; not all other libraries take that
   */
  RandomRows(long seed, DictionaryProvider dictionaries, boolean hidesNulls) {
    random = new SplittableRandom(seed);
    this.dictionaries = dictionaries;
    this.hidesNulls = hidesNulls;
  }

  void fill(VectorSchemaRoot root, int rows) {
    BitSet all = new BitSet();
    all.set(0, rows);
    for (FieldVector vector : root.getFieldVectors()) {
      fill(vector, rows, all);
    }
    root.setRowCount(rows);
  }

  /**
   * Fills a vector.
   *
   * @param reachable elements that a reader gets to see; the others may be anything
   */
  private void fill(FieldVector vector, int count, BitSet reachable) {
    vector.clear();
    vector.setInitialCapacity(count);
    vector.allocateNew();
    if (vector instanceof NullVector) {
      vector.setValueCount(count);
      return;
    }
    if (vector instanceof RunEndEncodedVector runs) {
      fillRuns(runs, count);
      return;
    }
    BitSet valid = validity(count, reachable, vector.getField().isNullable());
    if (vector instanceof StructVector struct) {
      for (FieldVector child : struct.getChildrenFromFields()) {
        fill(child, count, and(reachable, valid));
      }
    } else if (vector instanceof FixedSizeListVector list) {
      int size = list.getListSize();
      BitSet elements = new BitSet();
      for (int i = 0; i < count; i++) {
        elements.set(i * size, (i + 1) * size, reachable.get(i) && valid.get(i));
      }
      fill(list.getDataVector(), count * size, elements);
    } else if (vector instanceof ListViewVector || vector instanceof LargeListViewVector) {
      fillViews(vector, count, and(reachable, valid));
    } else if (vector instanceof ListVector || vector instanceof LargeListVector) {
      fillLists(vector, count, and(reachable, valid));
    } else {
      new RandomLeaves(random.split(), dictionaryOf(vector)).fill(vector, count, valid);
    }
    // At last: otherwise setters of values would mark their elements as valid.
    vector.setValueCount(count);
    setValidity(vector, count, valid);
  }

  private FieldVector dictionaryOf(FieldVector vector) {
    if (vector.getField().getDictionary() == null) {
      return null;
    }
    Dictionary dictionary = dictionaries.lookup(vector.getField().getDictionary().getId());
    return dictionary.getVector();
  }

  private static BitSet and(BitSet left, BitSet right) {
    BitSet both = (BitSet) left.clone();
    both.and(right);
    return both;
  }

  /** Who is valid: all, none, or as a coin says that is thrown for each element or each run. */
  private BitSet validity(int count, BitSet reachable, boolean nullable) {
    BitSet valid = new BitSet();
    int kind = random.nextInt(6);
    double nulls = random.nextDouble();
    for (int i = 0; i < count; ) {
      boolean isValid = kind == 0 || (kind != 1 && random.nextDouble() >= nulls);
      int end = kind < 4 ? i + 1 : Math.min(count, i + 1 + random.nextInt(200));
      valid.set(i, end, isValid);
      i = end;
    }
    if (!nullable) {
      valid.or(reachable);
    }
    if (!nullable && !hidesNulls) {
      valid.set(0, count);
    }
    return valid;
  }

  private static void setValidity(FieldVector vector, int count, BitSet valid) {
    ArrowBuf bitmap = vector.getValidityBuffer();
    for (int i = 0; i < count; i++) {
      if (valid.get(i)) {
        BitVectorHelper.setBit(bitmap, i);
      } else {
        BitVectorHelper.unsetBit(bitmap, i);
      }
    }
  }

  private void fillLists(FieldVector vector, int count, BitSet visible) {
    int[] offsets = new int[count + 1];
    offsets[0] = random.nextInt(3) == 0 ? random.nextInt(20) : 0;
    int kind = random.nextInt(5);
    boolean hidden = random.nextBoolean();
    for (int i = 0; i < count; i++) {
      boolean hasElements = visible.get(i) || hidden;
      offsets[i + 1] = offsets[i] + (hasElements ? length(kind) : 0);
    }
    int elements = offsets[count];
    setOffsets(vector, offsets);
    BitSet reachable = new BitSet();
    for (int i = 0; i < count; i++) {
      reachable.set(offsets[i], offsets[i + 1], visible.get(i));
    }
    FieldVector data = vector.getChildrenFromFields().get(0);
    if (elements > 0 || random.nextBoolean()) { // else it is left without any memory
      fill(data, elements, reachable);
      if (vector instanceof MapVector) { // of which the entries themselves are never null
        BitSet entries = new BitSet();
        entries.set(0, elements);
        setValidity(data, elements, entries);
      }
    } else {
      data.clear();
    }
  }

  /** List views in any order, overlapping, with elements that none reaches; nulls of any size. */
  private void fillViews(FieldVector vector, int count, BitSet visible) {
    int kind = random.nextInt(5);
    boolean inOrder = random.nextInt(3) == 0;
    int elements = random.nextInt(2 * count + 300);
    BitSet reachable = new BitSet();
    int next = 0;
    for (int i = 0; i < count; i++) {
      int size = Math.min(length(kind), elements);
      int start = inOrder && next + size <= elements ? next : random.nextInt(elements - size + 1);
      next = start + size;
      setView(vector, i, start, size);
      if (visible.get(i)) {
        reachable.set(start, start + size);
      }
    }
    fill(vector.getChildrenFromFields().get(0), elements, reachable);
  }

  private static void setView(FieldVector vector, int i, int start, int size) {
    if (vector instanceof ListViewVector views) {
      views.getOffsetBuffer().setInt((long) i * Integer.BYTES, start);
      views.getSizeBuffer().setInt((long) i * Integer.BYTES, size);
    } else {
      LargeListViewVector views = (LargeListViewVector) vector;
      views.getOffsetBuffer().setLong((long) i * Long.BYTES, start);
      views.getSizeBuffer().setLong((long) i * Long.BYTES, size);
    }
  }

  /** Runs of any length, the last of which may go on behind the last element. */
  private void fillRuns(RunEndEncodedVector vector, int count) {
    int most = 1 + random.nextInt(random.nextBoolean() ? 3 : 200);
    List<Integer> ends = new ArrayList<>();
    for (int end = 0; end < count; ) {
      end += 1 + random.nextInt(most);
      ends.add(end);
    }
    FieldVector runEnds = vector.getRunEndsVector();
    runEnds.clear();
    runEnds.setInitialCapacity(ends.size());
    runEnds.allocateNew();
    runEnds.setValueCount(ends.size());
    for (int i = 0; i < ends.size(); i++) {
      ((BaseIntVector) runEnds).setWithPossibleTruncate(i, ends.get(i));
    }
    BitSet all = new BitSet();
    all.set(0, ends.size());
    fill(vector.getValuesVector(), ends.size(), all);
    vector.setValueCount(count);
  }

  private int length(int kind) {
    return switch (kind) {
      case 0 -> 0;
      case 1 -> random.nextInt(3);
      case 2 -> random.nextInt(4) == 0 ? random.nextInt(12) : 0;
      case 3 -> random.nextInt(50) == 0 ? random.nextInt(300) : random.nextInt(2);
      default -> 1;
    };
  }

  private static void setOffsets(FieldVector vector, int[] offsets) {
    ArrowBuf buffer = vector.getOffsetBuffer();
    boolean large = vector instanceof LargeListVector;
    for (int i = 0; i < offsets.length; i++) {
      if (large) {
        buffer.setLong((long) i * Long.BYTES, offsets[i]);
      } else {
        buffer.setInt((long) i * Integer.BYTES, offsets[i]);
      }
    }
    if (large) {
      ((LargeListVector) vector).setLastSet(offsets.length - 2);
    } else {
      ((ListVector) vector).setLastSet(offsets.length - 2);
    }
  }
}
