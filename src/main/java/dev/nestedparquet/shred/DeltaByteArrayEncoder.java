package dev.nestedparquet.shred;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;

/**
 * DELTA_BYTE_ARRAY: of each value, how many bytes it shares with the beginning of the one before,
 * and the rest; both lengths delta encoded. Good at sorted and at numbered values, of variable or
 * of fixed length.
 */
final class DeltaByteArrayEncoder implements ValueEncoder {
  private final DeltaBlocks prefixLengths;
  private final DeltaBlocks suffixLengths;
  private final GrowableBuffer suffixes;

  /** Of the values at hand, 4 bytes each. */
  private final GrowableBuffer lengths;

  /** The last value of the page so far, since its memory was only borrowed. */
  private final GrowableBuffer last;

  DeltaByteArrayEncoder(BufferAllocator allocator) {
    prefixLengths = new DeltaBlocks(allocator, Integer.BYTES);
    suffixLengths = new DeltaBlocks(allocator, Integer.BYTES);
    suffixes = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    last = new GrowableBuffer(allocator);
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BYTE_ARRAY;
  }

  @Override
  public void append(DenseValues values) {
    int count = values.count();
    if (count == 0) {
      return;
    }
    boolean fixed = values.width() != DenseValues.VARIABLE;
    int width = values.width();
    long addresses = values.address();
    long valueLengths = values.lengths();
    long prefixes = lengths.reserve(2L * count * Integer.BYTES);
    long rests = prefixes + (long) count * Integer.BYTES;
    long to = suffixes.reserve(values.bytes());
    long before = last.address();
    int lengthBefore = (int) last.size();
    for (int i = 0; i < count; i++) {
      long address =
          fixed ? addresses + (long) i * width : getLong(addresses + (long) i * Long.BYTES);
      int length = fixed ? width : getInt(valueLengths + (long) i * Integer.BYTES);
      int prefix = ShortBytes.commonPrefix(before, address, Math.min(lengthBefore, length));
      int rest = length - prefix;
      putInt(prefixes + (long) i * Integer.BYTES, prefix);
      putInt(rests + (long) i * Integer.BYTES, rest);
      ShortBytes.copy(address + prefix, to, rest);
      to += rest;
      before = address;
      lengthBefore = length;
    }
    suffixes.endAt(to);
    last.clear();
    last.append(before, lengthBefore);
    prefixLengths.append(prefixes, count);
    suffixLengths.append(rests, count);
  }

  @Override
  public long pageBytes() {
    return prefixLengths.bytes() + suffixLengths.bytes() + suffixes.size();
  }

  @Override
  public void finishPage(GrowableBuffer target) {
    prefixLengths.finish(target);
    suffixLengths.finish(target);
    target.append(suffixes.address(), suffixes.size());
    suffixes.clear();
    last.clear();
  }

  @Override
  public void close() {
    last.close();
    lengths.close();
    suffixes.close();
    suffixLengths.close();
    prefixLengths.close();
  }
}
