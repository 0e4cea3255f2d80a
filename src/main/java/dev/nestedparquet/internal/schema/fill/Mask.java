package dev.nestedparquet.internal.schema.fill;

/** Tells which slots have a parent that is there: only these can have a value. */
@FunctionalInterface
interface Mask {
  /** Bit i tells it of slot i; bits beyond the last slot are 0. Valid for the block. */
  long[] bits();
}
