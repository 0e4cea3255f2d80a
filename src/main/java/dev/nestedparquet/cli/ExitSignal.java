package dev.nestedparquet.cli;

import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jline.utils.Signals;

/**
 * Knows which signal ends the process, and the exit code that it stands for. The JVM ends the
 * process for a signal, but tells nobody which one it was.
 *
 * <p><em>Threading:</em> any thread.
 */
final class ExitSignal {
  /** Numbers of the signals that ask a process to end, by name. */
  static final Map<String, Integer> NUMBERS = Map.of("HUP", 1, "INT", 2, "TERM", 15);

  private static final int SIGNALLED = 128;

  /** Number of the first signal that came; 0 if none has. */
  private static final AtomicInteger CAUGHT = new AtomicInteger();

  private ExitSignal() {}

  /** Notes signals from here on; each ends the process as it would have done anyway. */
  static void watch() {
    NUMBERS.forEach(
        (name, number) ->
            Signals.register(
                name,
                () -> {
                  note(number);
                  System.exit(code());
                }));
  }

  /** Notes a signal, unless another one came before. */
  static void note(int number) {
    CAUGHT.compareAndSet(0, number);
  }

  /** Exit code that the noted signal stands for; that of SIGINT if none was noted. */
  static int code() {
    int number = CAUGHT.get();
    return number == 0 ? NestedParquet.INTERRUPTED : SIGNALLED + number;
  }
}
