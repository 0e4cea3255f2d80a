package dev.nestedparquet.internal.verify.compare;

import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.arrow.vector.FieldVector;

/** A pair of struct columns, whose children are compared by name. */
final class StructPair extends ColumnPair {
  private final List<ColumnPair> children;

  StructPair(FieldVector expected, FieldVector found, List<ColumnPair> children) {
    super(expected, found);
    this.children = children;
  }

  @Override
  boolean sameBelowValidity(int e, int f, int n) {
    for (ColumnPair child : children) {
      if (!child.sameRange(e, f, n)) {
        return false;
      }
    }
    return true;
  }

  @Override
  void comparePresent(int e, int f, String path, ValueSink sink) {
    for (ColumnPair child : children) {
      child.compareValue(e, f, path + "." + child.found.getName(), sink);
    }
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e) ? ValueText.NULL : text(child -> child.expectedText(e));
  }

  @Override
  String foundText(int f) {
    return found.isNull(f) ? ValueText.NULL : text(child -> child.foundText(f));
  }

  private String text(Function<ColumnPair, String> value) {
    return children.stream()
        .map(child -> "\"" + child.found.getName() + "\": " + value.apply(child))
        .collect(Collectors.joining(", ", "{", "}"));
  }
}
