package dev.nestedparquet.internal.verify.compare;

import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.util.ByteFunctionHelpers;
import org.apache.arrow.vector.BitVectorHelper;

/** Compares ranges of Arrow buffers. */
final class Buffers {
  private Buffers() {}

  static boolean sameBytes(ArrowBuf e, long eStart, ArrowBuf f, long fStart, long bytes) {
    return ByteFunctionHelpers.equal(e, eStart, eStart + bytes, f, fStart, fStart + bytes) == 1;
  }

  /** Compares bits, in each buffer from a position of its own on. */
  static boolean sameBits(ArrowBuf e, int eStart, ArrowBuf f, int fStart, int bits) {
    int done = 0;
    if (((eStart | fStart) & 7) == 0) {
      if (!sameBytes(e, eStart >> 3, f, fStart >> 3, bits >> 3)) {
        return false;
      }
      done = bits & ~7;
    }
    for (int i = done; i < bits; i++) {
      if (BitVectorHelper.get(e, eStart + i) != BitVectorHelper.get(f, fStart + i)) {
        return false;
      }
    }
    return true;
  }
}
