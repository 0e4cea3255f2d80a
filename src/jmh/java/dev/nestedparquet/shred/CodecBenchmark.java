package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.IOException;
import java.nio.ByteBuffer;
import org.apache.hadoop.conf.Configuration;
import org.apache.parquet.bytes.BytesInput;
import org.apache.parquet.hadoop.CodecFactory;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;

/** Compressing a PLAIN page. */
public class CodecBenchmark extends ContactColumnBenchmark {
  @Param({"none", "snappy", "lz4", "zstd:1", "zstd:3"})
  private String compression;

  private GrowableBuffer page;
  private GrowableBuffer target;
  private PageCodec codec;

  @Override
  void open() {
    page = contacts.plain();
    target = new GrowableBuffer(allocator);
    codec = Compression.parse(compression).newCodec();
  }

  @Benchmark
  public long compress() {
    target.clear();
    codec.compress(page.address(), (int) page.size(), target);
    return target.size();
  }

  /** parquet-java makes the page of it again. */
  @Override
  void check() throws IOException {
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

  @Override
  void close() {
    codec.close();
    target.close();
  }
}
