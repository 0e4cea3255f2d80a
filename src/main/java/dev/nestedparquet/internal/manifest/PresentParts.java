package dev.nestedparquet.internal.manifest;

import java.util.List;

/**
 * The parts of a data set that are there, and those that are missing.
 *
 * @param sum a manifest like that of the whole, with files and counts of the parts that are there
 * @param manifests manifests of the parts that are there, by number
 * @param missing parts that aren't there, as ranges: {@code 2}, {@code 5-7}
 * @param missingParts number of parts that aren't there
 */
public record PresentParts(
    Manifest sum, List<Manifest> manifests, List<String> missing, int missingParts) {}
