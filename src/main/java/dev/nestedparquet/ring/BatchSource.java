package dev.nestedparquet.ring;

/** A partition's batches, in the order of its rows, for the one who writes them. */
public interface BatchSource {
  /**
   * Waits for the next batch.
   *
   * @return a batch that the caller now owns; null after the last one
   * @throws StoppedException if the run is stopped, whether or not batches are left: what was
   *     written so far is not the partition
   * @throws StalledException if the caller keeps too many batches for another to be filled; it may
   *     try again
   */
  Batch take();
}
