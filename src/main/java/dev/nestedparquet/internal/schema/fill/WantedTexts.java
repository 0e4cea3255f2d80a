package dev.nestedparquet.internal.schema.fill;

/**
 * Makes texts for the slots alone that want one, if many don't: one after the other, as if these
 * were all. The texts must follow from positions alone, and never be null.
 *
 * <p><em>Threading:</em> one producer.
 */
final class WantedTexts implements Kernel {
  /** Of so many slots one at least must not want a text; else it costs more than it saves. */
  private static final int OF_SLOTS = 8;

  private final Kernel texts;
  private final Slots wanted = Slots.top();
  private final Values values = new Values();

  WantedTexts(Kernel texts) {
    this.texts = texts;
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    int count = at.count();
    int number = out.validCount(count);
    if ((count - number) * OF_SLOTS < count) {
      texts.fill(at, positions, out);
      return;
    }
    wanted.setWanted(positions, out.valid, count, number);
    values.wantAll(number);
    values.text = out.text;
    int start = (int) out.text.used;
    texts.fill(wanted, wanted.positions(), values);
    spreadEnds(start, count, out);
  }

  /** A slot without a text ends where the one before does. */
  private void spreadEnds(int start, int count, Values out) {
    // C1 keeps locals in registers, but not fields.
    int[] from = values.ends;
    int[] to = out.ends(count);
    long[] valid = out.valid;
    int next = 0;
    for (int first = 0; first < count; first += Long.SIZE) {
      long bits = valid[first >>> 6];
      int last = Math.min(count, first + Long.SIZE);
      for (int i = first; i < last; i++, bits >>>= 1) {
        next += (int) bits & 1;
        to[i] = next == 0 ? start : from[next - 1];
      }
    }
  }
}
