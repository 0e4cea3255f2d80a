package dev.nestedparquet.internal.schema.model;

import java.util.List;

/**
 * A population to refer to: keys 0 to {@code count - 1}, and fields that are functions of the key.
 *
 * @param lets entities drawn for a key
 */
public record Entity(
    Place place, String name, long count, List<Let> lets, List<Node.Leaf> fields) {}
