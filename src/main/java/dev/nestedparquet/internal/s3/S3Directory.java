package dev.nestedparquet.internal.s3;

import java.util.List;

/**
 * What a file system would show of a prefix that ends with a slash.
 *
 * @param objects those whose keys have no slash after the prefix
 * @param directories names before the next slash, each once
 */
public record S3Directory(List<StoredObject> objects, List<String> directories) {}
