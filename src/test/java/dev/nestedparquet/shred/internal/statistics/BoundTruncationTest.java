package dev.nestedparquet.shred.internal.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Long values are cut to bounds; that these are bounds at all is in {@link BytesMinMaxTest}. */
final class BoundTruncationTest {
  private static final int MOST = 64;

  private static byte[] utf8(String text) {
    return text.getBytes(UTF_8);
  }

  @Test
  void textIsCutBetweenCharacters() {
    byte[] text = utf8("p" + "ä".repeat(50_000));
    assertThat(BoundTruncation.below(text, MOST, /* isText= */ true))
        .isEqualTo(utf8("p" + "ä".repeat(31)));
    assertThat(BoundTruncation.above(text, MOST, /* isText= */ true))
        .isEqualTo(utf8("p" + "ä".repeat(30) + "å"));
  }

  @Test
  void bytesAreCutAnywhere() {
    byte[] bytes = utf8("p" + "ä".repeat(50_000));
    byte[] cut = Arrays.copyOf(bytes, MOST);
    assertThat(BoundTruncation.below(bytes, MOST, /* isText= */ false)).isEqualTo(cut);
    cut[MOST - 1]++;
    assertThat(BoundTruncation.above(bytes, MOST, /* isText= */ false)).isEqualTo(cut);
  }

  @Test
  void theCharacterBeforeThoseThatAreLastOfTheirLengthIsRaised() {
    String last = "\uFFFF".repeat(20) + Character.toString(0x10FFFF).repeat(20);
    assertThat(BoundTruncation.above(utf8("a" + last), MOST, /* isText= */ true))
        .isEqualTo(utf8("b"));
  }

  @Test
  void surrogatesAreNoCharacters() {
    byte[] text = utf8("\uD7FF".repeat(30));
    assertThat(BoundTruncation.above(text, MOST, /* isText= */ true))
        .isEqualTo(utf8("\uD7FF".repeat(20) + "\uE000"));
  }

  @Test
  void bytesThatNothingIsAboveHaveNoUpperBound() {
    byte[] most = new byte[100_000];
    Arrays.fill(most, (byte) 0xFF);
    assertThat(BoundTruncation.above(most, MOST, /* isText= */ false)).isNull();
    assertThat(BoundTruncation.below(most, MOST, /* isText= */ false))
        .isEqualTo(Arrays.copyOf(most, MOST));
    most[3] = 7;
    assertThat(BoundTruncation.above(most, MOST, /* isText= */ false))
        .isEqualTo(new byte[] {-1, -1, -1, 8});
  }

  @Test
  void textThatNothingIsAboveHasNoUpperBound() {
    byte[] most = utf8(Character.toString(0x10FFFF).repeat(20));
    assertThat(BoundTruncation.above(most, MOST, /* isText= */ true)).isNull();
  }
}
