package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntFunction;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Keys of maps that differ from the earlier keys of their map: a key that doesn't is drawn again.
 *
 * <p><em>Threading:</em> one producer.
 */
final class DistinctKeys implements Kernel {
  /** Attempts after which a map is taken to have no more keys. */
  private static final int MOST_ATTEMPTS = 1_000;

  /** Keys of a map up to which each is compared with all others. */
  private static final int FEW = 16;

  private final String path;
  private final Storage storage;
  private final Kernel first;
  private final IntFunction<Kernel> again;
  private final List<Kernel> attempts = new ArrayList<>();
  private final Values firstTexts = new Values();
  private final Values drawn = new Values();
  private final long[] position = new long[1];
  private Slots one;
  private byte[][] replaced = {};

  /**
   * Makes a kernel.
   *
   * @param again makes the kernel of an attempt, from 1 on; it fills one of the slots, for which it
   *     finds other fields as the first one does
   * @param scratch two buffers for texts; empty if keys are no texts
   */
  DistinctKeys(
      String path, Storage storage, Kernel first, IntFunction<Kernel> again, List<Bytes> scratch) {
    this.path = path;
    this.storage = storage;
    this.first = first;
    this.again = again;
    firstTexts.text = scratch.isEmpty() ? null : scratch.get(0);
    drawn.text = scratch.isEmpty() ? null : scratch.get(1);
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    if (storage != Storage.TEXT) {
      first.fill(at, positions, out);
      distinct(at, positions, out);
      return;
    }
    int count = at.count();
    firstTexts.text.used = 0;
    firstTexts.want(out.valid, count);
    first.fill(at, positions, firstTexts);
    if (replaced.length < count) {
      replaced = new byte[Slots.roomFor(count)][];
    }
    Arrays.fill(replaced, 0, count, null);
    distinct(at, positions, firstTexts);
    putTexts(count, out);
  }

  private void putTexts(int count, Values out) {
    int[] ends = out.ends(count);
    for (int i = 0; i < count; i++) {
      int start = firstTexts.start(i);
      int length = replaced[i] == null ? firstTexts.ends[i] - start : replaced[i].length;
      long to = out.text.reserve(length) + out.text.used;
      if (replaced[i] == null) {
        MemoryUtil.copyMemory(firstTexts.text.reserve(0) + start, to, length);
      } else {
        MemoryUtil.copyToMemory(replaced[i], 0, to, length);
      }
      out.text.used += length;
      ends[i] = (int) out.text.used;
    }
  }

  private void distinct(Slots at, long[] positions, Values values) {
    int[] maps = at.parents();
    int count = at.count();
    int start = 0;
    while (start < count) {
      int end = start + 1;
      while (end < count && maps[end] == maps[start]) {
        end++;
      }
      if (hasDuplicates(start, end, values)) {
        if (one == null || !one.isOneOf(at)) {
          one = Slots.oneOf(at);
        }
        drawAgain(start, end, positions, values);
      }
      start = end;
    }
  }

  private boolean hasDuplicates(int start, int end, Values values) {
    if (end - start == 1) {
      return false;
    } else if (storage == Storage.LONGS && end - start <= FEW) {
      long[] keys = values.longs;
      for (int i = start + 1; i < end; i++) {
        for (int j = start; j < i; j++) {
          if (keys[i] == keys[j]) {
            return true;
          }
        }
      }
      return false;
    }
    Set<Object> seen = new HashSet<>();
    for (int i = start; i < end; i++) {
      if (!seen.add(key(values, i))) {
        return true;
      }
    }
    return false;
  }

  /** Draws the keys of a map again that are there already. */
  private void drawAgain(int start, int end, long[] positions, Values values) {
    Set<Object> seen = new HashSet<>();
    for (int i = start; i < end; i++) {
      int attempt = 0;
      while (!seen.add(attempt == 0 ? key(values, i) : key(drawn, 0))) {
        attempt++;
        if (attempt > MOST_ATTEMPTS) {
          throw new IllegalStateException(
              path
                  + ": after "
                  + (i - start)
                  + " keys of a map, "
                  + MOST_ATTEMPTS
                  + " more that were drawn are among them; allow duplicates, or more keys");
        }
        draw(attempt, i, positions[i]);
      }
      if (attempt > 0) {
        replace(values, i);
      }
    }
  }

  private void draw(int attempt, int slot, long at) {
    while (attempts.size() < attempt) {
      attempts.add(again.apply(attempts.size() + 1));
    }
    position[0] = at;
    one.choose(slot);
    drawn.wantAll(1);
    if (storage == Storage.TEXT) {
      drawn.text.used = 0;
    }
    attempts.get(attempt - 1).fill(one, position, drawn);
  }

  private void replace(Values values, int slot) {
    switch (storage) {
      case LONGS -> values.longs[slot] = drawn.longs[0];
      case WIDE -> {
        values.longs[slot] = drawn.longs[0];
        values.highs[slot] = drawn.highs[0];
      }
      case DOUBLES -> values.doubles[slot] = drawn.doubles[0];
      case TEXT -> replaced[slot] = bytes(drawn, 0);
    }
  }

  private Object key(Values values, int slot) {
    return switch (storage) {
      case LONGS -> values.longs[slot];
      case WIDE -> List.of(values.longs[slot], values.highs[slot]);
      case DOUBLES -> values.doubles[slot] + 0.0; // The two zeros are one key.
      case TEXT -> ByteBuffer.wrap(bytes(values, slot));
    };
  }

  private static byte[] bytes(Values values, int slot) {
    int start = values.start(slot);
    byte[] bytes = new byte[values.ends[slot] - start];
    long address = values.text.reserve(0) + start;
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = getByte(address + i);
    }
    return bytes;
  }
}
