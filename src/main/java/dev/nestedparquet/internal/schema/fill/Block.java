package dev.nestedparquet.internal.schema.fill;

/** A part of the program that runs once for each block of rows. */
interface Block {
  void run();
}
