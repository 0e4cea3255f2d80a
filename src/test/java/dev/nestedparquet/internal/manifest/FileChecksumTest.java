package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FileChecksumTest {
  @TempDir private Path directory;

  private String crc32(byte[] content) throws IOException {
    return FileChecksum.crc32(Files.write(directory.resolve("file"), content));
  }

  /** The check value of CRC-32/ISO-HDLC, and what gzip says of nothing. */
  @Test
  void isThatOfGzip() throws IOException {
    assertThat(crc32("123456789".getBytes(StandardCharsets.US_ASCII))).isEqualTo("cbf43926");
    assertThat(crc32(new byte[0])).isEqualTo("00000000");
  }

  @Test
  void sumsUpFilesOfAnyLength() throws IOException {
    byte[] bytes = new byte[200_001];
    Arrays.fill(bytes, (byte) 'a');
    assertThat(crc32(bytes)).isEqualTo("8f8a9ddc");
    bytes[200_000] = 'b';
    assertThat(crc32(bytes)).isEqualTo("1683cc66");
  }
}
