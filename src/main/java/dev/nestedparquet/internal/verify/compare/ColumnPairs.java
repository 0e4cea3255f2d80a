package dev.nestedparquet.internal.verify.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.apache.arrow.vector.BaseFixedWidthVector;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Pairs columns that have to be the same with those that were read, down to the leaves. What has no
 * counterpart, or one of another type, is told and left out.
 */
public final class ColumnPairs {
  private final DictionaryProvider dictionaries;
  private final BiConsumer<String, String> onUnlike;

  /**
   * Pairs of one batch.
   *
   * @param dictionaries those of the expected vectors; borrowed
   * @param onUnlike is told the path of a column without counterpart, and what is wrong
   */
  public ColumnPairs(DictionaryProvider dictionaries, BiConsumer<String, String> onUnlike) {
    this.dictionaries = dictionaries;
    this.onUnlike = onUnlike;
  }

  public List<ColumnPair> pair(List<FieldVector> expected, List<FieldVector> found) {
    return pair(expected, found, "");
  }

  private List<ColumnPair> pair(
      List<FieldVector> expected, List<FieldVector> found, String prefix) {
    List<ColumnPair> pairs = new ArrayList<>();
    for (FieldVector vector : expected) {
      String path = prefix + vector.getName();
      FieldVector counterpart = null;
      for (FieldVector candidate : found) {
        if (candidate.getName().equals(vector.getName())) {
          counterpart = candidate;
        }
      }
      if (counterpart == null) {
        onUnlike.accept(path, "no such column");
      } else {
        add(pairs, pair(vector, counterpart, path));
      }
    }
    return pairs;
  }

  private static void add(List<ColumnPair> pairs, ColumnPair pair) {
    if (pair != null) {
      pairs.add(pair);
    }
  }

  /** Null if the two can't be compared. */
  private ColumnPair pair(FieldVector expected, FieldVector found, String path) {
    Field field = expected.getField();
    if (field.getDictionary() != null) {
      Dictionary dictionary = dictionaries.lookup(field.getDictionary().getId());
      ColumnPair values = pair(dictionary.getVector(), found, path);
      return values == null ? null : new DictionaryPair(expected, values);
    }
    if (expected instanceof StructVector struct && found instanceof StructVector foundStruct) {
      return new StructPair(
          expected,
          found,
          pair(struct.getChildrenFromFields(), foundStruct.getChildrenFromFields(), path + "."));
    }
    if (isList(expected) && isList(found)) {
      ColumnPair elements = pair(element(expected), element(found), path + "[]");
      return elements == null ? null : new ListPair(expected, found, elements);
    }
    if (expected instanceof BitVector bits && found instanceof BitVector foundBits) {
      return new BitPair(bits, foundBits);
    }
    if ((isText(expected) && isText(found)) || (isBinary(expected) && isBinary(found))) {
      return new BytesPair(expected, found);
    }
    if (expected instanceof BaseFixedWidthVector fixed
        && expected.getMinorType() == found.getMinorType()
        && field.getType().equals(found.getField().getType())) {
      return new FixedPair(fixed, found);
    }
    onUnlike.accept(path, "read as " + found.getField().getType());
    return null;
  }

  private static boolean isList(FieldVector vector) {
    return vector instanceof ListVector || vector instanceof LargeListVector;
  }

  private static FieldVector element(FieldVector list) {
    return list.getChildrenFromFields().get(0);
  }

  private static boolean isText(FieldVector vector) {
    ArrowType type = vector.getField().getType();
    return type instanceof ArrowType.Utf8 || type instanceof ArrowType.LargeUtf8;
  }

  private static boolean isBinary(FieldVector vector) {
    return !isText(vector)
        && (vector instanceof BaseVariableWidthVector
            || vector instanceof BaseLargeVariableWidthVector);
  }
}
