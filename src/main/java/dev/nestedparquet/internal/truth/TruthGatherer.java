package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.TruthColumn;
import dev.nestedparquet.batch.TruthColumn.Kind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Gathers what is true of the columns of a record batch, from its vectors' buffers.
 *
 * <p><em>Threading:</em> one thread.
 */
public final class TruthGatherer {
  private final List<TruthColumn> columns = new ArrayList<>();
  private final List<NodeGatherer> nodes = new ArrayList<>();
  private final Truth.Builder truth;

  /** Makes a gatherer of the columns of batches, in their order. */
  public TruthGatherer(List<GatheredColumn> ofBatches) {
    ofBatches.forEach(column -> nodes.add(node(column)));
    truth = new Truth.Builder(columns);
  }

  private NodeGatherer node(GatheredColumn column) {
    int index = columns.size();
    ArrowType type = column.field().getType();
    if (column.values() != null) {
      List<String> labels =
          column.labels() != null && column.labels().areTold() ? texts(column) : List.of();
      columns.add(
          new TruthColumn(
              column.path(), column.values().text(), column.values().kind(), labels, 0));
      return LeafGatherer.of(column, index);
    }
    List<NodeGatherer> children = new ArrayList<>();
    if (type instanceof ArrowType.Struct) {
      if (column.path() == null) { // The entries of a map are as many as its elements.
        index = NodeGatherer.UNTOLD;
      } else {
        columns.add(new TruthColumn(column.path(), "struct", Kind.STRUCT, List.of(), 0));
      }
      column.children().forEach(child -> children.add(node(child)));
      return new StructGatherer(index, children);
    }
    int lengths = Truth.lengthClass(column.mostElements()) + 1;
    String name = type instanceof ArrowType.Map ? "map" : "list";
    columns.add(new TruthColumn(column.path(), name, Kind.LIST, List.of(), lengths));
    NodeGatherer element = node(column.children().get(0));
    return type instanceof ArrowType.FixedSizeList fixed
        ? new FixedListGatherer(index, fixed.getListSize(), element)
        : new ListGatherer(index, lengths, type instanceof ArrowType.LargeList, element);
  }

  private static List<String> texts(GatheredColumn column) {
    List<String> texts = new ArrayList<>();
    Labels labels = column.labels();
    for (int value : labels.told()) {
      Object text =
          labels.areLongs()
              ? ValueText.of(column.values(), labels.orderOf(value))
              : ValueText.of(column.values(), labels.bytesOf(value));
      texts.add(text.toString());
    }
    return texts;
  }

  /** What is true of no rows. */
  public Truth none() {
    return truth.build();
  }

  /** What is true of a batch. */
  public Truth gather(VectorSchemaRoot root) {
    int rows = root.getRowCount();
    for (int i = 0; i < nodes.size(); i++) {
      nodes.get(i).gather(root.getVector(i), new Slots(0, rows, null, rows, 0), truth);
    }
    return truth.build();
  }
}
