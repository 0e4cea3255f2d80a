package dev.nestedparquet.cli;

import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;

/**
 * A process of the program. It never outlives {@link #close}, and a wait never outlives its
 * deadline: what still runs then has its threads dumped and is killed.
 */
final class RunningCommand implements AutoCloseable {
  /** Far more than any run of these tests takes on a busy machine: what takes this long hangs. */
  private static final Duration PATIENCE = Duration.ofMinutes(4);

  /** What a run logs every five seconds, which any may take on a busy machine. */
  private static final Pattern PROGRESS =
      Pattern.compile("(?m)^INFO [\\d,]+ of [\\d,]+ rows .* left\n");

  private static final long POLL_MILLIS = 1;

  /**
   * How a process ended.
   *
   * @param exitCode its exit code; 128 and the signal's number if a signal ended it
   * @param out what it wrote to stdout
   * @param err what it wrote to stderr, without the lines that tell of progress
   */
  record Outcome(int exitCode, String out, String err) {
    List<String> errLines() {
      return err.lines().toList();
    }
  }

  private final Process process;
  private final Path out;
  private final Path err;

  private RunningCommand(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static RunningCommand start(ProcessBuilder builder, Path logs) throws IOException {
    Path out = logs.resolve("stdout");
    Path err = logs.resolve("stderr");
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    return new RunningCommand(builder.start(), out, err);
  }

  /** Waits until something is true; fails if the process ends before it is. */
  void awaitThat(String what, Callable<Boolean> condition) throws Exception {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (!condition.call()) {
      if (process.waitFor(POLL_MILLIS, MILLISECONDS)) {
        throw new AssertionError("ended before " + what + ": " + outcome());
      }
      if (System.nanoTime() > deadline) {
        throw hung("waiting until " + what);
      }
    }
  }

  /** Lets it run on for so long, or to its end if that comes sooner. */
  void runFor(Duration duration) throws InterruptedException {
    boolean unused = process.waitFor(duration.toNanos(), NANOSECONDS);
  }

  long pid() {
    return process.pid();
  }

  boolean isRunning() {
    return process.isAlive();
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  /** Types keys at the program's terminal. */
  void type(String keys) throws IOException {
    process.outputWriter().write(keys);
    process.outputWriter().flush();
  }

  /** Sends a signal by the shell's own {@code kill}; not every machine has the program. */
  void signal(String name) throws IOException, InterruptedException {
    new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid())
        .redirectErrorStream(true)
        .start()
        .waitFor();
  }

  Outcome await() throws IOException, InterruptedException {
    return await(PATIENCE);
  }

  /** Waits for the end; fails, with a thread dump, if it doesn't come in time. */
  Outcome await(Duration patience) throws IOException, InterruptedException {
    if (!process.waitFor(patience.toNanos(), NANOSECONDS)) {
      throw hung("still running after " + patience);
    }
    return outcome();
  }

  private Outcome outcome() throws IOException {
    return new Outcome(process.exitValue(), out(), PROGRESS.matcher(err()).replaceAll(""));
  }

  private AssertionError hung(String why) throws IOException, InterruptedException {
    signal("QUIT");
    process.waitFor(10, SECONDS);
    String dump = "stdout and threads:\n" + out() + "\nstderr:\n" + err();
    close();
    return new AssertionError(why + "; " + dump);
  }

  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    process.onExit().join();
  }
}
