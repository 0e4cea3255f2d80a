package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.check.Target;
import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Permutation;
import dev.nestedparquet.internal.schema.draw.Purpose;
import dev.nestedparquet.internal.schema.draw.ZipfRanks;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.parse.FieldPath;
import java.util.HashMap;
import java.util.Map;

/** Makes what draws the keys of entities, and fills fields of theirs; each once. */
final class EntityCompiler {
  /** A let, as it is drawn for some slots. */
  private record LetAt(Let let, Slots slots) {}

  /** A field of an entity, for some keys. */
  private record FieldAt(Node.Leaf field, EntityKeys keys) {}

  private final Compilation whole;
  private final Map<LetAt, EntityKeys> keys = new HashMap<>();
  private final Map<FieldAt, EntityValues> values = new HashMap<>();

  EntityCompiler(Compilation whole) {
    this.whole = whole;
  }

  /**
   * Keys that a let of a node draws.
   *
   * @param slots of the node
   */
  EntityKeys keys(Let let, Node node, Entity entity, Slots slots) {
    return keys(let, entity, slots, text(node.head().sequence(), let));
  }

  private static String text(Entity entity) {
    return "." + FieldPath.quoted(entity.name());
  }

  private static String text(String of, Let let) {
    return of + "." + FieldPath.quoted(let.name());
  }

  private EntityKeys keys(Let let, Entity entity, Slots slots, String text) {
    LetAt at = new LetAt(let, slots);
    EntityKeys known = keys.get(at);
    if (known == null) {
      long key = Draws.key(whole.seed, text, Purpose.LET);
      Kernel kernel = UnitKernels.uniform(key, 0, entity.count());
      if (let.zipf() != null) {
        long orderKey = Draws.key(whole.seed, text(entity), Purpose.ORDER);
        kernel =
            UnitKernels.permuted(
                UnitKernels.ranks(key, new ZipfRanks(entity.count(), let.zipf().doubleValue())),
                new Permutation(orderKey, entity.count()));
      }
      known = new EntityKeys(slots, kernel);
      keys.put(at, known);
      whole.order.add(known);
    }
    return known;
  }

  /** A field of an entity, as it is seen from some slots that keys were drawn for. */
  Fields.Operand operand(Node.Leaf field, EntityKeys entity, Slots seen) {
    FieldAt at = new FieldAt(field, entity);
    EntityValues known = values.get(at);
    if (known == null) {
      known = entityValues(field, entity);
      values.put(at, known);
      whole.order.add(known);
    }
    Sizes bytes = whole.leaves.get(field).bytes();
    return new Fields.Operand(
        known.values, seen, field.type(), whole.labels(field), bytes, known.failures);
  }

  private EntityValues entityValues(Node.Leaf field, EntityKeys entity) {
    String text = field.head().sequence();
    Fields fields = new EntityFields(field, entity);
    Context context = new Context(whole.seed, text, Purpose.VALUE, 0, fields);
    Compiled compiled = whole.compile(field, context);
    whole.leaves.put(field, compiled);
    return new EntityValues(
        entity.slots,
        whole.nullRule(field.head().nulls(), text),
        field.dictionary() != null ? compiled.choice().numbers() : compiled.kernel(),
        whole.runs(field.runs(), text, Purpose.VALUE_RUNS),
        compiled.bytes() == null ? null : fields.scratch(compiled.bytes()),
        fields.failures());
  }

  /** Finds what names mean in a field of an entity. */
  private final class EntityFields extends Compilation.LeafFields {
    private final EntityKeys own;
    private final Failures failures = new Failures();

    EntityFields(Node.Leaf field, EntityKeys own) {
      whole.super(field, true);
      this.own = own;
    }

    @Override
    public Failures failures() {
      return failures;
    }

    @Override
    public Operand one(Expression.Reference reference) {
      Target target = whole.meanings.target(reference);
      if (target instanceof Target.OwnKey) {
        return new Operand(own.keys, own.slots, Type.int64(), null, null, null);
      } else if (target instanceof Target.Key key) {
        EntityKeys other = keys(key.let(), key.entity(), own.slots, ofEntity(key.let()));
        return new Operand(other.keys, own.slots, Type.int64(), null, null, null);
      } else if (target instanceof Target.EntityField of) {
        EntityKeys other = keys(of.let(), of.entity(), own.slots, ofEntity(of.let()));
        return operand(of.field(), other, own.slots);
      }
      return operand(((Target.Field) target).leaf(), own, own.slots);
    }

    @Override
    public Many many(Expression.Reference reference) {
      throw new IllegalArgumentException("an entity has no lists: " + reference);
    }

    private String ofEntity(Let let) {
      for (Entity entity : whole.file.entities().values()) {
        if (entity.lets().contains(let)) {
          return EntityCompiler.text(EntityCompiler.text(entity), let);
        }
      }
      throw new IllegalStateException(let.name() + " is of no entity");
    }
  }
}
