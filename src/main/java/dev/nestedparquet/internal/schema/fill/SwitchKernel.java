package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;

import java.util.List;

/**
 * Values by the case that each slot is in. A kernel of a case fills the slots of that case alone,
 * if its values follow from positions; else it fills all.
 *
 * <p><em>Threading:</em> one producer.
 */
final class SwitchKernel implements Kernel {
  private final CaseFinder finder;
  private final Kernel[] kernels;
  private final boolean isPositional;
  private final Storage storage;
  private final Fields fields;
  private final Values[] values;
  private final Slots some = Slots.top();
  private int[] cases = {};
  private int[] places = {};
  private int[] members = {};
  private long[] memberPositions = {};

  /**
   * Makes a kernel.
   *
   * @param kernels of the cases, and the one of all else
   * @param scratch where the texts of each kernel go; empty if there are none
   */
  SwitchKernel(
      CaseFinder finder,
      List<Kernel> kernels,
      boolean isPositional,
      Storage storage,
      List<Bytes> scratch,
      Fields fields) {
    this.fields = fields;
    this.finder = finder;
    this.kernels = kernels.toArray(Kernel[]::new);
    this.isPositional = isPositional;
    this.storage = storage;
    values = new Values[this.kernels.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = new Values();
      values[i].text = scratch.isEmpty() ? null : scratch.get(i);
    }
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    int count = at.count();
    if (cases.length < count) {
      int room = Slots.roomFor(count);
      cases = new int[room];
      places = new int[room];
      members = new int[room];
      memberPositions = new long[room];
    }
    failWhereFieldFailed(at, out);
    finder.find(at, cases);
    for (int i = 0; i < kernels.length; i++) {
      fill(i, at, positions, out);
    }
    if (storage == Storage.TEXT) {
      copyTexts(count, out);
    }
  }

  /** Fails where the switch is on an entity's field that could not be computed. */
  private void failWhereFieldFailed(Slots at, Values out) {
    Failures failures = finder.on().failures();
    if (failures == null || failures.isEmpty()) {
      return;
    }
    int[] seenFrom = finder.on().indices(at);
    for (int i = 0; i < at.count(); i++) {
      String reason = out.isValid(i) ? failures.reason(seenFrom == null ? i : seenFrom[i]) : null;
      if (reason != null && fields.failures() == null) {
        throw new FailedRowException(
            "row " + at.rows()[i] + ": " + fields.leaf().head().path() + ": " + reason);
      } else if (reason != null) {
        fields.failures().add(i, reason);
        out.setNull(i);
      }
    }
  }

  private void fill(int number, Slots at, long[] positions, Values out) {
    int count = at.count();
    int found = 0;
    for (int i = 0; i < count; i++) {
      if (cases[i] == number) {
        members[found] = i;
        memberPositions[found] = positions[i];
        places[i] = isPositional ? found : i;
        found++;
      }
    }
    Values from = values[number];
    if (storage == Storage.TEXT) {
      from.text.used = 0;
    }
    if (found == 0) {
      return;
    } else if (isPositional) {
      some.setPositions(memberPositions, found);
      from.wantAll(found);
      kernels[number].fill(some, some.positions(), from);
    } else {
      wantMembers(number, out, count);
      kernels[number].fill(at, positions, from);
    }
    copy(found, from, out, count);
  }

  /** Wants the values of the case alone: an expression may fail in others. */
  private void wantMembers(int number, Values out, int count) {
    Values from = values[number];
    from.want(out.valid, count);
    for (int i = 0; i < count; i++) {
      if (cases[i] != number) {
        from.setNull(i);
      }
    }
  }

  private void copy(int found, Values from, Values out, int count) {
    long[] longs = storage == Storage.LONGS || storage == Storage.WIDE ? out.longs(count) : null;
    long[] highs = storage == Storage.WIDE ? out.highs(count) : null;
    double[] doubles = storage == Storage.DOUBLES ? out.doubles(count) : null;
    for (int i = 0; i < found; i++) {
      int slot = members[i];
      int place = places[slot];
      if (!from.isValid(place)) {
        out.setNull(slot);
      }
      if (longs != null) {
        longs[slot] = from.longs[place];
      }
      if (highs != null) {
        highs[slot] = from.highs[place];
      }
      if (doubles != null) {
        doubles[slot] = from.doubles[place];
      }
    }
  }

  private void copyTexts(int count, Values out) {
    long most = 0;
    for (Values from : values) {
      most += from.text.used;
    }
    long address = out.text.reserve(most);
    long to = address + out.text.used;
    int[] ends = out.ends(count);
    for (int i = 0; i < count; i++) {
      if (out.isValid(i)) {
        Values from = values[cases[i]];
        int start = from.start(places[i]);
        int length = from.ends[places[i]] - start;
        copyMemory(from.text.reserve(0) + start, to, length);
        to += length;
      }
      ends[i] = (int) (to - address);
    }
    out.text.used = to - address;
  }
}
