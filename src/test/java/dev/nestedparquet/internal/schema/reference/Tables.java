package dev.nestedparquet.internal.schema.reference;

import java.util.IdentityHashMap;
import java.util.function.Supplier;

/** What is worked out once for a part of the file. */
final class Tables {
  private final IdentityHashMap<Object, Object> tables = new IdentityHashMap<>();

  @SuppressWarnings("unchecked")
  <T> T of(Object part, Supplier<T> made) {
    Object table = tables.get(part);
    if (table == null) {
      table = made.get();
      tables.put(part, table);
    }
    return (T) table;
  }
}
