package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.arrow.ArrowTypes;
import dev.nestedparquet.internal.schema.model.Choice;
import dev.nestedparquet.internal.schema.model.Lengths;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.parse.FieldPath;
import dev.nestedparquet.internal.truth.GatheredColumn;
import dev.nestedparquet.internal.truth.Labels;
import dev.nestedparquet.internal.truth.Order;
import dev.nestedparquet.internal.truth.ValueType;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/** Says of each column of a data-set file what its truth is gathered by. */
final class TruthColumns {
  private final Program program;

  private TruthColumns(Program program) {
    this.program = program;
  }

  /** The columns of a file, and those below them. */
  static List<GatheredColumn> of(List<Node> columns, Schema schema, Program program) {
    return new TruthColumns(program).children("", columns, schema.getFields());
  }

  private List<GatheredColumn> children(String prefix, List<Node> nodes, List<Field> fields) {
    List<GatheredColumn> children = new ArrayList<>();
    for (int i = 0; i < nodes.size(); i++) {
      String name = FieldPath.quoted(nodes.get(i).head().name());
      children.add(column(prefix + name, nodes.get(i), fields.get(i)));
    }
    return children;
  }

  private GatheredColumn column(String path, Node node, Field field) {
    if (node instanceof Node.Leaf leaf) {
      String extension = field.getMetadata().get(ExtensionType.EXTENSION_METADATA_KEY_NAME);
      ValueType type = ValueType.of(ArrowTypes.of(leaf.type()), extension);
      return new GatheredColumn(path, field, type, labels(leaf), 0, List.of());
    } else if (node instanceof Node.Struct struct) {
      List<GatheredColumn> fields = children(path + ".", struct.children(), field.getChildren());
      return new GatheredColumn(path, field, null, null, 0, fields);
    } else if (node instanceof Node.ListNode list) {
      GatheredColumn element =
          column(path + ".list.element", list.element(), field.getChildren().get(0));
      return list(path, field, list.lengths(), element);
    }
    Node.MapNode map = (Node.MapNode) node;
    Field entries = field.getChildren().get(0);
    List<Field> parts = entries.getChildren();
    List<GatheredColumn> keyAndValue =
        List.of(
            column(path + ".key_value.key", map.key(), parts.get(0)),
            column(path + ".key_value.value", map.value(), parts.get(1)));
    return list(
        path, field, map.lengths(), new GatheredColumn(null, entries, null, null, 0, keyAndValue));
  }

  private static GatheredColumn list(
      String path, Field field, Lengths lengths, GatheredColumn element) {
    return new GatheredColumn(path, field, null, null, lengths.most(), List.of(element));
  }

  /** Labels of a leaf that has a dictionary, or is a choice of few; null if it is neither. */
  private Labels labels(Node.Leaf leaf) {
    Compiled.Choice choice = program.choice(leaf);
    if (leaf.dictionary() != null) {
      return labels(choice.values(), leaf.type());
    } else if (leaf.source() instanceof Source.Pick pick) {
      if (pick.choices().size() > Labels.MOST_TOLD) {
        return null; // They differ, so they are not told.
      }
      return labels(pick.choices().stream().map(Choice::value).toList(), leaf.type());
    }
    return choice != null && leaf.source() instanceof Source.Switch
        ? labels(choice.values(), leaf.type())
        : null;
  }

  private static Labels labels(List<Value> values, Type type) {
    if (Literals.isText(type)) {
      return Labels.ofBytes(values.stream().map(Literals::bytes).toList());
    } else if (type instanceof Type.Decimal) {
      List<BigInteger> units = values.stream().map(Literals::units).toList();
      return Labels.ofBytes(units.stream().map(Order::bytesOf).toList());
    } else if (type instanceof Type.Floating floating) {
      return Labels.ofLongs(
          values.stream().mapToLong(one -> Order.of(Literals.number(one, floating))).toArray());
    }
    boolean isUnsigned = type instanceof Type.Int number && !number.signed() && number.bits() == 64;
    long flip = isUnsigned ? Long.MIN_VALUE : 0;
    return Labels.ofLongs(values.stream().mapToLong(one -> Literals.low(one) ^ flip).toArray());
  }
}
