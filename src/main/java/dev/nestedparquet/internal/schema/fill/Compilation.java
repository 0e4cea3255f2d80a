package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/** What a program consists of while it is compiled, and what all leaves are compiled by. */
final class Compilation {
  final DataSetFile file;
  final long seed;
  final Meanings meanings;
  final Selection selection;
  final SourceCompiler sources;
  final Sizing sizing;

  /** What runs for each block, each after those that it needs. */
  final List<Block> order = new ArrayList<>();

  /** Leaves of the row, and fields of entities. */
  final IdentityHashMap<Node.Leaf, Compiled> leaves = new IdentityHashMap<>();

  /** Buffers for texts that are needed for a block alone. */
  final List<Bytes> scratch = new ArrayList<>();

  Compilation(DataSetFile file, long seed, Selection selection) {
    this.file = file;
    this.seed = seed;
    this.selection = selection;
    meanings = Meanings.of(file);
    sources = new SourceCompiler(file);
    sizing = new Sizing(file, selection);
  }

  /** Which slots are null; null if none are. */
  NullRule nullRule(Nulls nulls, String text) {
    return nulls.share().signum() == 0 ? null : NullRule.of(nulls, seed, text);
  }

  RunPositions runs(Runs runs, String text, Purpose purpose) {
    return RunPositions.of(runs, Draws.key(seed, text, purpose));
  }

  /** A leaf's values, edge cases among them. */
  Compiled compile(Node.Leaf leaf, Context context) {
    Compiled compiled = sources.compile(leaf.source(), leaf.type(), context);
    return leaf.edgeCases() == null || leaf.edgeCases().signum() == 0
        ? compiled
        : EdgeCases.mixed(
            compiled,
            leaf.type(),
            context.key(Purpose.EDGE_CASE),
            Draws.threshold(leaf.edgeCases()),
            context.fields());
  }

  /** Values that the longs of a leaf number; null if its longs are no numbers of values. */
  List<Value> labels(Node.Leaf leaf) {
    Compiled compiled = leaves.get(leaf);
    boolean numbered = leaf.dictionary() != null || Literals.isText(leaf.type());
    return numbered && compiled.choice() != null ? compiled.choice().values() : null;
  }

  /** What a leaf knows, wherever it stands. */
  abstract class LeafFields implements Fields {
    private final Node.Leaf leaf;
    private final boolean isOfEntity;

    LeafFields(Node.Leaf leaf, boolean isOfEntity) {
      this.leaf = leaf;
      this.isOfEntity = isOfEntity;
    }

    @Override
    public Meanings meanings() {
      return meanings;
    }

    @Override
    public Node.Leaf leaf() {
      return leaf;
    }

    @Override
    public long mostRows() {
      return file.rows().rows();
    }

    @Override
    public Bytes scratch(Sizes bytes) {
      Bytes buffer = new Bytes();
      scratch.add(buffer);
      sizing.addScratch(isOfEntity ? null : leaf, bytes);
      return buffer;
    }
  }
}
