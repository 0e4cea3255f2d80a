package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.internal.schema.draw.Draws;
import dev.nestedparquet.internal.schema.draw.Permutation;
import org.apache.arrow.memory.util.MemoryUtil;

/** Kernels whose values are texts or bytes of any length. */
final class TextKernels {
  private TextKernels() {}

  /** Texts that the numbers of a kernel stand for. */
  static Kernel mapped(Kernel numbers, TextTable texts) {
    return (at, positions, out) -> {
      numbers.fill(at, positions, out);
      put(texts, at.count(), out);
    };
  }

  private static void put(TextTable texts, int count, Values out) {
    Bytes text = out.text;
    long[] numbers = out.longs;
    int[] ends = out.ends(count);
    if (texts.longest() > Sizing.SHORT_TEXT) {
      for (int i = 0; i < count; i++) {
        if (out.isValid(i)) {
          long start = text.reserve(texts.length((int) numbers[i])) + text.used;
          text.used += texts.put(start, (int) numbers[i]) - start;
        }
        ends[i] = (int) text.used;
      }
      return;
    }
    long address = text.reserve((long) count * texts.longest());
    long to = address + text.used;
    for (int i = 0; i < count; i++) {
      if (out.isValid(i)) {
        to = texts.put(to, (int) numbers[i]);
      }
      ends[i] = (int) (to - address);
    }
    text.used = to - address;
  }

  /** Makes a text of some bytes for each value, written by its number in the block. */
  abstract static class EachText implements Kernel {
    @Override
    public final void fill(Slots at, long[] positions, Values out) {
      int count = at.count();
      prepare(at, positions, out);
      int[] ends = out.ends(count);
      Bytes text = out.text;
      for (int i = 0; i < count; i++) {
        if (out.isValid(i)) {
          long address = text.reserve(most(i));
          text.used = put(i, positions[i], address + text.used) - address;
        }
        ends[i] = (int) text.used;
      }
    }

    /** Computes what all values of the block need. */
    void prepare(Slots at, long[] positions, Values out) {}

    /** Upper bound on the bytes of a value. */
    abstract long most(int slot);

    /**
     * Writes a value, and at most {@link Bytes#SPARE} bytes behind it.
     *
     * @return address behind its last byte
     */
    abstract long put(int slot, long position, long to);
  }

  /** Characters from an alphabet, two by each draw. */
  static Kernel characters(long key, TextLengths lengths, TextTable alphabet) {
    return new OfLength(lengths) {
      @Override
      long most(int slot) {
        return length(slot) * alphabet.longest();
      }

      @Override
      long put(int slot, long position, long to) {
        return putChosen(key, position, length(slot), alphabet, null, to);
      }
    };
  }

  /** Words from a list, joined by spaces, two by each draw. */
  static Kernel words(long key, TextLengths lengths, TextTable words) {
    TextTable space = new TextTable(java.util.List.of(new byte[] {' '}));
    return new OfLength(lengths) {
      @Override
      long most(int slot) {
        return length(slot) * (words.longest() + 1L);
      }

      @Override
      long put(int slot, long position, long to) {
        return putChosen(key, position, length(slot), words, space, to);
      }
    };
  }

  private static long putChosen(
      long key, long position, long number, TextTable texts, TextTable between, long to) {
    long first = Draws.draw(key, position);
    long size = texts.size();
    long at = to;
    for (long j = 0; j < number; j += 2) {
      long draw = Draws.draw(first, (j >>> 1) + 1);
      if (j > 0 && between != null) {
        at = between.put(at, 0);
      }
      at = texts.put(at, (int) (((draw >>> 32) * size) >>> 32));
      if (j + 1 < number) {
        if (between != null) {
          at = between.put(at, 0);
        }
        at = texts.put(at, (int) (((draw & 0xFFFF_FFFFL) * size) >>> 32));
      }
    }
    return at;
  }

  /** Random bytes, eight by each draw. */
  static Kernel bytes(long key, TextLengths lengths) {
    return new OfLength(lengths) {
      @Override
      long most(int slot) {
        return length(slot);
      }

      @Override
      long put(int slot, long position, long to) {
        long first = Draws.draw(key, position);
        long length = length(slot);
        for (long j = 0; j < length; j += Long.BYTES) {
          putLong(to + j, Draws.draw(first, (j >>> 3) + 1));
        }
        return to + length;
      }
    };
  }

  /** Bytes of so many values, four by each draw. */
  static Kernel bytes(long key, TextLengths lengths, long values) {
    return new OfLength(lengths) {
      @Override
      long most(int slot) {
        return length(slot);
      }

      @Override
      long put(int slot, long position, long to) {
        long first = Draws.draw(key, position);
        long length = length(slot);
        for (long j = 0; j < length; j++) {
          long draw = Draws.draw(first, (j >>> 2) + 1);
          long bits = (draw >>> (16 * (j & 3))) & 0xFFFF;
          putByte(to + j, (byte) ((bits * values) >>> 16));
        }
        return to + length;
      }
    };
  }

  /**
   * Lengths of texts.
   *
   * @param runs null if they are drawn where the text is
   */
  record TextLengths(Kernel kernel, RunPositions runs) {}

  /** Texts whose length is drawn. */
  private abstract static class OfLength extends EachText {
    private final TextLengths lengths;
    private final Values drawn = new Values();

    OfLength(TextLengths lengths) {
      this.lengths = lengths;
    }

    @Override
    final void prepare(Slots at, long[] positions, Values out) {
      drawn.wantAll(at.count());
      lengths.kernel.fill(at, lengths.runs == null ? positions : lengths.runs.of(at), drawn);
    }

    final long length(int slot) {
      return drawn.longs[slot];
    }
  }

  /** Texts by a pattern. */
  static Kernel pattern(long key, PatternTexts pattern) {
    return new EachText() {
      @Override
      long most(int slot) {
        return pattern.most();
      }

      @Override
      long put(int slot, long position, long to) {
        return pattern.put(Draws.draw(key, position), to);
      }
    };
  }

  /** Texts of a pattern by their number, which is permuted. */
  static Kernel uniquePattern(Permutation permutation, PatternTexts pattern) {
    return new EachText() {
      @Override
      long most(int slot) {
        return pattern.most();
      }

      @Override
      long put(int slot, long position, long to) {
        return pattern.putNumber(permutation.of(position), to);
      }
    };
  }

  /** Permuted numbers in big-endian order, zeros in front. */
  static Kernel uniqueBytes(Permutation permutation, int bytes) {
    return new EachText() {
      @Override
      long most(int slot) {
        return bytes;
      }

      @Override
      long put(int slot, long position, long to) {
        long number = permutation.of(position);
        MemoryUtil.setMemory(to, bytes, (byte) 0);
        for (int i = bytes - 1; i >= 0 && number != 0; i--) {
          putByte(to + i, (byte) number);
          number >>>= 8;
        }
        return to + bytes;
      }
    };
  }

  /** UUIDs of version 4 whose bits follow from permuted numbers. */
  static Kernel uuids(long key, Permutation permutation) {
    return new EachText() {
      @Override
      long most(int slot) {
        return 2 * Long.BYTES;
      }

      @Override
      long put(int slot, long position, long to) {
        long high = Draws.mix(permutation.of(position) + key);
        long low = Draws.draw(high, 1);
        long variant = (low & 0x3FFF_FFFF_FFFF_FFF0L) | (1L << 63) | ((high >>> 12) & 0xF);
        putLong(to, Long.reverseBytes((high & ~0xF000L) | 0x4000L));
        putLong(to + Long.BYTES, Long.reverseBytes(variant));
        return to + 2 * Long.BYTES;
      }
    };
  }
}
