package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.arrow.ArrowSchemas;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;

/** Makes the dictionaries of a data set: each has the values that its column is chosen from. */
final class Dictionaries {
  private Dictionaries() {}

  /** Dictionaries of the columns that are selected; the caller closes them. */
  static MapDictionaryProvider of(
      DataSetFile file, Selection selection, Program program, BufferAllocator allocator) {
    List<Node.Leaf> leaves = new ArrayList<>();
    file.columns().forEach(column -> collect(column, leaves));
    MapDictionaryProvider dictionaries =
        ArrowSchemas.dictionaryTypes(
            file, id -> selection.has(leaves.get((int) (id - 1))), allocator);
    try {
      for (long id : dictionaries.getDictionaryIds()) {
        Node.Leaf leaf = leaves.get((int) (id - 1));
        load(leaf, program.choice(leaf).values(), dictionaries, id, allocator);
      }
    } catch (RuntimeException | Error e) {
      dictionaries.close();
      throw e;
    }
    return dictionaries;
  }

  /** Adds the leaves that have a dictionary, in the order in which these are numbered. */
  private static void collect(Node node, List<Node.Leaf> leaves) {
    if (node instanceof Node.Leaf leaf && leaf.dictionary() != null) {
      leaves.add(leaf);
    }
    node.children().forEach(child -> collect(child, leaves));
  }

  private static void load(
      Node.Leaf leaf,
      List<Value> values,
      MapDictionaryProvider dictionaries,
      long id,
      BufferAllocator allocator) {
    double[] possible = new double[values.size()];
    Arrays.fill(possible, 1);
    Kernel kernel =
        SourceCompiler.of(UnitKernels.sequence(0, 1), values, possible, leaf.type()).kernel();
    Slots slots = Slots.top();
    try (LeafStep step =
        new LeafStep(
            new Step.Head(slots, null, null, false), kernel, null, LeafColumn.of(leaf.type()))) {
      Slab slab = new Slab(allocator);
      step.start(slab, values.size(), 0);
      slab.allocate();
      for (int from = 0; from < values.size(); from += Program.BLOCK_ROWS) {
        slots.setRows(from, Math.min(Program.BLOCK_ROWS, values.size() - from));
        step.run();
      }
      step.load(dictionaries.lookup(id).getVector());
    }
  }
}
