package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.schema.model.ValueList;
import dev.nestedparquet.internal.schema.read.LikelyWord;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import java.util.Map;

/** Named lists, to be found by their names. */
record Names(Map<String, ValueList> lists) {

  /** The list; null with a problem if there is none, or it could not be read. */
  ValueList list(Located at) {
    String name = at.text("a list, or the name of one");
    if (name == null) {
      return null;
    } else if (!lists.containsKey(name)) {
      at.problem(
          "there is no list '"
              + Quoted.shortened(name)
              + "'"
              + LikelyWord.hint(name, lists.keySet())
              + "; lists: has "
              + (lists.isEmpty() ? "none" : String.join(", ", lists.keySet())));
    }
    return lists.get(name);
  }
}
