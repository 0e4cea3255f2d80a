package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Finds the case of a switch for each slot, by the value that it is on.
 *
 * <p><em>Threading:</em> one producer.
 */
final class CaseFinder {
  private final Fields.Operand on;
  private final int cases;

  /** Case by number, if the values are known to be some; null else. */
  private final int[] byNumber;

  private final Map<Long, Integer> byLong = new HashMap<>();
  private final Map<Double, Integer> byDouble = new HashMap<>();
  private final Map<TextKey, Integer> byText = new HashMap<>();
  private final TextKey key = new TextKey();

  /** Bytes of a text, as they are compared. */
  private static final class TextKey {
    private byte[] bytes = {};
    private int length;

    @Override
    public boolean equals(Object other) {
      return other instanceof TextKey that
          && Arrays.equals(bytes, 0, length, that.bytes, 0, that.length);
    }

    @Override
    public int hashCode() {
      int hash = 1;
      for (int i = 0; i < length; i++) {
        hash = 31 * hash + bytes[i];
      }
      return hash;
    }
  }

  CaseFinder(Fields.Operand on, List<Value> labels) {
    this.on = on;
    cases = labels.size();
    byNumber = on.labels() == null ? null : new int[on.labels().size()];
    if (byNumber != null) {
      Arrays.setAll(byNumber, i -> caseOf(labels, on.labels().get(i)));
      return;
    }
    for (int i = 0; i < cases; i++) {
      if (Literals.isText(on.type())) {
        TextKey text = new TextKey();
        text.bytes = Literals.bytes(labels.get(i));
        text.length = text.bytes.length;
        byText.put(text, i);
      } else if (on.type() instanceof Type.Floating floating) {
        byDouble.put(Literals.number(labels.get(i), floating), i);
      } else {
        byLong.put(Literals.low(labels.get(i)), i);
      }
    }
  }

  private int caseOf(List<Value> labels, Value value) {
    int found = labels.indexOf(value);
    return found < 0 ? cases : found;
  }

  /** What the switch is on, as it is filled. */
  Fields.Operand on() {
    return on;
  }

  /** Number of cases, without the one for all else. */
  int cases() {
    return cases;
  }

  /**
   * Finds the cases of a block.
   *
   * @param found gets the number of a case for each slot; {@link #cases} where there is none
   */
  void find(Slots at, int[] found) {
    int count = at.count();
    int[] seenFrom = on.indices(at);
    for (int i = 0; i < count; i++) {
      int slot = seenFrom == null ? i : seenFrom[i];
      found[i] = on.values().isValid(slot) ? caseOf(slot) : cases;
    }
  }

  private int caseOf(int slot) {
    Values values = on.values();
    if (byNumber != null) {
      return byNumber[(int) values.longs[slot]];
    } else if (Literals.isText(on.type())) {
      int from = values.start(slot);
      key.length = values.ends[slot] - from;
      if (key.bytes.length < key.length) {
        key.bytes = new byte[2 * key.length];
      }
      long address = values.text.reserve(0) + from;
      for (int i = 0; i < key.length; i++) {
        key.bytes[i] = getByte(address + i);
      }
      return byText.getOrDefault(key, cases);
    } else if (on.type() instanceof Type.Floating) {
      return byDouble.getOrDefault(values.doubles[slot], cases);
    }
    return byLong.getOrDefault(values.longs[slot], cases);
  }
}
