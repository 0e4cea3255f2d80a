package dev.nestedparquet.cli;

/** Signals that ask a process to end. */
enum Signal {
  HUP(1),
  INT(2),
  TERM(15);

  private final int number;

  Signal(int number) {
    this.number = number;
  }

  /** What a shell shows for a process that such a signal ended. */
  int exitCode() {
    return 128 + number;
  }
}
