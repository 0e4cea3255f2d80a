package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import java.util.List;
import org.apache.arrow.vector.FieldVector;

/** Gathers what is true of structs, and of the entries of maps. */
final class StructGatherer extends NodeGatherer {
  private final List<NodeGatherer> children;

  StructGatherer(int column, List<NodeGatherer> children) {
    super(column);
    this.children = children;
  }

  @Override
  void gatherPresent(FieldVector vector, Slots slots, Truth.Builder truth) {
    List<FieldVector> vectors = vector.getChildrenFromFields();
    Slots below =
        new Slots(
            slots.first(), slots.count(), validity.present(), validity.values, absentBelow(slots));
    for (int i = 0; i < children.size(); i++) {
      children.get(i).gather(vectors.get(i), below, truth);
    }
  }
}
