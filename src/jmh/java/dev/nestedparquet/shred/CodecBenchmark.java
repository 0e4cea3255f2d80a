package dev.nestedparquet.shred;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openjdk.jmh.annotations.Benchmark;
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

/** Microseconds that a codec takes for the names or numbers of 32,768 contacts as a PLAIN page. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(2)
public class CodecBenchmark {
  @Param({"name", "number"})
  private String column;

  @Param({"none", "snappy", "lz4", "zstd:1", "zstd:3"})
  private String compression;

  private BufferAllocator allocator;
  private ContactPages contacts;
  private GrowableBuffer page;
  private GrowableBuffer target;
  private PageCodec codec;

  @Setup
  public void start() throws IOException {
    allocator = new RootAllocator();
    contacts = new ContactPages(allocator, column);
    page = contacts.plain();
    target = new GrowableBuffer(allocator);
    codec = Compression.parse(compression).newCodec();
    compress();
    checkCompressed();
  }

  /** parquet-java makes the page of it again, before any of this is timed. */
  private void checkCompressed() throws IOException {
    CodecFactory codecs = new CodecFactory(new Configuration(false), 0);
    BytesInput decompressed =
        codecs
            .getDecompressor(CompressionCodecName.valueOf(codec.codec().name()))
            .decompress(BytesInput.from(target.borrowBytes()), (int) page.size());
    if (!ByteBuffer.wrap(decompressed.toInputStream().readAllBytes()).equals(page.borrowBytes())) {
      throw new IllegalStateException("another page comes back from " + compression);
    }
    codecs.release();
  }

  @Benchmark
  public long compress() {
    target.clear();
    codec.compress(page.address(), (int) page.size(), target);
    return target.size();
  }

  @TearDown
  public void end() {
    codec.close();
    target.close();
    contacts.close();
    allocator.close();
  }
}
