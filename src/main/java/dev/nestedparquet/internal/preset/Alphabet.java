package dev.nestedparquet.internal.preset;

import org.apache.arrow.memory.ArrowBuf;

/**
 * A range of characters whose UTF-8 forms have the same length, to write long texts with.
 *
 * @param bytes UTF-8 bytes of each character
 * @param first its first character
 * @param size how many there are
 */
record Alphabet(int bytes, int first, int size) {
  /** Small letters of English and Russian, Han, emoticons: by their bytes, from 1 to 4. */
  private static final Alphabet[] BY_BYTES = {
    new Alphabet(1, 'a', 26),
    new Alphabet(2, 0x430, 32),
    new Alphabet(3, 0x4E00, 20_000),
    new Alphabet(4, 0x1F600, 80),
  };

  /** Fills up what is too short for a whole character. */
  static final char FILL = '.';

  static Alphabet ofBytes(int bytes) {
    return BY_BYTES[bytes - 1];
  }

  /**
   * Writes characters one after the other, starting over after the last one, and full stops where
   * no more fits.
   *
   * @param start which character is the first
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
   * As RFC 3629 has it: the lead byte says how many bytes there are, 6 bits in each that follows.
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
