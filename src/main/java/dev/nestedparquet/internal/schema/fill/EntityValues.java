package dev.nestedparquet.internal.schema.fill;

/** Fills a field of an entity, for the keys that a let has drawn. */
final class EntityValues implements Block {
  private final Slots slots;
  private final NullRule nulls;
  private final Kernel kernel;
  private final RunPositions runs;
  private final Bytes text;
  final Values values = new Values();

  /** Values that could not be computed. */
  final Failures failures;

  /**
   * Makes a block.
   *
   * @param nulls null if values are never null by themselves
   * @param runs null if each value is drawn by itself
   * @param text where texts go; null if there are none
   */
  EntityValues(
      Slots slots,
      NullRule nulls,
      Kernel kernel,
      RunPositions runs,
      Bytes text,
      Failures failures) {
    this.slots = slots;
    this.nulls = nulls;
    this.kernel = kernel;
    this.runs = runs;
    this.text = text;
    this.failures = failures;
    values.text = text;
  }

  @Override
  public void run() {
    values.wantAll(slots.count());
    failures.clear();
    if (text != null) {
      text.used = 0;
    }
    if (nulls != null) {
      nulls.apply(slots, values);
    }
    kernel.fill(slots, runs == null ? slots.positions() : runs.of(slots), values);
  }
}
