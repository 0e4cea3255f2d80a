package dev.nestedparquet.shred.internal.file;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;

/** Makes the bytes of the format's Thrift structures. */
public final class Thrift {
  private Thrift() {}

  /** Writes a structure, as a method of {@code org.apache.parquet.format.Util} does. */
  @FunctionalInterface
  interface Writer<T> {
    void write(T structure, OutputStream target) throws IOException;
  }

  static <T> byte[] bytes(T structure, Writer<T> writer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      writer.write(structure, bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }
}
