package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

final class CompressionTest {
  @Example
  void namesAreTakenAsTheOptionHasThem() {
    assertThat(Compression.parse("none")).isEqualTo(Compression.NONE);
    assertThat(Compression.parse("snappy")).isEqualTo(Compression.SNAPPY);
    assertThat(Compression.parse("lz4")).isEqualTo(Compression.LZ4);
    assertThat(Compression.parse("zstd"))
        .isEqualTo(Compression.zstd(Compression.DEFAULT_ZSTD_LEVEL));
  }

  @Example
  void namesAreTakenInUpperCaseToo() {
    assertThat(Compression.parse("Snappy")).isEqualTo(Compression.SNAPPY);
    assertThat(Compression.parse("ZSTD:3")).isEqualTo(Compression.zstd(3));
  }

  @Property
  void everyLevelOfZstdIsTakenAndPrintedAsItWasGiven(@ForAll @IntRange(min = 1, max = 22) int n) {
    Compression compression = Compression.parse("zstd:" + n);
    assertThat(compression).isEqualTo(Compression.zstd(n));
    assertThat(compression).hasToString("zstd:" + n);
  }

  @Example
  void anythingElseIsRefusedWithWhatIsAllowed() {
    for (String text :
        new String[] {"", "gzip", "zstd:", "zstd:0", "zstd:23", "zstd:+3", "zstd:1 "}) {
      assertThatThrownBy(() -> Compression.parse(text))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "compression: '%s' is not none, snappy, lz4 or zstd[:LEVEL] with a level of 1 to 22",
              text);
    }
  }

  @Example
  void aLevelThatTheMethodDoesNotHaveIsRefused() {
    assertThatThrownBy(() -> Compression.zstd(23))
        .hasMessage("compression: level 23 of ZSTD is not between 1 and 22");
    assertThatThrownBy(() -> new Compression(Compression.Method.LZ4, 1))
        .hasMessage("compression: level 1 of LZ4 is not between 0 and 0");
  }
}
