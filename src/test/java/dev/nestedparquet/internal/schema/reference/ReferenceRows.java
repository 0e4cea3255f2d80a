package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Entity;
import dev.nestedparquet.internal.schema.model.Let;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Nulls;
import dev.nestedparquet.internal.schema.model.Place;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Rows of a data-set file, interpreted.
 *
 * <p>Values are null, Boolean, String, lists and maps by name; integers, decimals and times are
 * BigInteger of units; float64 is Double, float32 and float16 are Float; bytes and UUIDs are
 * hexadecimal digits. A map is a list of lists of a key and a value.
 */
public final class ReferenceRows {
  private final DataSetFile file;
  private final Cell.Context context;
  private final Node top;

  private ReferenceRows(DataSetFile file, long seed) {
    this.file = file;
    Map<String, Node> populations = new HashMap<>();
    for (Entity entity : file.entities().values()) {
      String name = entity.name();
      populations.put(
          name, struct("entities." + name, "." + quoted(name), entity.lets(), entity.fields()));
    }
    this.context =
        new Cell.Context(seed, new SourceValues(file.lists()), file.entities(), populations);
    this.top = struct("columns", "", List.of(), file.columns());
  }

  public static ReferenceRows of(DataSetFile file, long seed) {
    return new ReferenceRows(file, seed);
  }

  private static Node struct(
      String path, String sequence, List<Let> lets, List<? extends Node> fields) {
    Node.Head head =
        new Node.Head(Place.START, path, path, sequence, Nulls.REQUIRED, lets, null, Map.of());
    return new Node.Struct(head, List.copyOf(fields), List.of());
  }

  /** A name as it stands in a path. */
  static String quoted(String name) {
    return name.contains(".") || name.contains("`") ? "`" + name.replace("`", "``") + "`" : name;
  }

  /**
   * The values of a row, by column.
   *
   * @throws FailedRowException if an expression has none, or a map no more keys
   */
  @SuppressWarnings("unchecked")
  public Map<String, Object> row(long row) {
    if (row < 0 || row >= file.rows().rows()) {
      throw new IllegalArgumentException(
          "row " + row + " is none of the " + file.rows().rows() + " that the file can number");
    }
    return (Map<String, Object>) Cell.top(context, top, row).value();
  }
}
