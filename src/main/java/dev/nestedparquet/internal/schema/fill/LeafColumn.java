package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;

import dev.nestedparquet.internal.schema.model.Type;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;

/** Buffers of a leaf's vector, besides validity. Owns them as {@link Bytes} does. */
interface LeafColumn extends AutoCloseable {
  /** Asks for buffers with room for some values; {@code textBytes} counts for texts alone. */
  void start(Slab slab, long values, long textBytes);

  /** Says where the texts of a block go. */
  default void prepare(Values values) {}

  /** Appends the values of a block. */
  void append(Values values, int count);

  /** Adds the buffers; the caller closes them. */
  void takeInto(List<ArrowBuf> buffers);

  @Override
  void close();

  /** Buffers for values of a type. */
  static LeafColumn of(Type type) {
    if (type instanceof Type.Bool) {
      return ofBools();
    } else if (type instanceof Type.Text text) {
      return ofTexts(text.large());
    } else if (type instanceof Type.Binary binary) {
      return ofTexts(binary.large());
    } else if (type instanceof Type.FixedBinary fixed) {
      return ofFixedBytes(fixed.bytes());
    } else if (type instanceof Type.Uuid) {
      return ofFixedBytes(Literals.UUID_BYTES);
    }
    return ofNumbers(NumberColumn.Storage.of(type));
  }

  /**
   * Keeps nothing: others need the values for the block alone.
   *
   * @param text where texts go, which its owner starts and closes; null if there are none
   */
  static LeafColumn ofBlock(Bytes text) {
    return new LeafColumn() {
      @Override
      public void start(Slab slab, long values, long textBytes) {}

      @Override
      public void prepare(Values values) {
        if (text != null) {
          text.used = 0;
        }
        values.text = text;
        values.base = 0;
      }

      @Override
      public void append(Values values, int count) {}

      @Override
      public void takeInto(List<ArrowBuf> buffers) {}

      @Override
      public void close() {}
    };
  }

  /** Numbers, times, decimals, indices of dictionaries. */
  static LeafColumn ofNumbers(NumberColumn.Storage storage) {
    NumberColumn numbers = new NumberColumn(storage);
    return new LeafColumn() {
      @Override
      public void start(Slab slab, long values, long textBytes) {
        numbers.start(slab, values);
      }

      @Override
      public void append(Values values, int count) {
        numbers.append(values, count);
      }

      @Override
      public void takeInto(List<ArrowBuf> buffers) {
        buffers.add(numbers.take());
      }

      @Override
      public void close() {
        numbers.close();
      }
    };
  }

  /** Bools, of which the longs are 0 and 1. */
  static LeafColumn ofBools() {
    BitColumn bits = new BitColumn();
    return new LeafColumn() {
      private long[] words = {};

      @Override
      public void start(Slab slab, long values, long textBytes) {
        bits.start(slab, values);
      }

      @Override
      public void append(Values values, int count) {
        if (words.length < Values.words(count)) {
          words = new long[Values.words(count)];
        }
        for (int from = 0; from < count; from += Long.SIZE) {
          long word = 0;
          for (int i = from; i < Math.min(count, from + Long.SIZE); i++) {
            word |= (values.longs[i] & 1) << i;
          }
          words[from >>> 6] = word;
        }
        bits.append(words, count);
      }

      @Override
      public void takeInto(List<ArrowBuf> buffers) {
        buffers.add(bits.take());
      }

      @Override
      public void close() {
        bits.close();
      }
    };
  }

  /** Texts and bytes, with offsets of 64 bits if large. */
  static LeafColumn ofTexts(boolean large) {
    OffsetColumn offsets = new OffsetColumn(large);
    Bytes texts = new Bytes();
    return new LeafColumn() {
      @Override
      public void start(Slab slab, long values, long textBytes) {
        offsets.start(slab, values);
        texts.start(slab, textBytes);
      }

      @Override
      public void prepare(Values values) {
        values.text = texts;
        values.base = (int) texts.used;
      }

      @Override
      public void append(Values values, int count) {
        if (texts.used > Integer.MAX_VALUE) {
          throw new ArithmeticException("a batch has more than 2,147,483,647 bytes of text");
        }
        offsets.appendEnds(values.ends, count);
      }

      @Override
      public void takeInto(List<ArrowBuf> buffers) {
        buffers.add(offsets.take());
        buffers.add(texts.take());
      }

      @Override
      public void close() {
        offsets.close();
        texts.close();
      }
    };
  }

  /** Always so many bytes; zeros where there is no value. */
  static LeafColumn ofFixedBytes(int width) {
    Bytes block = new Bytes();
    Bytes bytes = new Bytes();
    return new LeafColumn() {
      private BufferAllocator allocator;

      @Override
      public void start(Slab slab, long values, long textBytes) {
        allocator = slab.allocator();
        bytes.start(slab, values * width);
      }

      @Override
      public void prepare(Values values) {
        block.restart(allocator);
        values.text = block;
        values.base = 0;
      }

      @Override
      public void append(Values values, int count) {
        long to = bytes.reserve((long) count * width) + bytes.used;
        long from = block.reserve(0);
        for (int i = 0; i < count; i++, to += width) {
          if (values.isValid(i)) {
            copyMemory(from, to, width);
            from += width;
          } else {
            MemoryUtil.setMemory(to, width, (byte) 0);
          }
        }
        bytes.used += (long) count * width;
      }

      @Override
      public void takeInto(List<ArrowBuf> buffers) {
        block.close();
        buffers.add(bytes.take());
      }

      @Override
      public void close() {
        block.close();
        bytes.close();
      }
    };
  }
}
