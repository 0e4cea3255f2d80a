package dev.nestedparquet.verify;

import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * What a writer's files look like, whatever their rows. Kept apart from the writers themselves,
 * since a check that asked them would learn nothing.
 */
enum KnownWriter {
  /** Arrow's Dataset writer. */
  DATASET("dataset", "parquet-cpp-arrow version ", 32_768),

  /** This program's own: its row groups end by their size, too, which nothing foretells. */
  SHREDDER("shredder", "nested-parquet version ", 0);

  private final String manifestName;

  /** What {@code created_by} in the footer starts with. */
  final String signature;

  /** Rows at which batches are cut into row groups; 0 if row groups don't follow from batches. */
  final int mostRowGroupRows;

  KnownWriter(String manifestName, String signature, int mostRowGroupRows) {
    this.manifestName = manifestName;
    this.signature = signature;
    this.mostRowGroupRows = mostRowGroupRows;
  }

  /** The writer that a manifest names; null if it is none of this program's. */
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
