package dev.nestedparquet.shred.internal.values;

import static org.apache.arrow.memory.util.MemoryUtil.copyMemory;
import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.Bitmaps;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.util.Locale;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.types.pojo.ArrowType;

/** Reads values of fixed width: as they are, widened, scaled, or with their bytes reversed. */
public final class FixedWidthReader implements LeafReader {
  /** Fewest bits of decimals for which Arrow's Java library has vectors. */
  private static final int LEAST_VECTOR_BITS = 128;

  private static final long MILLIS_PER_DAY = 86_400_000;

  /** Conversion that makes a value of Parquet of one of Arrow. */
  private enum Conversion {
    NONE,
    BIT_TO_BYTE,
    SIGNED_8,
    SIGNED_16,
    UNSIGNED_8,
    UNSIGNED_16,
    SCALED_32,
    SCALED_64,
    MILLIS_TO_DAYS,
    DECIMAL
  }

  private final Conversion conversion;
  private final ArrowType type;

  /** Bytes of a value in the bound vector. */
  private int arrowWidth;

  private final int width;
  private final long scale;

  /** The values that Parquet can hold; null if it can hold all. */
  private final ValueRange range;

  private final FixedWidthValues values;
  private final GrowableBuffer gathered;
  private long data;

  public FixedWidthReader(ArrowType type, LeafType leaf, BufferAllocator allocator) {
    this.type = type;
    width = leaf.width();
    scale = LeafType.scaleOf(type);
    range = ValueRange.of(type);
    conversion = conversionOf(type, scale);
    arrowWidth =
        switch (conversion) {
          case BIT_TO_BYTE, SIGNED_8, UNSIGNED_8 -> 1;
          case SIGNED_16, UNSIGNED_16 -> Short.BYTES;
          case MILLIS_TO_DAYS -> Long.BYTES;
          case DECIMAL -> ((ArrowType.Decimal) type).getBitWidth() / Byte.SIZE;
          case NONE, SCALED_32, SCALED_64 -> width;
        };
    values = new FixedWidthValues(width);
    gathered = new GrowableBuffer(allocator);
  }

  private static Conversion conversionOf(ArrowType type, long scale) {
    if (type instanceof ArrowType.Bool) {
      return Conversion.BIT_TO_BYTE;
    }
    if (type instanceof ArrowType.Int number && number.getBitWidth() < Integer.SIZE) {
      if (number.getBitWidth() == Byte.SIZE) {
        return number.getIsSigned() ? Conversion.SIGNED_8 : Conversion.UNSIGNED_8;
      }
      return number.getIsSigned() ? Conversion.SIGNED_16 : Conversion.UNSIGNED_16;
    }
    if (type instanceof ArrowType.Decimal) {
      return Conversion.DECIMAL;
    }
    if (LeafType.isDateOfMillis(type)) {
      return Conversion.MILLIS_TO_DAYS;
    }
    if (scale != 1) {
      return type instanceof ArrowType.Time ? Conversion.SCALED_32 : Conversion.SCALED_64;
    }
    return Conversion.NONE;
  }

  @Override
  public void bind(FieldVector vector) {
    data = vector.getDataBuffer().memoryAddress();
    if (type instanceof ArrowType.Decimal decimal && decimal.getBitWidth() < LEAST_VECTOR_BITS) {
      arrowWidth = widthOfShortDecimals(vector, decimal.getBitWidth() / Byte.SIZE);
    }
  }

  /**
   * Finds out how many bytes a decimal of 32 or 64 bits has in a vector: 4 or 8, or 16.
   *
   * <p>By Arrow's format such a decimal has 4 or 8 bytes, and so it has in buffers of other
   * libraries. But Arrow's Java library, up to 19.0, has no vectors for these types: it uses its
   * vector of 128 bits, whose setters store 16 bytes. Its IPC reader and its C Data import refuse
   * the types ("Library only supports 128-bit and 256-bit decimal values"). So such a vector was
   * made by a caller who loaded its buffers, and nothing in the vector tells which layout they
   * have. Buffers of pyarrow have no byte too many; others may be padded.
   *
   * <p>So both layouts are tried, if the buffer is long enough for 16 bytes each. A number of 16
   * bytes repeats its sign in all upper bytes, which is seldom so by chance. If the values can be
   * read by both layouts, and the bytes behind those of the format are 0 as padding is, nobody can
   * tell, and the vector is refused.
   *
   * @return bytes of a decimal
   * @throws IllegalArgumentException if both layouts are possible, with different values
   */
  private int widthOfShortDecimals(FieldVector vector, int formatBytes) {
    int count = vector.getValueCount();
    ArrowBuf buffer = vector.getDataBuffer();
    if (buffer.capacity() < (long) count * DecimalVector.TYPE_WIDTH) {
      return formatBytes;
    }
    boolean isSame = true;
    boolean isOfFormat = true;
    boolean isPadding = true;
    for (int i = 0; i < count; i++) {
      if (vector.isNull(i)) {
        continue;
      }
      long at = buffer.memoryAddress() + (long) i * DecimalVector.TYPE_WIDTH;
      long low = getLong(at);
      if (getLong(at + Long.BYTES) != low >> (Long.SIZE - 1)
          || (formatBytes == Integer.BYTES && low != (int) low)) {
        return formatBytes;
      }
      long ofFormat = buffer.memoryAddress() + (long) i * formatBytes;
      isSame &= low == (formatBytes == Integer.BYTES ? getInt(ofFormat) : getLong(ofFormat));
      isOfFormat &= range.holds(ofFormat);
      isPadding &= low == 0 || (long) i * DecimalVector.TYPE_WIDTH < (long) count * formatBytes;
    }
    if (!isSame && isOfFormat && isPadding) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "its %d decimals of %d bits can be read as %d bytes each, as Arrow's format has them,"
                  + " or as %d, as Arrow's Java library sets them, and are not the same; decimals of"
                  + " 128 bits are always clear",
              count,
              formatBytes * Byte.SIZE,
              formatBytes,
              DecimalVector.TYPE_WIDTH));
    }
    return DecimalVector.TYPE_WIDTH;
  }

  @Override
  public long bytes(long first, long end) {
    return (end - first) * width;
  }

  @Override
  public void requireStorable(Selection selection) {
    if (range != null) {
      range.require(data, arrowWidth, selection);
    }
  }

  @Override
  public DenseValues gather(Selection selection) {
    int count = selection.count();
    if (conversion == Conversion.NONE && selection.isContiguous()) {
      values.set(data + selection.first() * width, count);
      return values;
    }
    gathered.clear();
    long target = gathered.reserve((long) count * width);
    gathered.endAt(target + (long) count * width);
    if (conversion == Conversion.NONE) {
      copy(selection, count, target);
    } else {
      convert(selection, count, target);
    }
    values.set(target, count);
    return values;
  }

  private void copy(Selection selection, int count, long target) {
    long data = this.data;
    int width = this.width;
    if (width == Integer.BYTES) {
      for (int i = 0; i < count; i++) {
        putInt(
            target + (long) i * Integer.BYTES, getInt(data + selection.index(i) * Integer.BYTES));
      }
    } else if (width == Long.BYTES) {
      for (int i = 0; i < count; i++) {
        putLong(target + (long) i * Long.BYTES, getLong(data + selection.index(i) * Long.BYTES));
      }
    } else {
      for (int i = 0; i < count; i++) {
        copyMemory(data + selection.index(i) * width, target + (long) i * width, width);
      }
    }
  }

  private void convert(Selection selection, int count, long target) {
    for (int i = 0; i < count; i++) {
      long index = selection.index(i);
      long from = data + index * arrowWidth;
      long to = target + (long) i * width;
      switch (conversion) {
        case BIT_TO_BYTE -> putByte(to, (byte) (Bitmaps.isSet(data, index) ? 1 : 0));
        case SIGNED_8 -> putInt(to, getByte(from));
        case SIGNED_16 -> putInt(to, getShort(from));
        case UNSIGNED_8 -> putInt(to, getByte(from) & 0xFF);
        case UNSIGNED_16 -> putInt(to, getShort(from) & 0xFFFF);
        case SCALED_32 -> putInt(to, getInt(from) * (int) scale);
        case SCALED_64 -> putLong(to, getLong(from) * scale);
        case MILLIS_TO_DAYS -> putInt(to, (int) (getLong(from) / MILLIS_PER_DAY));
        case DECIMAL -> reverse(from, to);
        case NONE -> throw new IllegalStateException("nothing to convert");
      }
    }
  }

  /**
   * Stores a decimal as Parquet has it: big-endian, and no longer than the precision needs. Arrow's
   * are little-endian.
   */
  private void reverse(long from, long to) {
    for (int i = 0; i < width; i++) {
      putByte(to + i, getByte(from + width - 1 - i));
    }
  }

  @Override
  public long growthBytes(long values) {
    return gathered.growthBytes(values * width);
  }

  @Override
  public void close() {
    gathered.close();
  }
}
