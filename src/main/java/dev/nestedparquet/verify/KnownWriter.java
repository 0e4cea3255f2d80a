package dev.nestedparquet.verify;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * A writer of this program, by what its files look like. This is kept apart from the writers
 * themselves, since a check that asked them would learn nothing.
 */
enum KnownWriter {
  /** Arrow's Dataset writer. */
  DATASET("dataset", "parquet-cpp-arrow version ", 32_768),

  /**
   * The shredder. Its row groups can also end by their size in bytes, so their rows can't be
   * foretold.
   */
  SHREDDER("shredder", "nested-parquet version ", 0);

  private final String manifestName;

  /** Start of {@code created_by} in the footer. */
  final String signature;

  /** Rows at which batches are cut into row groups; 0 if row groups don't follow from batches. */
  final int mostRowGroupRows;

  KnownWriter(String manifestName, String signature, int mostRowGroupRows) {
    this.manifestName = manifestName;
    this.signature = signature;
    this.mostRowGroupRows = mostRowGroupRows;
  }

  /** Writer that a manifest names; null if it is none of this program's. */
  static KnownWriter of(String manifestName) {
    for (KnownWriter writer : values()) {
      if (writer.manifestName.equals(manifestName)) {
        return writer;
      }
    }
    return null;
  }

  static String names() {
    return Arrays.stream(values())
        .map(writer -> writer.manifestName)
        .collect(Collectors.joining(", "));
  }
}
