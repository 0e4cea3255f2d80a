package dev.nestedparquet.shred.internal.file;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Compares the fields of a batch with those of the file. The name of a list's element may differ:
 * Parquet has none, and Arrow doesn't keep it when it slices a list's vector.
 */
public final class SchemaMatch {
  private SchemaMatch() {}

  /**
   * Describes, for a message, the first difference between the fields of a batch and those of the
   * file.
   *
   * @return null if there is no difference
   */
  public static String difference(List<Field> batch, List<Field> file) {
    return difference(batch, file, /* haveNames= */ true, "");
  }

  private static String difference(
      List<Field> batch, List<Field> file, boolean haveNames, String above) {
    for (int i = 0; i < Math.min(batch.size(), file.size()); i++) {
      String found = difference(batch.get(i), file.get(i), haveNames, above);
      if (found != null) {
        return found;
      }
    }
    if (batch.size() > file.size()) {
      return "it has field " + above + batch.get(file.size()).getName() + ", the file doesn't";
    }
    if (batch.size() < file.size()) {
      return "it lacks field " + above + file.get(batch.size()).getName() + " of the file";
    }
    return null;
  }

  private static String difference(Field batch, Field file, boolean haveNames, String above) {
    String path = above + file.getName();
    if (haveNames && !batch.getName().equals(file.getName())) {
      return "it has field " + above + batch.getName() + " where the file has " + path;
    }
    ArrowType type = batch.getFieldType().getType();
    ArrowType fileType = file.getFieldType().getType();
    if (!type.equals(fileType)) {
      return "field " + path + " is of " + type + ", in the file of " + fileType;
    }
    if (batch.isNullable() != file.isNullable()) {
      return "field " + path + nullability(batch) + ", in the file" + nullability(file);
    }
    if (!Objects.equals(batch.getDictionary(), file.getDictionary())) {
      return "field "
          + path
          + " has dictionary "
          + batch.getDictionary()
          + ", in the file "
          + file.getDictionary();
    }
    String key = differentKey(batch.getMetadata(), file.getMetadata());
    if (key != null) {
      return "field "
          + path
          + " has metadata "
          + key
          + value(batch.getMetadata(), key)
          + ", in the file"
          + value(file.getMetadata(), key);
    }
    boolean childrenHaveNames = !isList(file.getType());
    return difference(batch.getChildren(), file.getChildren(), childrenHaveNames, path + ".");
  }

  private static String nullability(Field field) {
    return field.isNullable() ? " may be null" : " is not null";
  }

  private static String differentKey(Map<String, String> batch, Map<String, String> file) {
    TreeSet<String> keys = new TreeSet<>(batch.keySet());
    keys.addAll(file.keySet());
    return keys.stream()
        .filter(key -> !Objects.equals(batch.get(key), file.get(key)))
        .findFirst()
        .orElse(null);
  }

  private static String value(Map<String, String> metadata, String key) {
    return metadata.containsKey(key) ? " \"" + metadata.get(key) + "\"" : " without a value";
  }

  private static boolean isList(ArrowType type) {
    return switch (type.getTypeID()) {
      case List, LargeList, FixedSizeList, ListView, LargeListView -> true;
      default -> false;
    };
  }
}
