package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.arrow.ArrowSchemas;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Which nodes of a file get vectors: all of them, or those that some schema has. Others are filled
 * only as far as these need them, for a block, and are not kept.
 */
final class Selection {
  private final Schema schema;
  private final List<Node> columns;
  private final Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());

  private final boolean isWhole;

  private Selection(Schema schema, List<Node> columns, boolean isWhole) {
    this.schema = schema;
    this.columns = columns;
    this.isWhole = isWhole;
  }

  /** All that a file has. */
  static Selection all(DataSetFile file) {
    Selection all = new Selection(ArrowSchemas.of(file), file.columns(), true);
    file.columns().forEach(all::addWhole);
    return all;
  }

  private void addWhole(Node node) {
    nodes.add(node);
    node.children().forEach(this::addWhole);
  }

  /**
   * A part of this selection.
   *
   * @param part fields of this schema, on any level, in their order here
   * @throws IllegalArgumentException if it has others
   */
  Selection select(Schema part) {
    Selection selected = new Selection(part, columns, false);
    select(part.getFields(), schema.getFields(), columns(), "", selected.nodes);
    return selected;
  }

  /** Adds the nodes of fields; {@code known} are the fields that some nodes have here. */
  private void select(
      List<Field> fields, List<Field> known, List<Node> ofKnown, String above, Set<Node> to) {
    int at = 0;
    for (Field field : fields) {
      while (at < known.size() && !known.get(at).getName().equals(field.getName())) {
        at++;
      }
      String path = above + field.getName();
      if (at == known.size() || !isSame(field, known.get(at))) {
        throw new IllegalArgumentException(
            "columns: there is no " + path + " of the type " + field.getType() + ", or not here");
      }
      to.add(ofKnown.get(at));
      selectBelow(ofKnown.get(at), field, known.get(at), path, to);
      at++;
    }
  }

  /** Whether two fields differ in no more than their children. */
  private static boolean isSame(Field a, Field b) {
    return new Field("", a.getFieldType(), null).equals(new Field("", b.getFieldType(), null));
  }

  private void selectBelow(Node node, Field field, Field known, String path, Set<Node> to) {
    List<Field> fields = field.getChildren();
    if (!(node instanceof Node.Struct) && fields.size() != known.getChildren().size()) {
      throw new IllegalArgumentException("columns: " + path + " is without its elements");
    } else if (node instanceof Node.MapNode) {
      Field entries = known.getChildren().get(0);
      if (fields.get(0).getChildren().size() != entries.getChildren().size()) {
        throw new IllegalArgumentException("columns: " + path + " is without its keys or values");
      }
      List<Field> both = fields.get(0).getChildren();
      select(both, entries.getChildren(), children(node), path + ".", to);
    } else {
      select(fields, known.getChildren(), children(node), path + ".", to);
    }
  }

  /** Schema of the batches. */
  Schema schema() {
    return schema;
  }

  /** Whether these are all nodes, and nobody has chosen them. */
  boolean isWhole() {
    return isWhole;
  }

  /** Whether a node gets a vector. */
  boolean has(Node node) {
    return nodes.contains(node);
  }

  /** Columns that get vectors. */
  List<Node> columns() {
    return of(columns);
  }

  /** Nodes right below a node that get vectors. */
  List<Node> children(Node node) {
    return of(node.children());
  }

  private List<Node> of(List<Node> some) {
    return some.stream().filter(nodes::contains).toList();
  }
}
