package dev.nestedparquet.shred.internal.encode;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.memory.ShortBytes;
import dev.nestedparquet.shred.internal.statistics.MinMax;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.VariableWidthValues;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.Encoding;

/**
 * Encodes byte arrays as DELTA_BYTE_ARRAY: for each value, the number of bytes that it shares with
 * the beginning of the value before, and the remaining bytes. Both lengths are delta-encoded. Short
 * for sorted and for numbered values, of variable or of fixed length.
 */
public final class DeltaByteArrayEncoder implements ValueEncoder {
  private final DeltaBinaryPacker prefixLengths;
  private final DeltaBinaryPacker suffixLengths;
  private final GrowableBuffer suffixes;

  /**
   * Lengths of common prefixes of the values being appended, then lengths of the remaining bytes, 4
   * bytes each.
   */
  private final GrowableBuffer lengths;

  /** Copy of the page's last value so far, since values are only borrowed. */
  private final GrowableBuffer last;

  // Those of the values being appended at which a rise or a fall ends: no others can be the
  // smallest or the largest.
  private final VariableWidthValues turns = new VariableWidthValues();
  private final GrowableBuffer turnAddresses;
  private final GrowableBuffer turnLengths;

  DeltaByteArrayEncoder(BufferAllocator allocator) {
    prefixLengths = new DeltaBinaryPacker(allocator, Integer.BYTES);
    suffixLengths = new DeltaBinaryPacker(allocator, Integer.BYTES);
    suffixes = new GrowableBuffer(allocator);
    lengths = new GrowableBuffer(allocator);
    last = new GrowableBuffer(allocator);
    turnAddresses = new GrowableBuffer(allocator);
    turnLengths = new GrowableBuffer(allocator);
  }

  @Override
  public Encoding encoding() {
    return Encoding.DELTA_BYTE_ARRAY;
  }

  @Override
  public void append(DenseValues values) {
    append(values, /* findTurns= */ false);
  }

  @Override
  public void append(DenseValues values, MinMax minMax) {
    if (minMax.isOfBytes() && values.count() > 0) {
      append(values, /* findTurns= */ true);
      minMax.add(turns);
    } else {
      minMax.add(values);
      append(values);
    }
  }

  private void append(DenseValues values, boolean findTurns) {
    int count = values.count();
    if (count == 0) {
      return;
    }
    long prefixes = lengths.reserve(2L * count * Integer.BYTES);
    long rests = prefixes + (long) count * Integer.BYTES;
    compare(values, prefixes, rests, findTurns);
    long target = suffixes.reserve(values.bytes());
    suffixes.endAt(copySuffixes(values, prefixes, rests, target));
    last.clear();
    last.append(values.addressOf(count - 1), values.lengthOf(count - 1));
    prefixLengths.append(prefixes, count);
    suffixLengths.append(rests, count);
  }

  /**
   * Stores how many bytes each value has in common with the value before, and how many remain. The
   * byte behind the common ones tells which of the two values is larger.
   *
   * @param findTurns whether to list the values at which a rise or a fall ends
   */
  private void compare(DenseValues values, long prefixes, long rests, boolean findTurns) {
    beginTurns(findTurns ? values.count() : 0);
    VariableWidthValues listed = values instanceof VariableWidthValues some ? some : null;
    boolean variable = listed != null;
    long address = values.addressOf(0);
    int length = values.width();
    long addressAt = variable ? listed.addresses() : 0;
    long lengthAt = variable ? listed.lengths() : 0;
    long before = last.address();
    int lengthBefore = (int) last.size();
    long restAt = rests;
    boolean rose = true;
    for (long prefixAt = prefixes; prefixAt < rests; prefixAt += Integer.BYTES) {
      if (variable) {
        address = getLong(addressAt);
        length = getInt(lengthAt);
        addressAt += Long.BYTES;
        lengthAt += Integer.BYTES;
      }
      int shorter = Math.min(lengthBefore, length);
      int prefix = ShortBytes.commonPrefix(shorter, before, address);
      putInt(prefixAt, prefix);
      putInt(restAt, length - prefix);
      restAt += Integer.BYTES;
      if (findTurns) {
        boolean rises =
            prefix == shorter
                ? length >= lengthBefore
                : (getByte(address + prefix) & 0xFF) > (getByte(before + prefix) & 0xFF);
        if (prefixAt == prefixes) {
          addTurn(address, length);
        } else if (rises != rose) {
          addTurn(before, lengthBefore);
        }
        rose = rises;
      }
      before = address;
      lengthBefore = length;
      address += length;
    }
    if (findTurns) {
      addTurn(before, lengthBefore);
      endTurns(values);
    }
  }

  private void beginTurns(int most) {
    turnAddresses.clear();
    turnLengths.clear();
    if (most > 0) {
      turnAddresses.reserve((most + 1L) * Long.BYTES);
      turnLengths.reserve((most + 1L) * Integer.BYTES);
    }
  }

  private void addTurn(long address, int length) {
    long at = turnAddresses.address() + turnAddresses.size();
    putLong(at, address);
    turnAddresses.endAt(at + Long.BYTES);
    at = turnLengths.address() + turnLengths.size();
    putInt(at, length);
    turnLengths.endAt(at + Integer.BYTES);
  }

  private void endTurns(DenseValues values) {
    int count = (int) (turnLengths.size() / Integer.BYTES);
    long bytes = 0;
    for (int i = 0; i < count; i++) {
      bytes += getInt(turnLengths.address() + (long) i * Integer.BYTES);
    }
    turns.set(turnAddresses.address(), turnLengths.address(), count, bytes, values.readableEnd());
  }

  private static long copySuffixes(DenseValues values, long prefixes, long rests, long target) {
    VariableWidthValues listed = values instanceof VariableWidthValues some ? some : null;
    boolean variable = listed != null;
    long address = values.addressOf(0);
    long addressAt = variable ? listed.addresses() : 0;
    long restAt = rests;
    long to = target;
    for (long prefixAt = prefixes; prefixAt < rests; prefixAt += Integer.BYTES) {
      if (variable) {
        address = getLong(addressAt);
        addressAt += Long.BYTES;
      }
      int rest = getInt(restAt);
      restAt += Integer.BYTES;
      ShortBytes.copy(address + getInt(prefixAt), to, rest);
      to += rest;
      address += values.width();
    }
    return to;
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
  public long growthBytes(long values, long bytes, long atOnce) {
    return prefixLengths.growthBytes(values)
        + suffixLengths.growthBytes(values)
        + suffixes.growthBytes(suffixes.size() + bytes)
        + lengths.growthBytes(2 * atOnce * Integer.BYTES)
        + last.growthBytes(bytes)
        + turnAddresses.growthBytes((atOnce + 1) * Long.BYTES)
        + turnLengths.growthBytes((atOnce + 1) * Integer.BYTES);
  }

  @Override
  public void close() {
    turnLengths.close();
    turnAddresses.close();
    last.close();
    lengths.close();
    suffixes.close();
    suffixLengths.close();
    prefixLengths.close();
  }
}
