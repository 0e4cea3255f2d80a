package dev.nestedparquet.internal.schema.fill;

/** Draws the keys of an entity that a let names, and makes slots of them. */
final class EntityKeys implements Block {
  private final Slots from;
  private final Kernel kernel;
  final Values keys = new Values();

  /** Slots whose positions are the keys: fields of the entity are drawn by these. */
  final Slots slots = Slots.top();

  EntityKeys(Slots from, Kernel kernel) {
    this.from = from;
    this.kernel = kernel;
  }

  @Override
  public void run() {
    keys.wantAll(from.count());
    kernel.fill(from, from.positions(), keys);
    slots.setPositions(keys.longs, from.count());
  }
}
