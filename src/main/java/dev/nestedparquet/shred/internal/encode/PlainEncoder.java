package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.VariableWidthValues;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.Type;

/** Encodes values as they are (Encodings.md, PLAIN = 0). */
public final class PlainEncoder implements ValueEncoder {
  /** Most bytes of a string that is copied as two or four words, whatever its length. */
  private static final int SHORT_BYTES = 32;

  private final boolean isBits;
  private final GrowableBuffer page;

  PlainEncoder(Type type, BufferAllocator allocator) {
    isBits = type == Type.BOOLEAN;
    page = new GrowableBuffer(allocator);
  }

  @Override
  public Encoding encoding() {
    return Encoding.PLAIN;
  }

  @Override
  public void append(DenseValues values) {
    append(values, page);
  }

  /** Appends values, booleans as bytes; {@link #finishPage} packs these to bits. */
  static void append(DenseValues values, GrowableBuffer target) {
    if (values instanceof VariableWidthValues variable) {
      appendVariable(variable, target);
    } else {
      target.append(values.addressOf(0), values.bytes());
    }
  }

  private static void appendVariable(VariableWidthValues values, GrowableBuffer target) {
    int count = values.count();
    long addresses = values.addresses();
    long lengths = values.lengths();
    long at = target.reserve((long) count * Integer.BYTES + values.bytes());
    long lastShort = values.readableEnd() - SHORT_BYTES;
    for (int i = 0; i < count; i++) {
      long from = getLong(addresses);
      int length = getInt(lengths);
      addresses += Long.BYTES;
      lengths += Integer.BYTES;
      putInt(at, length);
      at += Integer.BYTES;
      if (length <= SHORT_BYTES && from <= lastShort) {
        putLong(at, getLong(from));
        putLong(at + 8, getLong(from + 8));
        if (length > 2 * Long.BYTES) {
          putLong(at + 16, getLong(from + 16));
          putLong(at + 24, getLong(from + 24));
        }
      } else {
        copyMemory(from, at, length);
      }
      at += length;
    }
    target.endAt(at);
  }

  /** The body of the open page so far, booleans as bytes. The buffer stays the encoder's. */
  GrowableBuffer page() {
    return page;
  }

  @Override
  public long pageBytes() {
    return isBits ? page.size() / Byte.SIZE : page.size();
  }

  @Override
  public void finishPage(GrowableBuffer target) {
    if (isBits) {
      packBits(target);
    } else {
      target.append(page.address(), page.size());
    }
    page.clear();
  }

  private void packBits(GrowableBuffer target) {
    long count = page.size();
    long end = page.reserve(Long.BYTES);
    putLong(end, 0);
    long from = page.address();
    long at = target.reserve(count / Byte.SIZE + 1);
    for (long done = 0; done < count; done += Byte.SIZE) {
      putByte(at++, RleBitPackingEncoder.packBits(getLong(from + done)));
    }
    target.endAt(at);
  }

  @Override
  public long growthBytes(long values, long bytes, long atOnce) {
    return page.growthBytes(page.size() + (isBits ? values + Long.BYTES : bytes));
  }

  @Override
  public void close() {
    page.close();
  }
}
