package dev.nestedparquet.internal.schema.fill;

import dev.nestedparquet.internal.schema.model.Node;

/**
 * How much there is of something in a batch: elements of lists, bytes of texts. Bounds follow from
 * sizes alone, counts from the rows.
 */
interface Amounts {
  /** What is never exceeded, or once in 10^24 times. */
  Amounts BOUNDS = (what, sizes, count) -> sizes.sumBound(count);

  /** What is to be expected. */
  Amounts MEANS =
      new Amounts() {
        @Override
        public long sum(Node what, Sizes sizes, long count) {
          return (long) Math.ceil(sizes.mean() * count);
        }

        @Override
        public long slack(Node.Leaf leaf, long bytes) {
          return 0;
        }
      };

  /**
   * The sum of some sizes.
   *
   * @param what list, map or text that they are of; null for texts that are needed for a block
   * @param sizes of each
   * @param count number of them
   */
  long sum(Node what, Sizes sizes, long count);

  /**
   * Room for texts of a leaf that is reserved beforehand, and may not be used.
   *
   * @param bytes of it, unless more is known
   */
  default long slack(Node.Leaf leaf, long bytes) {
    return bytes;
  }
}
