package dev.nestedparquet.shred;

import java.util.List;
import java.util.Objects;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * Whether fields are the same for Parquet, where a list's element has no name of its own: Arrow
 * doesn't keep that name when it slices a list's vector.
 */
final class FieldMatch {
  private FieldMatch() {}

  static boolean areSame(List<Field> left, List<Field> right) {
    return areSame(left, right, /* haveNames= */ true);
  }

  private static boolean areSame(List<Field> left, List<Field> right, boolean haveNames) {
    if (left.size() != right.size()) {
      return false;
    }
    for (int i = 0; i < left.size(); i++) {
      if (!areSame(left.get(i), right.get(i), haveNames)) {
        return false;
      }
    }
    return true;
  }

  private static boolean areSame(Field left, Field right, boolean haveNames) {
    return (!haveNames || left.getName().equals(right.getName()))
        && left.getFieldType().getType().equals(right.getFieldType().getType())
        && left.isNullable() == right.isNullable()
        && Objects.equals(left.getDictionary(), right.getDictionary())
        && left.getMetadata().equals(right.getMetadata())
        && areSame(left.getChildren(), right.getChildren(), !isList(left.getType()));
  }

  private static boolean isList(ArrowType type) {
    return switch (type.getTypeID()) {
      case List, LargeList, FixedSizeList, ListView, LargeListView -> true;
      default -> false;
    };
  }
}
