package dev.nestedparquet.internal.preset;

import java.nio.charset.StandardCharsets;

/**
 * A text in UTF-8, with the number of its characters that take 1, 2, 3 and 4 bytes.
 *
 * @param utf8 bytes of the text
 * @param charactersByBytes at index n - 1, the number of characters of n bytes
 */
@SuppressWarnings("ArrayRecordComponent") // never compared, never handed out
record Text(byte[] utf8, int[] charactersByBytes) {
  static Text of(String text) {
    int[] characters = new int[4];
    text.codePoints().forEach(character -> characters[utf8Bytes(character) - 1]++);
    return new Text(text.getBytes(StandardCharsets.UTF_8), characters);
  }

  private static int utf8Bytes(int character) {
    if (character < 0x80) {
      return 1;
    } else if (character < 0x800) {
      return 2;
    }
    return character < 0x10000 ? 3 : 4;
  }
}
