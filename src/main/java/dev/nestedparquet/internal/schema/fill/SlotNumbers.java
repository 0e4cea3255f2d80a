package dev.nestedparquet.internal.schema.fill;

/** Numbers of the rows that slots are in, or of the slots in their lists, as values. */
final class SlotNumbers implements Block {
  private final Slots slots;
  private final boolean ofRows;
  final Values values = new Values();

  SlotNumbers(Slots slots, boolean ofRows) {
    this.slots = slots;
    this.ofRows = ofRows;
  }

  @Override
  public void run() {
    values.wantAll(slots.count());
    values.longs = ofRows ? slots.rows() : slots.numbers();
  }
}
