package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import java.util.ArrayList;
import java.util.List;

/** Files that differ from another one by their columns alone, as nobody has to write them. */
public final class OtherColumns {
  private OtherColumns() {}

  /** The file with all fields from the last to the first, at all levels. */
  public static DataSetFile reversed(DataSetFile file) {
    return with(file, reversed(file.columns()));
  }

  /** The file with these columns instead of its own. */
  public static DataSetFile with(DataSetFile file, List<Node> columns) {
    return new DataSetFile(
        file.formatVersion(),
        file.name(),
        file.about(),
        file.parameters(),
        file.lists(),
        file.entities(),
        List.copyOf(columns),
        file.layout(),
        file.rows());
  }

  private static List<Node> reversed(List<Node> fields) {
    List<Node> reversed = new ArrayList<>();
    for (Node field : fields) {
      reversed.add(0, reversed(field));
    }
    return reversed;
  }

  private static Node reversed(Node node) {
    if (node instanceof Node.Struct struct) {
      return new Node.Struct(struct.head(), reversed(struct.children()), struct.present());
    } else if (node instanceof Node.ListNode list) {
      return new Node.ListNode(list.head(), reversed(list.element()), list.lengths(), list.large());
    } else if (node instanceof Node.MapNode map) {
      return new Node.MapNode(
          map.head(), map.key(), reversed(map.value()), map.lengths(), map.duplicates());
    }
    return node;
  }
}
