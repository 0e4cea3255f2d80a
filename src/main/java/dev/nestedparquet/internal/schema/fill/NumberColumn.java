package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putByte;
import static org.apache.arrow.memory.util.MemoryUtil.putInt;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;
import static org.apache.arrow.memory.util.MemoryUtil.putShort;

import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Unit;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.Float16;

/** Values of a fixed width, appended to. Owns its buffer as {@link Bytes} does. */
final class NumberColumn implements AutoCloseable {
  /** How values are stored. */
  enum Storage {
    INT8(1),
    INT16(2),
    INT32(4),
    INT64(8),
    INT128(16),
    FLOAT16(2),
    FLOAT32(4),
    FLOAT64(8);

    private final int bytes;

    Storage(int bytes) {
      this.bytes = bytes;
    }

    int bytes() {
      return bytes;
    }

    /** Storage of a type whose values have a fixed width, and are neither bools nor bytes. */
    static Storage of(Type type) {
      if (type instanceof Type.Int number) {
        return ofBits(number.bits());
      } else if (type instanceof Type.Floating floating) {
        return floating.bits() == 16 ? FLOAT16 : floating.bits() == 32 ? FLOAT32 : FLOAT64;
      } else if (type instanceof Type.Decimal) {
        return INT128;
      } else if (type instanceof Type.Date) {
        return INT32;
      } else if (type instanceof Type.Time time) {
        return time.unit() == Unit.S || time.unit() == Unit.MS ? INT32 : INT64;
      }
      return INT64;
    }

    private static Storage ofBits(int bits) {
      return switch (bits) {
        case 8 -> INT8;
        case 16 -> INT16;
        case 32 -> INT32;
        default -> INT64;
      };
    }
  }

  private final Storage storage;
  private final Bytes bytes = new Bytes();

  NumberColumn(Storage storage) {
    this.storage = storage;
  }

  int width() {
    return storage.bytes;
  }

  void start(Slab slab, long values) {
    bytes.start(slab, values * storage.bytes);
  }

  /** Appends the first values. */
  void append(Values values, int count) {
    long address = bytes.reserve((long) count * storage.bytes);
    long to = address + bytes.used;
    switch (storage) {
      case INT8 -> putBytes(values.longs, count, to);
      case INT16 -> putShorts(values.longs, count, to);
      case INT32 -> putInts(values.longs, count, to);
      case INT64 -> putLongs(values.longs, count, to);
      case INT128 -> putWide(values, count, to);
      case FLOAT16 -> putHalves(values.doubles, count, to);
      case FLOAT32 -> putFloats(values.doubles, count, to);
      case FLOAT64 -> putDoubles(values.doubles, count, to);
    }
    bytes.used += (long) count * storage.bytes;
  }

  private static void putBytes(long[] values, int count, long to) {
    for (int i = 0; i < count; i++) {
      putByte(to + i, (byte) values[i]);
    }
  }

  private static void putShorts(long[] values, int count, long to) {
    long at = to;
    for (int i = 0; i < count; i++, at += Short.BYTES) {
      putShort(at, (short) values[i]);
    }
  }

  private static void putInts(long[] values, int count, long to) {
    long at = to;
    for (int i = 0; i < count; i++, at += Integer.BYTES) {
      putInt(at, (int) values[i]);
    }
  }

  private static void putLongs(long[] values, int count, long to) {
    long at = to;
    for (int i = 0; i < count; i++, at += Long.BYTES) {
      putLong(at, values[i]);
    }
  }

  /** Decimals of up to 18 digits have no upper halves. */
  private static void putWide(Values values, int count, long to) {
    boolean isWide = values.highs.length > 0;
    long at = to;
    for (int i = 0; i < count; i++, at += 2 * Long.BYTES) {
      long low = values.longs[i];
      putLong(at, low);
      putLong(at + Long.BYTES, isWide ? values.highs[i] : low >> 63);
    }
  }

  private static void putHalves(double[] values, int count, long to) {
    for (int i = 0; i < count; i++) {
      putShort(to + (long) i * Short.BYTES, Float16.toFloat16((float) values[i]));
    }
  }

  private static void putFloats(double[] values, int count, long to) {
    long at = to;
    for (int i = 0; i < count; i++, at += Float.BYTES) {
      putInt(at, Float.floatToRawIntBits((float) values[i]));
    }
  }

  private static void putDoubles(double[] values, int count, long to) {
    long at = to;
    for (int i = 0; i < count; i++, at += Double.BYTES) {
      putLong(at, Double.doubleToRawLongBits(values[i]));
    }
  }

  /** Hands over the buffer; the caller closes it. */
  ArrowBuf take() {
    return bytes.take();
  }

  @Override
  public void close() {
    bytes.close();
  }
}
