package dev.nestedparquet.internal.schema.draw;

/** What a node draws for. Draws for different purposes have nothing in common. */
public enum Purpose {
  NULL(1),
  PRESENCE(2),
  LENGTH(3),
  VALUE(4),
  EDGE_CASE(5),
  LET(6),
  ORDER(7),
  NULL_RUNS(8),
  LENGTH_RUNS(9),
  VALUE_RUNS(10);

  private final int number;

  Purpose(int number) {
    this.number = number;
  }

  /** Number in keys; part of the format. */
  int number() {
    return number;
  }
}
