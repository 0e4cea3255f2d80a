package dev.nestedparquet.internal.verify.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.apache.arrow.vector.ExtensionTypeVector;
import org.apache.arrow.vector.FieldVector;
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
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;

/**
 * Pairs expected columns with those that were read, down to the leaves. A column without a
 * counterpart, or with one of a type that it is never read as, is reported and left out.
 */
public final class ColumnPairs {
  private final DictionaryProvider dictionaries;
  private final BiConsumer<String, String> onUnlike;
  private final BiConsumer<String, String> onNotCompared;

  /** Paths of the leaves to pair; null for all. */
  private final Set<String> wanted;

  /**
   * Makes pairs for one batch.
   *
   * @param dictionaries dictionaries of the expected vectors; borrowed
   * @param onUnlike told the path of a column that is left out, and the reason
   * @param onNotCompared told the path of a column that the reader keeps in part only, and which
   *     part isn't compared
   */
  public ColumnPairs(
      DictionaryProvider dictionaries,
      BiConsumer<String, String> onUnlike,
      BiConsumer<String, String> onNotCompared) {
    this(dictionaries, onUnlike, onNotCompared, null);
  }

  private ColumnPairs(
      DictionaryProvider dictionaries,
      BiConsumer<String, String> onUnlike,
      BiConsumer<String, String> onNotCompared,
      Set<String> wanted) {
    this.dictionaries = dictionaries;
    this.onUnlike = onUnlike;
    this.onNotCompared = onNotCompared;
    this.wanted = wanted;
  }

  /**
   * Makes pairs of some leaves for one batch.
   *
   * @param paths paths of the leaves, as the one told of columns that are not compared gets them
   */
  public ColumnPairs only(Set<String> paths) {
    return new ColumnPairs(dictionaries, onUnlike, onNotCompared, paths);
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
        add(pairs, pair(vector, extensionOf(vector), counterpart, path));
      }
    }
    return pairs;
  }

  private static void add(List<ColumnPair> pairs, ColumnPair pair) {
    if (pair != null) {
      pairs.add(pair);
    }
  }

  /**
   * Name of the extension type in a field's metadata, if the type isn't registered in this JVM;
   * null if there is none.
   */
  private static String extensionOf(FieldVector vector) {
    return vector.getField().getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME);
  }

  /**
   * Pairs two vectors.
   *
   * @param extension name of the extension type of the values; null if there is none
   * @return the pair; null if the two can't be compared
   */
  private ColumnPair pair(FieldVector expected, String extension, FieldVector found, String path) {
    if (expected instanceof ExtensionTypeVector<?> registered) {
      ExtensionType type = (ExtensionType) expected.getField().getType();
      return pair(registered.getUnderlyingVector(), type.extensionName(), found, path);
    }
    if (expected.getField().getDictionary() != null) {
      Dictionary dictionary = dictionaries.lookup(expected.getField().getDictionary().getId());
      ColumnPair values = pair(dictionary.getVector(), extension, found, path);
      return values == null ? null : new DictionaryPair(expected, values);
    }
    if (expected instanceof RunEndEncodedVector runs) {
      FieldVector ofRuns = runs.getValuesVector();
      ColumnPair values = pair(ofRuns, extensionOf(ofRuns), found, path);
      return values == null ? null : new RunEndPair(runs, values);
    }
    if (expected instanceof StructVector && found instanceof StructVector) {
      return struct(expected, found, pair(children(expected), children(found), path + "."));
    }
    if (isList(expected) && isList(found)) {
      ColumnPair elements = elements(expected, found, path + "[]");
      return elements == null ? null : new ListPair(expected, found, elements);
    }
    if (wanted != null && !wanted.contains(path)) {
      return null;
    }
    ColumnPair leaves =
        LeafPairs.of(expected, extension, found, what -> onNotCompared.accept(path, what));
    if (leaves == null) {
      onUnlike.accept(path, "read as " + found.getField().getType());
    }
    return leaves;
  }

  private ColumnPair struct(FieldVector expected, FieldVector found, List<ColumnPair> children) {
    return wanted != null && children.isEmpty() ? null : new StructPair(expected, found, children);
  }

  private static boolean isList(FieldVector vector) {
    return vector instanceof ListVector
        || vector instanceof LargeListVector
        || vector instanceof FixedSizeListVector
        || vector instanceof ListViewVector
        || vector instanceof LargeListViewVector;
  }

  private ColumnPair elements(FieldVector expected, FieldVector found, String path) {
    FieldVector element = children(expected).get(0);
    FieldVector foundElement = children(found).get(0);
    return expected instanceof MapVector && found instanceof MapVector
        ? entries(element, foundElement, path)
        : pair(element, extensionOf(element), foundElement, path);
  }

  /** Pairs the entries of a map, whose key and value may have other names than in Parquet. */
  private ColumnPair entries(FieldVector expected, FieldVector found, String path) {
    List<ColumnPair> pairs = new ArrayList<>();
    for (int i = 0; i < children(found).size(); i++) {
      FieldVector part = children(expected).get(i);
      FieldVector foundPart = children(found).get(i);
      add(pairs, pair(part, extensionOf(part), foundPart, path + "." + foundPart.getName()));
    }
    return struct(expected, found, pairs);
  }

  private static List<FieldVector> children(FieldVector vector) {
    return vector.getChildrenFromFields();
  }
}
