package dev.nestedparquet.internal.truth;

import java.util.List;
import org.apache.arrow.vector.types.pojo.Field;

/**
 * A column to gather the truth of.
 *
 * @param path its path in the Parquet schema; null of a map's entries, of which nothing is told
 * @param values type of its values; null for lists, maps and structs
 * @param labels values that it is chosen from; null if they aren't known
 * @param mostElements most elements of a list or map
 * @param children columns of the vector's children, in their order
 */
public record GatheredColumn(
    String path,
    Field field,
    ValueType values,
    Labels labels,
    long mostElements,
    List<GatheredColumn> children) {}
