package dev.nestedparquet.batch;

import java.util.List;

/**
 * A refusal that knows a way out: which settings would do, and with which values. Its message says
 * so in words; programs can name their own options for the settings, or change them.
 */
public interface Advised {
  /** What a user can set. */
  enum Setting {
    /** Where files go. */
    OUTPUT,
    /** Whether earlier output may be replaced. */
    OVERWRITE,
    /** Files that the rows are split into. */
    PARTITIONS,
    /** Most rows of a batch. */
    BATCH_ROWS,
    /** Most bytes of Arrow buffers. */
    MEMORY_BYTES,
    /** Most rows of a row group. */
    ROW_GROUP_ROWS,
    /** Most bytes of a row group. */
    ROW_GROUP_BYTES,
    /** Most bytes of a page. */
    PAGE_BYTES
  }

  /**
   * A setting that would do.
   *
   * @param setting what to set
   * @param value a value that would do; null if any other might, or if there is nothing to choose
   */
  record Advice(Setting setting, Long value) {
    /** Advice without a value. */
    public Advice(Setting setting) {
      this(setting, null);
    }
  }

  /** Settings of which each would do by itself, the best first; empty if none is known. */
  List<Advice> advice();
}
