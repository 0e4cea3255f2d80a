package dev.nestedparquet.internal.preset;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A range of characters whose UTF-8 forms have the same length. Long texts are made of it.
 *
 * @param bytes number of UTF-8 bytes of each character
 * @param first code point of its first character
 * @param size number of characters
 */
record Alphabet(int bytes, int first, int size) {
  /**
   * Small letters of English and of Russian, Han characters, and emoticons: characters of 1, 2, 3
   * and 4 bytes.
   */
  private static final Alphabet[] BY_BYTES = {
    new Alphabet(1, 'a', 26),
    new Alphabet(2, 0x430, 32),
    new Alphabet(3, 0x4E00, 20_000),
    new Alphabet(4, 0x1F600, 80),
  };

  /** Character that fills the end of a text, where there is no room for a whole character. */
  static final char FILL = '.';

  static Alphabet ofBytes(int bytes) {
    return BY_BYTES[bytes - 1];
  }

  /**
   * Writes characters one after the other, starting over after the last one of the alphabet, and
   * full stops where no further character fits.
   *
   * @param start index in the alphabet of the first character to write
   * @param length bytes to write, no more and no fewer
   */
  void write(ArrowBuf buffer, long index, int start, int length) {
    long at = index;
    int letter = start;
    for (int i = length / bytes; i > 0; i--) {
      writeCharacter(buffer, at, first + letter);
      at += bytes;
      letter = letter + 1 == size ? 0 : letter + 1;
    }
    while (at < index + length) {
      buffer.setByte(at++, FILL);
    }
  }

  /**
   * Writes a character in UTF-8 (RFC 3629): the lead byte says how many bytes there are, and each
   * byte that follows has 6 bits.
   */
  private void writeCharacter(ArrowBuf buffer, long at, int character) {
    if (bytes == 1) {
      buffer.setByte(at, character);
      return;
    }
    int left = character;
    for (int i = bytes - 1; i > 0; i--) {
      buffer.setByte(at + i, 0x80 | (left & 0x3F));
      left >>= 6;
    }
    buffer.setByte(at, (0xF00 >> bytes & 0xFF) | left);
  }
}
