package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.OptionalLibrary;
import io.netty.util.internal.OutOfDirectMemoryError;
import io.netty.util.internal.PlatformDependent;

/**
 * Tells of the direct memory that Netty's allocator takes, if it is there. Arrow's other allocator
 * takes memory from the system, which has no limit of the JVM's.
 */
final class DirectMemory {
  private static final boolean IS_NETTYS = OptionalLibrary.NETTY.isThere();

  private DirectMemory() {}

  /** Most bytes that the JVM may use; {@link Long#MAX_VALUE} if Netty doesn't limit them. */
  static long mostBytes() {
    return IS_NETTYS ? Netty.mostBytes() : Long.MAX_VALUE;
  }

  /** Bytes in use; 0 if Netty isn't there to count them. */
  static long usedBytes() {
    return IS_NETTYS ? Netty.usedBytes() : 0;
  }

  /** Whether a failure says that there is no more of it. */
  static boolean isExhausted(Throwable failure) {
    return IS_NETTYS && Netty.isExhausted(failure);
  }

  /** Names Netty's classes, and so is loaded only if they are there. */
  private static final class Netty {
    static long mostBytes() {
      return PlatformDependent.maxDirectMemory();
    }

    static long usedBytes() {
      return PlatformDependent.usedDirectMemory();
    }

    static boolean isExhausted(Throwable failure) {
      return failure instanceof OutOfDirectMemoryError;
    }
  }
}
