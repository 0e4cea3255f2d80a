package dev.nestedparquet.internal.schema.model;

import java.util.List;

/**
 * A named list.
 *
 * @param texts as they are written, not yet read by a type
 * @param places of each; empty if they are not in the data-set file
 */
public record ValueList(Place place, String name, List<String> texts, List<Place> places) {}
