package dev.nestedparquet.internal.s3;

import java.util.List;

/**
 * Entries of a prefix that ends with a slash, as a file system would show a directory.
 *
 * @param objects objects whose keys have no slash after the prefix
 * @param directories names between the prefix and the next slash of all other keys, each once
 */
public record S3Directory(List<StoredObject> objects, List<String> directories) {}
