package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.Expression;
import dev.nestedparquet.internal.schema.model.Place;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Names joined by dots; a name with a dot or a backtick of its own stands in backticks.
 *
 * @param quoted whether the first name stood in backticks
 */
public record FieldPath(List<String> names, boolean quoted) {

  /** A name as it stands in a path. */
  public static String quoted(String name) {
    return name.contains(".") || name.contains("`") ? "`" + name.replace("`", "``") + "`" : name;
  }

  /** The names of a path; null with a problem if it is none. */
  static FieldPath parse(Located at, String path) {
    List<String> names = new ArrayList<>();
    int start = 0;
    while (start <= path.length()) {
      boolean quoted = start < path.length() && path.charAt(start) == '`';
      int end = quoted ? closing(path, start + 1) : path.indexOf('.', start);
      int stop = quoted ? end + 1 : end < 0 ? path.length() : end;
      if (quoted && (end < 0 || (stop < path.length() && path.charAt(stop) != '.'))) {
        break;
      }
      String name = quoted ? path.substring(start + 1, end) : path.substring(start, stop);
      if (name.isBlank()) {
        break;
      }
      names.add(quoted ? name.replace("``", "`") : name);
      if (stop == path.length()) {
        return new FieldPath(List.copyOf(names), path.startsWith("`"));
      }
      start = stop + 1;
    }
    at.problem("'" + Quoted.shortened(path) + "' is no path such as customer.country");
    return null;
  }

  /** Where the backtick is that ends a name; -1 if there is none. */
  private static int closing(String path, int from) {
    for (int i = from; i < path.length(); i++) {
      if (path.charAt(i) == '`') {
        if (i + 1 < path.length() && path.charAt(i + 1) == '`') {
          i++;
        } else {
          return i;
        }
      }
    }
    return -1;
  }

  /**
   * The text that draws are keyed by, written in one way; null with a problem if it is none. That
   * of an entity's field starts with a dot.
   */
  static String sequence(Located at, String text) {
    boolean ofEntity = text.startsWith(".");
    FieldPath path = parse(at, ofEntity ? text.substring(1) : text);
    return path == null ? null : (ofEntity ? "." : "") + path;
  }

  /** What stands where a field is asked for. */
  Expression.Reference reference(Place place) {
    return new Expression.Reference(place, names, quoted);
  }

  @Override
  public String toString() {
    return names.stream().map(FieldPath::quoted).collect(Collectors.joining("."));
  }
}
