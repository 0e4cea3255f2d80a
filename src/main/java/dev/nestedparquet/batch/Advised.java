package dev.nestedparquet.batch;

import java.util.List;

/**
 * A refusal that knows a way out: which settings would do, and with which values. The exception's
 * message says so in words. A program can translate the settings into options of its own, or change
 * them and try again.
 */
public interface Advised {
  /** A setting of a run that a user can change. */
  enum Setting {
    /** Place where the files go. */
    OUTPUT,
    /** Permission to replace earlier output. */
    OVERWRITE,
    /** Number of files that the rows are split into. */
    PARTITIONS,
    /** Most rows of a batch. */
    BATCH_ROWS,
    /** Most bytes of Arrow buffers that are alive at a time: the memory budget. */
    MEMORY_BYTES,
    /** Most rows of a row group. */
    ROW_GROUP_ROWS,
    /** Most bytes of a row group. */
    ROW_GROUP_BYTES,
    /** Most bytes of a page, before compression. */
    PAGE_BYTES
  }

  /**
   * A setting that would do.
   *
   * @param setting what to set
   * @param value a value that would do; null if none is known, or if the setting takes no value
   */
  record Advice(Setting setting, Long value) {
    /** Advice without a value. */
    public Advice(Setting setting) {
      this(setting, null);
    }
  }

  /** Settings, the best first; each would do by itself. Empty if none is known. */
  List<Advice> advice();
}
