package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Meanings;
import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.draw.AliasTable;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Permutation;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.draw.ZipfRanks;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Runs;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes the program of a data-set file: a step for each node, in an order in which each comes after
 * those that it needs.
 */
final class ProgramCompiler {
  private final DataSetFile file;
  private final long seed;
  private final Meanings meanings;
  private final SourceCompiler sources;
  private final Slots rows = Slots.top();
  private final List<Block> order = new ArrayList<>();
  private final IdentityHashMap<Node, Node> parents = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Step> steps = new IdentityHashMap<>();

  /** Steps of maps' entries, which are structs. */
  private final IdentityHashMap<Node, StructStep> entries = new IdentityHashMap<>();

  private final IdentityHashMap<Node.Leaf, Compiled> leaves = new IdentityHashMap<>();
  private final Map<LetAt, EntityKeys> keys = new HashMap<>();
  private final Map<FieldAt, EntityValues> values = new HashMap<>();
  private final Sizing sizing;
  private final List<Bytes> scratch = new ArrayList<>();

  /** A let, as it is drawn for some slots. */
  private record LetAt(Let let, Slots slots) {}

  /** A field of an entity, for some keys. */
  private record FieldAt(Node.Leaf field, EntityKeys keys) {}

  private ProgramCompiler(DataSetFile file, long seed) {
    this.file = file;
    this.seed = seed;
    meanings = Meanings.of(file);
    sources = new SourceCompiler(file);
    sizing = new Sizing(file);
  }

  /** The program that fills the rows of a file. */
  static Program compile(DataSetFile file, long seed) {
    return new ProgramCompiler(file, seed).program();
  }

  private Program program() {
    file.columns().forEach(this::addParents);
    file.columns().forEach(this::compileAll);
    file.columns().forEach(this::link);
    List<Step> columns = file.columns().stream().map(steps::get).toList();
    return new Program(rows, order, columns, steps, entries, leaves, scratch, sizing);
  }

  private void addParents(Node node) {
    for (Node child : node.children()) {
      parents.put(child, node);
      addParents(child);
    }
  }

  private void compileAll(Node node) {
    step(node);
    node.children().forEach(this::compileAll);
  }

  private void link(Node node) {
    Step step = steps.get(node);
    if (node instanceof Node.Struct) {
      ((StructStep) step).setFields(node.children().stream().map(steps::get).toList());
    } else if (node instanceof Node.ListNode list) {
      ((ListStep) step).setElement(steps.get(list.element()));
    } else if (node instanceof Node.MapNode map) {
      StructStep entry = entries.get(map);
      entry.setFields(List.of(steps.get(map.key()), steps.get(map.value())));
      ((ListStep) step).setElement(entry);
    }
    node.children().forEach(this::link);
  }

  /** The node's step, with those before it that it needs. */
  private Step step(Node node) {
    Step known = steps.get(node);
    if (known != null) {
      return known;
    }
    Step made = make(node);
    steps.put(node, made);
    order.add(made::run);
    if (node instanceof Node.MapNode map) {
      ListStep list = (ListStep) made;
      Step.Head head = new Step.Head(list.elements, null, null, false);
      StructStep entry = new StructStep(head, null, 0);
      entries.put(map, entry);
      order.add(entry::run);
    }
    return made;
  }

  private Step make(Node node) {
    Step.Head head = head(node);
    if (node instanceof Node.Struct struct) {
      return struct(struct, head);
    } else if (node instanceof Node.ListNode list) {
      return list(node, list.lengths(), list.large(), head);
    } else if (node instanceof Node.MapNode map) {
      return list(node, map.lengths(), false, head);
    }
    return leaf((Node.Leaf) node, head);
  }

  /** Slots, and which of them have a parent. */
  private Step.Head head(Node node) {
    Node parent = parents.get(node);
    Slots slots = rows;
    Mask wanted = null;
    if (parent != null) {
      Step above = step(parent);
      if (above instanceof ListStep list) {
        slots = list.elements;
        wanted = list.mask(canBeNull(parent));
      } else {
        slots = above.slots;
        StructStep struct = (StructStep) above;
        int named = PresentFields.of((Node.Struct) parent).indexOf(node.head().name());
        wanted = named >= 0 ? struct.mask(named) : canBeNull(parent) ? struct.mask() : null;
      }
    }
    Nulls nulls = node.head().nulls();
    boolean canBeNull = !nulls.required() && (wanted != null || nulls.share().signum() > 0);
    return new Step.Head(slots, wanted, nullRule(nulls, node.head().sequence()), canBeNull);
  }

  /** Whether some of its slots have no value, for its own sake or that of a parent. */
  private boolean canBeNull(Node node) {
    Node parent = parents.get(node);
    if (node.head().nulls().share().signum() > 0) {
      return true;
    } else if (parent == null || parent instanceof Node.MapNode) {
      return false;
    } else if (parent instanceof Node.ListNode list) {
      return list.lengths() instanceof Lengths.Fixed && canBeNull(parent);
    }
    return canBeNull(parent) || PresentFields.of((Node.Struct) parent).contains(node.head().name());
  }

  private NullRule nullRule(Nulls nulls, String text) {
    return nulls.share().signum() == 0 ? null : NullRule.of(nulls, seed, text);
  }

  private RunPositions runs(Runs runs, String text, Purpose purpose) {
    return RunPositions.of(runs, Draws.key(seed, text, purpose));
  }

  private StructStep struct(Node.Struct struct, Step.Head head) {
    if (struct.present().isEmpty()) {
      return new StructStep(head, null, 0);
    }
    List<String> names = PresentFields.of(struct);
    List<long[]> fieldsOf = new ArrayList<>();
    for (String name : names) {
      fieldsOf.add(
          struct.present().stream()
              .mapToLong(choice -> choice.value().contains(name) ? 1 : 0)
              .toArray());
    }
    AliasTable table = AliasTable.ofWeights(struct.present().stream().map(Choice::weight).toList());
    long key = Draws.key(seed, struct.head().sequence(), Purpose.PRESENCE);
    StructStep.Presence presence = new StructStep.Presence(key, table, fieldsOf);
    return new StructStep(head, presence, names.size());
  }

  private ListStep list(Node node, Lengths lengths, boolean large, Step.Head head) {
    if (lengths instanceof Lengths.Fixed fixed && node instanceof Node.ListNode) {
      sizing.setLengths(node, Sizes.fixed(fixed.length()));
      return new ListStep(head, fixed.length());
    }
    String text = node.head().sequence();
    Context context = new Context(seed, text, Purpose.LENGTH, 0, null);
    LengthCompiler.Drawn drawn = new LengthCompiler(sources).compile(lengths, context);
    sizing.setLengths(node, drawn.sizes());
    return new ListStep(
        head,
        drawn.kernel(),
        runs(lengths.runs(), text, Purpose.LENGTH_RUNS),
        lengths.most(),
        large);
  }

  private LeafStep leaf(Node.Leaf leaf, Step.Head head) {
    String text = leaf.head().sequence();
    Fields fields = new RowFields(leaf);
    Context context = new Context(seed, text, Purpose.VALUE, 0, fields);
    Compiled compiled = compile(leaf, context);
    Node parent = parents.get(leaf);
    if (parent instanceof Node.MapNode map && map.key() == leaf && !map.duplicates()) {
      compiled = distinct(leaf, compiled, context);
    }
    leaves.put(leaf, compiled);
    boolean inDictionary = leaf.dictionary() != null;
    Kernel kernel = inDictionary ? compiled.choice().numbers() : compiled.kernel();
    LeafColumn column = LeafColumn.of(inDictionary ? leaf.dictionary() : leaf.type());
    if (compiled.bytes() != null && !inDictionary) {
      boolean each = leaf.runs() == null;
      Sizes bytes = each ? compiled.bytes() : compiled.bytes().dependent();
      sizing.setBytes(leaf, bytes);
    }
    Step.Head whole =
        compiled.canBeNull() && !leaf.head().nulls().required()
            ? new Step.Head(head.slots(), head.wanted(), head.nulls(), true)
            : head;
    return new LeafStep(whole, kernel, runs(leaf.runs(), text, Purpose.VALUE_RUNS), column);
  }

  private Compiled compile(Node.Leaf leaf, Context context) {
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

  /** Keys of maps without duplicates; of a choice, its numbers are told apart, not its values. */
  private Compiled distinct(Node.Leaf leaf, Compiled compiled, Context context) {
    String path = leaf.head().path();
    Compiled.Choice choice = compiled.choice();
    if (choice != null && Set.copyOf(choice.values()).size() == choice.values().size()) {
      Kernel numbers =
          new DistinctKeys(
              path,
              Storage.LONGS,
              choice.numbers(),
              attempt -> compile(leaf, context.again(attempt)).choice().numbers(),
              List.of());
      double[] possible = new double[choice.values().size()];
      Arrays.fill(possible, 1);
      Compiled chosen = SourceCompiler.of(numbers, choice.values(), possible, leaf.type());
      Sizes most = chosen.bytes() == null ? null : Sizes.upTo(chosen.bytes().most());
      return new Compiled(chosen.kernel(), most, false, false, chosen.choice());
    }
    List<Bytes> texts = new ArrayList<>();
    if (compiled.bytes() != null) {
      texts.add(context.fields().scratch(compiled.bytes()));
      texts.add(context.fields().scratch(compiled.bytes()));
    }
    Kernel kernel =
        new DistinctKeys(
            path,
            Storage.of(leaf.type()),
            compiled.kernel(),
            attempt -> compile(leaf, context.again(attempt)).kernel(),
            texts);
    Sizes most = compiled.bytes() == null ? null : Sizes.upTo(compiled.bytes().most());
    return new Compiled(kernel, most, false, false, null);
  }

  /** Finds what names mean in a leaf. */
  private abstract class LeafFields implements Fields {
    private final Node.Leaf leaf;

    LeafFields(Node.Leaf leaf) {
      this.leaf = leaf;
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
      return addScratch(bytes);
    }
  }

  /** Finds what names mean in a leaf of the row. */
  private final class RowFields extends LeafFields {
    RowFields(Node.Leaf leaf) {
      super(leaf);
    }

    @Override
    public Failures failures() {
      return null;
    }

    @Override
    public Operand one(Expression.Reference reference) {
      Target target = meanings.target(reference);
      if (target instanceof Target.Row || target instanceof Target.Slot) {
        SlotNumbers numbers = new SlotNumbers(slotsOf(leaf()), target instanceof Target.Row);
        order.add(numbers);
        return new Operand(numbers.values, slotsOf(leaf()), Type.int64(), null, null, null);
      } else if (target instanceof Target.Key key) {
        EntityKeys entity = keys(key.let(), key.at(), key.entity());
        return new Operand(entity.keys, slotsOf(key.at()), Type.int64(), null, null, null);
      } else if (target instanceof Target.EntityField field) {
        EntityKeys entity = keys(field.let(), field.at(), field.entity());
        return operand(field.field(), entity, slotsOf(field.at()));
      }
      return ofLeaf(((Target.Field) target).leaf());
    }

    private Operand ofLeaf(Node.Leaf other) {
      Step step = step(other);
      Sizes bytes = leaves.get(other).bytes();
      return new Operand(step.values, step.slots, other.type(), labels(other), bytes, null);
    }

    @Override
    public Many many(Expression.Reference reference) {
      Target.Aggregate target = (Target.Aggregate) meanings.target(reference);
      Step step = step(target.last());
      Operand last = target.last() instanceof Node.Leaf other ? ofLeaf(other) : null;
      ListStep list = step instanceof ListStep one ? one : null;
      return new Many(step.values, step.slots, slotsOf(target.path().get(0)), last, list);
    }
  }

  /** Slots that a node has, or will have. */
  private Slots slotsOf(Node node) {
    Node parent = parents.get(node);
    if (parent == null) {
      return rows;
    }
    Step above = step(parent);
    return above instanceof ListStep list ? list.elements : above.slots;
  }

  private Bytes addScratch(Sizes bytes) {
    Bytes buffer = new Bytes();
    scratch.add(buffer);
    sizing.addScratch(bytes);
    return buffer;
  }

  /** Values that the longs of a leaf number; null if its longs are no numbers of values. */
  private List<Value> labels(Node.Leaf leaf) {
    Compiled compiled = leaves.get(leaf);
    boolean numbered = leaf.dictionary() != null || Literals.isText(leaf.type());
    return numbered && compiled.choice() != null ? compiled.choice().values() : null;
  }

  private EntityKeys keys(Let let, Node node, Entity entity) {
    String text = node.head().sequence() + "." + let.name();
    return keys(let, entity, slotsOf(node), text);
  }

  private EntityKeys keys(Let let, Entity entity, Slots slots, String text) {
    LetAt at = new LetAt(let, slots);
    EntityKeys known = keys.get(at);
    if (known == null) {
      long key = Draws.key(seed, text, Purpose.LET);
      Kernel kernel = UnitKernels.uniform(key, 0, entity.count());
      if (let.zipf() != null) {
        long orderKey = Draws.key(seed, "." + entity.name(), Purpose.ORDER);
        kernel =
            UnitKernels.permuted(
                UnitKernels.ranks(key, new ZipfRanks(entity.count(), let.zipf().doubleValue())),
                new Permutation(orderKey, entity.count()));
      }
      known = new EntityKeys(slots, kernel);
      keys.put(at, known);
      order.add(known);
    }
    return known;
  }

  /** A field of an entity, as it is seen from some slots that keys were drawn for. */
  private Fields.Operand operand(Node.Leaf field, EntityKeys entity, Slots seen) {
    FieldAt at = new FieldAt(field, entity);
    EntityValues known = values.get(at);
    if (known == null) {
      known = entityValues(field, entity);
      values.put(at, known);
      order.add(known);
    }
    Sizes bytes = leaves.get(field).bytes();
    return new Fields.Operand(
        known.values, seen, field.type(), labels(field), bytes, known.failures);
  }

  private EntityValues entityValues(Node.Leaf field, EntityKeys entity) {
    String text = field.head().sequence();
    Fields fields = new EntityFields(field, entity);
    Context context = new Context(seed, text, Purpose.VALUE, 0, fields);
    Compiled compiled = compile(field, context);
    leaves.put(field, compiled);
    return new EntityValues(
        entity.slots,
        nullRule(field.head().nulls(), text),
        field.dictionary() != null ? compiled.choice().numbers() : compiled.kernel(),
        runs(field.runs(), text, Purpose.VALUE_RUNS),
        compiled.bytes() == null ? null : fields.scratch(compiled.bytes()),
        fields.failures());
  }

  /** Finds what names mean in a field of an entity. */
  private final class EntityFields extends LeafFields {
    private final EntityKeys own;
    private final Failures failures = new Failures();

    EntityFields(Node.Leaf field, EntityKeys own) {
      super(field);
      this.own = own;
    }

    @Override
    public Failures failures() {
      return failures;
    }

    @Override
    public Operand one(Expression.Reference reference) {
      Target target = meanings.target(reference);
      if (target instanceof Target.OwnKey) {
        return new Operand(own.keys, own.slots, Type.int64(), null, null, null);
      } else if (target instanceof Target.Key key) {
        EntityKeys other = keys(key.let(), key.entity(), own.slots, text(key.let()));
        return new Operand(other.keys, own.slots, Type.int64(), null, null, null);
      } else if (target instanceof Target.EntityField of) {
        EntityKeys other = keys(of.let(), of.entity(), own.slots, text(of.let()));
        return operand(of.field(), other, own.slots);
      }
      return operand(((Target.Field) target).leaf(), own, own.slots);
    }

    @Override
    public Many many(Expression.Reference reference) {
      throw new IllegalArgumentException("an entity has no lists: " + reference);
    }

    private String text(Let let) {
      for (Entity entity : file.entities().values()) {
        if (entity.lets().contains(let)) {
          return "." + entity.name() + "." + let.name();
        }
      }
      throw new IllegalStateException(let.name() + " is of no entity");
    }
  }
}
