package dev.nestedparquet.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.jline.utils.Signals;

/**
 * Cancels the run when a signal comes that would end the process. The process ends when the run has
 * ended, with the exit code that the signal stands for.
 *
 * <p>The JVM's own handler would begin the shutdown at once, and shutdown hooks would run while the
 * run is still ending. A hook of Arrow's ends its S3 subsystem, and writes that go on would wait
 * for ever. A run that is past cancelling ends as if there had been no signal: its published files
 * stay.
 *
 * <p>A second signal, and a run that doesn't end in time, are left to the JVM's shutdown. A signal
 * that the process was told to ignore, as by nohup, stays ignored.
 *
 * <p><em>Threading:</em> the JVM starts a thread for each signal that comes.
 */
final class CancelOnSignal implements AutoCloseable {
  private final Runnable cancel;
  private final long patienceMillis;

  /** Told the message and the exit code of a process that ends before the run does. */
  private final BiConsumer<String, Integer> onGivingUp;

  private final CountDownLatch ended = new CountDownLatch(1);

  /**
   * Handlers that were there before, by signal; empty once they are installed again. Guarded by
   * itself.
   */
  private final Map<String, Object> handlers = new LinkedHashMap<>();

  private CancelOnSignal(
      Runnable cancel, long patienceMillis, BiConsumer<String, Integer> onGivingUp) {
    this.cancel = cancel;
    this.patienceMillis = patienceMillis;
    this.onGivingUp = onGivingUp;
  }

  /**
   * Handles signals from here to {@link #close}.
   *
   * @param cancel makes the run end soon
   * @param patienceMillis milliseconds that the run may take to end
   * @param onGivingUp told the message and the exit code if the run takes longer; then the process
   *     ends
   */
  static CancelOnSignal install(
      Runnable cancel, long patienceMillis, BiConsumer<String, Integer> onGivingUp) {
    CancelOnSignal signals = new CancelOnSignal(cancel, patienceMillis, onGivingUp);
    synchronized (signals.handlers) {
      ExitSignal.NUMBERS.forEach(
          (name, number) -> {
            Object before = Signals.register(name, () -> signals.handle(number));
            if (before != null) { // Otherwise this JVM leaves signals alone (-Xrs).
              signals.handlers.put(name, before);
            }
          });
    }
    return signals;
  }

  private void handle(int number) {
    ExitSignal.note(number);
    restoreHandlers();
    cancel.run();
    boolean inTime = false;
    try {
      inTime = ended.await(patienceMillis, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!inTime) {
      onGivingUp.accept(
          String.format(
              Locale.ROOT,
              "interrupted, but the run did not end within %,d ms; what it has staged may be left",
              patienceMillis),
          ExitSignal.code());
      LastWords.spoken();
      System.exit(ExitSignal.code());
    }
  }

  private void restoreHandlers() {
    synchronized (handlers) {
      handlers.forEach(Signals::unregister);
      handlers.clear();
    }
  }

  /** Gives signals back to the earlier handlers: the next one ends the process as usual. */
  @Override
  public void close() {
    restoreHandlers();
    ended.countDown();
  }
}
