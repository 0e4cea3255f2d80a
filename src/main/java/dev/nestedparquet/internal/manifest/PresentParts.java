package dev.nestedparquet.internal.manifest;

import java.util.List;

/**
 * The parts of a data set that are there, and which are not.
 *
 * @param sum files and counts of all that are there, in the manner of a manifest of the whole
 * @param manifests theirs, by number
 * @param missing the others, as ranges: {@code 2}, {@code 5-7}
 * @param missingParts how many these are
 */
public record PresentParts(
    Manifest sum, List<Manifest> manifests, List<String> missing, int missingParts) {}
