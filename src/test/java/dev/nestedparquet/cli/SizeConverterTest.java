package dev.nestedparquet.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SizeConverterTest {
  @ParameterizedTest
  @CsvSource({
    "65536, 65536",
    "65_536B, 65536",
    "64KiB, 65536",
    "64kiB, 65536",
    "64kB, 64000",
    "64KB, 64000",
    "1.5kB, 1500",
    "0.5KiB, 512",
    "128MiB, 134217728",
    "5MB, 5000000",
    "1GiB, 1073741824",
    "1GB, 1000000000",
    "2TiB, 2199023255552",
    "2TB, 2000000000000"
  })
  void readsSizesOfAllUnits(String text, long bytes) {
    assertThat(new SizeConverter().convert(text)).isEqualTo(bytes);
  }
}
