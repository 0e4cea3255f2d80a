package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.draw.AliasTable;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.OutcomeNumbers;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.stream.LongStream;

/**
 * Makes the program of a data-set file: a step for each node that is selected, or that one of these
 * needs, in an order in which each comes after those that it needs.
 */
final class ProgramCompiler {
  private final DataSetFile file;
  private final long seed;
  private final Selection selection;
  private final Compilation whole;
  private final EntityCompiler entities;
  private final Slots rows = Slots.top();
  private final IdentityHashMap<Node, Node> parents = new IdentityHashMap<>();
  private final IdentityHashMap<Node, Step> steps = new IdentityHashMap<>();

  /** Steps of maps' entries, which are structs. */
  private final IdentityHashMap<Node, StructStep> entries = new IdentityHashMap<>();

  private ProgramCompiler(DataSetFile file, long seed, Selection selection) {
    this.file = file;
    this.seed = seed;
    this.selection = selection;
    whole = new Compilation(file, seed, selection);
    entities = new EntityCompiler(whole);
  }

  /** The program that fills the selected columns of a file. */
  static Program compile(DataSetFile file, long seed, Selection selection) {
    return new ProgramCompiler(file, seed, selection).program();
  }

  private Program program() {
    file.columns().forEach(this::addParents);
    selection.columns().forEach(this::compileAll);
    selection.columns().forEach(this::link);
    return new Program(
        rows, whole.order, selection, steps, entries, whole.leaves, whole.scratch, whole.sizing);
  }

  private void addParents(Node node) {
    for (Node child : node.children()) {
      parents.put(child, node);
      addParents(child);
    }
  }

  private void compileAll(Node node) {
    step(node);
    selection.children(node).forEach(this::compileAll);
  }

  private void link(Node node) {
    Step step = steps.get(node);
    if (node instanceof Node.Struct) {
      ((StructStep) step).setFields(selection.children(node).stream().map(steps::get).toList());
    } else if (node instanceof Node.ListNode list) {
      ((ListStep) step).setElement(steps.get(list.element()));
    } else if (node instanceof Node.MapNode map) {
      StructStep entry = entries.get(map);
      entry.setFields(List.of(steps.get(map.key()), steps.get(map.value())));
      ((ListStep) step).setElement(entry);
    }
    selection.children(node).forEach(this::link);
  }

  /** The node's step, with those before it that it needs. */
  private Step step(Node node) {
    Step known = steps.get(node);
    if (known != null) {
      return known;
    }
    Step made = make(node);
    steps.put(node, made);
    whole.order.add(made::run);
    if (node instanceof Node.MapNode map) {
      ListStep list = (ListStep) made;
      Step.Head head = new Step.Head(list.elements, null, null, false);
      StructStep entry = new StructStep(head, null, 0);
      entries.put(map, entry);
      whole.order.add(entry::run);
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
    boolean hasValidity = canBeNull && selection.has(node);
    NullRule rule = whole.nullRule(nulls, node.head().sequence());
    return new Step.Head(slots, wanted, rule, hasValidity);
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
    OutcomeNumbers numbers =
        new OutcomeNumbers(table, LongStream.range(0, table.outcomes()).toArray());
    StructStep.Presence presence = new StructStep.Presence(key, numbers, fieldsOf);
    return new StructStep(head, presence, names.size());
  }

  private ListStep list(Node node, Lengths lengths, boolean large, Step.Head head) {
    if (lengths instanceof Lengths.Fixed fixed && node instanceof Node.ListNode) {
      whole.sizing.setLengths(node, Sizes.fixed(fixed.length()));
      return new ListStep(head, fixed.length());
    }
    String text = node.head().sequence();
    Context context = new Context(seed, text, Purpose.LENGTH, 0, null);
    LengthCompiler.Drawn drawn = new LengthCompiler(whole.sources).compile(lengths, context);
    whole.sizing.setLengths(node, drawn.sizes());
    return new ListStep(
        head,
        drawn.kernel(),
        whole.runs(lengths.runs(), text, Purpose.LENGTH_RUNS),
        lengths.most(),
        selection.has(node) ? new OffsetColumn(large) : null);
  }

  private LeafStep leaf(Node.Leaf leaf, Step.Head head) {
    String text = leaf.head().sequence();
    Fields fields = new RowFields(leaf);
    Context context = new Context(seed, text, Purpose.VALUE, 0, fields);
    Node parent = parents.get(leaf);
    boolean isDistinct =
        parent instanceof Node.MapNode map && map.key() == leaf && !map.duplicates();
    Compiled compiled = isDistinct ? distinct(leaf, context) : whole.compile(leaf, context);
    whole.leaves.put(leaf, compiled);
    boolean isKept = selection.has(leaf);
    boolean inDictionary = leaf.dictionary() != null;
    // Whoever refers to a choice reads the numbers of its values.
    boolean byNumber = inDictionary || (!isKept && whole.labels(leaf) != null);
    Kernel kernel = byNumber ? compiled.choice().numbers() : compiled.kernel();
    Sizes bytes = byNumber ? null : compiled.bytes();
    if (bytes != null && leaf.runs() != null) {
      bytes = bytes.dependent();
    }
    LeafColumn column = LeafColumn.of(inDictionary ? leaf.dictionary() : leaf.type());
    if (!isKept) {
      column = LeafColumn.ofBlock(bytes == null ? null : fields.scratch(bytes));
    } else if (bytes != null) {
      whole.sizing.setBytes(leaf, bytes);
    }
    Step.Head known =
        isKept && compiled.canBeNull() && !leaf.head().nulls().required()
            ? new Step.Head(head.slots(), head.wanted(), head.nulls(), true)
            : head;
    return new LeafStep(known, kernel, whole.runs(leaf.runs(), text, Purpose.VALUE_RUNS), column);
  }

  /** Keys of maps without duplicates; of a choice, its numbers are told apart, not its values. */
  private Compiled distinct(Node.Leaf leaf, Context context) {
    String path = leaf.head().path();
    FoundFields found = new FoundFields(context.fields());
    Compiled compiled = whole.compile(leaf, context.with(found));
    IntFunction<Compiled> again =
        attempt -> whole.compile(leaf, context.again(attempt).with(found.again()));
    Compiled.Choice choice = compiled.choice();
    if (choice != null && Set.copyOf(choice.values()).size() == choice.values().size()) {
      Kernel numbers =
          new DistinctKeys(
              path,
              Storage.LONGS,
              choice.numbers(),
              attempt -> again.apply(attempt).choice().numbers(),
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
            attempt -> again.apply(attempt).kernel(),
            texts);
    Sizes most = compiled.bytes() == null ? null : Sizes.upTo(compiled.bytes().most());
    return new Compiled(kernel, most, false, false, null);
  }

  /** Finds what names mean in a leaf of the row. */
  private final class RowFields extends Compilation.LeafFields {
    RowFields(Node.Leaf leaf) {
      whole.super(leaf, false);
    }

    @Override
    public Failures failures() {
      return null;
    }

    @Override
    public Operand one(Expression.Reference reference) {
      Target target = whole.meanings.target(reference);
      if (target instanceof Target.Row || target instanceof Target.Slot) {
        SlotNumbers numbers = new SlotNumbers(slotsOf(leaf()), target instanceof Target.Row);
        whole.order.add(numbers);
        return new Operand(numbers.values, slotsOf(leaf()), Type.int64(), null, null, null);
      } else if (target instanceof Target.Key key) {
        Slots at = slotsOf(key.at());
        EntityKeys entity = entities.keys(key.let(), key.at(), key.entity(), at);
        return new Operand(entity.keys, at, Type.int64(), null, null, null);
      } else if (target instanceof Target.EntityField field) {
        Slots at = slotsOf(field.at());
        EntityKeys entity = entities.keys(field.let(), field.at(), field.entity(), at);
        return entities.operand(field.field(), entity, at);
      }
      return ofLeaf(((Target.Field) target).leaf());
    }

    private Operand ofLeaf(Node.Leaf other) {
      Step step = step(other);
      Sizes bytes = whole.leaves.get(other).bytes();
      return new Operand(step.values, step.slots, other.type(), whole.labels(other), bytes, null);
    }

    @Override
    public Many many(Expression.Reference reference) {
      Target.Aggregate target = (Target.Aggregate) whole.meanings.target(reference);
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
}
