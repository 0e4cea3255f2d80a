package dev.nestedparquet.shred;

import dev.nestedparquet.shred.fixtures.ContactPages;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Something done with the names or numbers of 32,768 contacts, in microseconds.
 *
 * <p><em>Life cycle:</em> {@link #open} &gt; benchmarks &gt; {@link #check} &gt; {@link #close}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public abstract class ContactColumnBenchmark {
  @Param({"name", "number"})
  String column;

  BufferAllocator allocator;
  ContactPages contacts;

  @Setup
  public final void start() {
    allocator = new RootAllocator();
    contacts = new ContactPages(allocator, column);
    open();
  }

  /** Makes what is measured. */
  abstract void open();

  /** Throws if parquet-java finds anything else in what was made than what was given. */
  abstract void check() throws IOException;

  abstract void close();

  @TearDown
  public final void end() throws IOException {
    check();
    close();
    contacts.close();
    allocator.close();
  }
}
