package dev.nestedparquet.shred.internal.levels;

import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** A struct: its children have the same elements. */
public final class StructNode extends ColumnNode {
  private final List<ColumnNode> children = new ArrayList<>();

  StructNode(ColumnNode parent, String path, boolean nullable) {
    super(parent, path, nullable, levelAbove(parent) + (nullable ? 1 : 0));
  }

  void add(ColumnNode child) {
    children.add(child);
  }

  @Override
  void bindStorage(FieldVector vector, long elements) {
    bindValidity(vector, elements);
    List<FieldVector> vectors = vector.getChildrenFromFields();
    for (int i = 0; i < children.size(); i++) {
      children.get(i).bind(vectors.get(i), elements);
    }
  }
}
