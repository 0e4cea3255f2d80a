package dev.nestedparquet.cli;

import dev.nestedparquet.internal.Threads;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.function.LongSupplier;
import me.tongfei.progressbar.ConsoleProgressBarConsumer;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Shows how far a run has come: as a bar if stderr is a terminal, else as a log line now and then.
 *
 * <p><em>Threading:</em> a daemon thread polls the run; {@link #close} joins it.
 */
final class ProgressDisplay implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(ProgressDisplay.class);

  /** Time before the first display. A shorter run shows nothing, and loads no classes for it. */
  private static final long DELAY_MILLIS = 400;

  private static final int DEFAULT_WIDTH = 80;

  private static final long BAR_INTERVAL_MILLIS = 100;
  private static final long LOG_INTERVAL_MILLIS = 5_000;

  private final String task;
  private final LongSupplier done;
  private final long total;
  private final Thread thread;

  private ProgressDisplay(String task, LongSupplier done, long total) {
    this.task = task;
    this.done = done;
    this.total = total;
    thread = new Thread(isTerminal() ? this::showBar : this::log, "progress");
    thread.setDaemon(true);
  }

  /**
   * Starts to show progress.
   *
   * @param task label of the bar
   * @param done tells how many rows are done, on any thread
   * @param total number of rows to do
   * @param wanted whether to show anything
   */
  static ProgressDisplay start(String task, LongSupplier done, long total, boolean wanted) {
    ProgressDisplay display = new ProgressDisplay(task, done, total);
    if (wanted) {
      display.thread.start();
    }
    return display;
  }

  /** Tells whether stderr is a terminal. The JDK knows this of stdin and stdout only. */
  private static boolean isTerminal() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/2")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException | UnsupportedOperationException e) {
      return false; // No /proc here; log lines suit any output.
    }
  }

  private void showBar() {
    try {
      Thread.sleep(DELAY_MILLIS);
      try (ProgressBar bar =
          new ProgressBarBuilder()
              .setTaskName(task)
              .setInitialMax(total)
              .setRenderer(new RowsBar())
              .setUpdateIntervalMillis((int) BAR_INTERVAL_MILLIS)
              .startsFrom(0, Duration.ofMillis(DELAY_MILLIS))
              .setConsumer(new ConsoleProgressBarConsumer(System.err, terminalWidth() - 1))
              .build()) {
        try {
          while (true) {
            bar.stepTo(done.getAsLong());
            Thread.sleep(BAR_INTERVAL_MILLIS);
          }
        } finally {
          bar.stepTo(done.getAsLong());
        }
      }
    } catch (InterruptedException e) {
      // The run has ended.
    }
  }

  /**
   * Width of the terminal in characters, from {@code stty}. The bar's library would look it up by
   * JLine, which resets the handlers of SIGINT and SIGHUP: Ctrl-C would then kill this process
   * without any shutdown hook.
   */
  private static int terminalWidth() throws InterruptedException {
    try {
      Process stty =
          new ProcessBuilder("stty", "size").redirectInput(new File("/dev/stderr")).start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (stty.waitFor() == 0) {
        int columns = Integer.parseInt(size.strip().split(" ", 2)[1]);
        return columns > 0 ? columns : DEFAULT_WIDTH;
      }
    } catch (IOException | RuntimeException e) {
      // No stty here, or it sees no terminal.
    }
    return DEFAULT_WIDTH;
  }

  private void log() {
    long start = System.nanoTime();
    try {
      while (true) {
        Thread.sleep(LOG_INTERVAL_MILLIS);
        long rows = done.getAsLong();
        double rate = rows / ((System.nanoTime() - start) / 1e9);
        LOG.info(
            String.format(
                Locale.ROOT,
                "%,d of %,d rows (%d %%), %s, %s left",
                rows,
                total,
                rows * 100 / total,
                RowsBar.rate(rate),
                timeLeft(rows, rate)));
      }
    } catch (InterruptedException e) {
      // The run has ended.
    }
  }

  private String timeLeft(long rows, double rate) {
    return rows == 0 ? "unknown time" : Math.round((total - rows) / rate) + " s";
  }

  @Override
  public void close() {
    thread.interrupt();
    Threads.joinUninterruptibly(thread);
  }
}
