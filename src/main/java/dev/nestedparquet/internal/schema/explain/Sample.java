package dev.nestedparquet.internal.schema.explain;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.IdentityHashMap;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.memory.util.ArrowBufPointer;
import org.apache.arrow.vector.BaseLargeVariableWidthVector;
import org.apache.arrow.vector.BaseVariableWidthVector;
import org.apache.arrow.vector.ElementAddressableVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.complex.FixedSizeListVector;
import org.apache.arrow.vector.complex.LargeListVector;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;

/** Counts what is in the first rows of a data set. */
final class Sample {
  /** Rows that are looked at, unless they make more than one batch. */
  private static final long ROWS = 10_000;

  /** Counts of a node. */
  static final class Counted {
    /** Positions where all that the node is in is there. */
    long slots;

    long nulls;

    /** Lists and maps that are there, and have no element. */
    long empty;

    /** Elements, or entries. */
    long elements;

    /** Bytes of texts. */
    long bytes;

    private double share(long part, long whole) {
      return whole == 0 ? 0 : (double) part / whole;
    }

    double nullShare() {
      return share(nulls, slots);
    }

    double emptyShare() {
      return share(empty, slots - nulls);
    }

    double meanLength() {
      return share(elements, slots - nulls);
    }

    double meanBytes() {
      return share(bytes, slots - nulls);
    }
  }

  private final IdentityHashMap<Node, Counted> counts = new IdentityHashMap<>();
  private final ArrowBufPointer pointer = new ArrowBufPointer();

  private Sample() {}

  /** Fills the first rows, or fewer if they are long, and counts. */
  static Sample of(DataSetFile file, BatchFiller filler) {
    Sample sample = new Sample();
    BatchFiller own = filler.forProducer();
    RowRange first = new RowRange(0, Math.min(ROWS, file.rows().rows()));
    RowRange rows = new RowRange(0, own.rowsOfBatch(first));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(own.schema(), allocator)) {
      own.fill(rows, root);
      for (int column = 0; column < file.columns().size(); column++) {
        for (int row = 0; row < root.getRowCount(); row++) {
          sample.add(file.columns().get(column), root.getVector(column), row);
        }
      }
    }
    return sample;
  }

  Counted of(Node node) {
    return counts.computeIfAbsent(node, unseen -> new Counted());
  }

  private void add(Node node, FieldVector vector, int i) {
    Counted counted = of(node);
    counted.slots++;
    if (vector.isNull(i)) {
      counted.nulls++;
    } else if (node instanceof Node.Leaf) {
      counted.bytes += bytes(vector, i);
    } else if (node instanceof Node.Struct) {
      addFields(node.children(), ((StructVector) vector).getChildrenFromFields(), i);
    } else {
      addElements(node, counted, vector, i);
    }
  }

  private void addFields(List<Node> nodes, List<FieldVector> vectors, int i) {
    for (int field = 0; field < nodes.size(); field++) {
      add(nodes.get(field), vectors.get(field), i);
    }
  }

  private void addElements(Node node, Counted counted, FieldVector vector, int i) {
    long from;
    long to;
    if (vector instanceof ListVector list) { // A map's, too.
      from = list.getElementStartIndex(i);
      to = list.getElementEndIndex(i);
    } else if (vector instanceof LargeListVector list) {
      from = list.getElementStartIndex(i);
      to = list.getElementEndIndex(i);
    } else {
      FixedSizeListVector list = (FixedSizeListVector) vector;
      from = list.getElementStartIndex(i);
      to = list.getElementEndIndex(i);
    }
    counted.elements += to - from;
    counted.empty += from == to ? 1 : 0;
    FieldVector elements = vector.getChildrenFromFields().get(0);
    for (long element = from; element < to; element++) {
      if (node instanceof Node.MapNode) {
        addFields(node.children(), elements.getChildrenFromFields(), (int) element);
      } else {
        add(node.children().get(0), elements, (int) element);
      }
    }
  }

  private long bytes(FieldVector vector, int i) {
    if (vector instanceof BaseVariableWidthVector
        || vector instanceof BaseLargeVariableWidthVector) {
      return ((ElementAddressableVector) vector).getDataPointer(i, pointer).getLength();
    }
    return 0;
  }
}
