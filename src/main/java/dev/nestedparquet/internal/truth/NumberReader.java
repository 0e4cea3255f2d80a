package dev.nestedparquet.internal.truth;

import static org.apache.arrow.memory.util.MemoryUtil.getByte;
import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;

import org.apache.arrow.memory.util.Float16;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;

/**
 * Reads the numbers of some of 64 slots: integers as they are, floating point as the bits of
 * doubles.
 */
enum NumberReader {
  INT8(1),
  UINT8(1),
  INT16(2),
  UINT16(2),
  INT32(4),
  UINT32(4),
  INT64(8),
  FLOAT16(2),
  FLOAT32(4);

  private static final long UNSIGNED_INT = 0xFFFF_FFFFL;

  private final int width;

  NumberReader(int width) {
    this.width = width;
  }

  /** Reader of a type's numbers. */
  static NumberReader of(ArrowType type) {
    if (type instanceof ArrowType.Int number) {
      return switch (number.getBitWidth()) {
        case 8 -> number.getIsSigned() ? INT8 : UINT8;
        case 16 -> number.getIsSigned() ? INT16 : UINT16;
        case 32 -> number.getIsSigned() ? INT32 : UINT32;
        default -> INT64;
      };
    } else if (type instanceof ArrowType.FloatingPoint floating) {
      FloatingPointPrecision precision = floating.getPrecision();
      return precision == FloatingPointPrecision.HALF
          ? FLOAT16
          : precision == FloatingPointPrecision.SINGLE ? FLOAT32 : INT64;
    } else if (type instanceof ArrowType.Date) {
      return INT32;
    }
    return type instanceof ArrowType.Time time && time.getBitWidth() == Integer.SIZE
        ? INT32
        : INT64;
  }

  /**
   * Reads numbers.
   *
   * @param address address of the first of 64 slots
   * @param slots slots to read, counted from there
   * @param to where the numbers go, one after the other
   */
  void read(long address, int[] slots, int count, long[] to) {
    switch (this) {
      case INT8 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getByte(address + slots[i]);
        }
      }
      case UINT8 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getByte(address + slots[i]) & 0xFF;
        }
      }
      case INT16 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getShort(address + ((long) slots[i] << 1));
        }
      }
      case UINT16 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getShort(address + ((long) slots[i] << 1)) & 0xFFFF;
        }
      }
      case INT32 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getInt(address + ((long) slots[i] << 2));
        }
      }
      case UINT32 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getInt(address + ((long) slots[i] << 2)) & UNSIGNED_INT;
        }
      }
      case INT64 -> {
        for (int i = 0; i < count; i++) {
          to[i] = getLong(address + ((long) slots[i] << 3));
        }
      }
      case FLOAT16 -> {
        for (int i = 0; i < count; i++) {
          short half = getShort(address + ((long) slots[i] << 1));
          to[i] = Double.doubleToRawLongBits(Float16.toFloat(half));
        }
      }
      case FLOAT32 -> {
        for (int i = 0; i < count; i++) {
          float single = Float.intBitsToFloat(getInt(address + ((long) slots[i] << 2)));
          to[i] = Double.doubleToRawLongBits(single);
        }
      }
    }
  }

  /** Address of a slot. */
  long at(long address, int slot) {
    return address + (long) slot * width;
  }
}
