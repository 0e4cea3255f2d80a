package dev.nestedparquet.shred.internal.statistics;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/**
 * Makes short bounds of long byte arrays, in the order of unsigned bytes. Bounds of text are whole
 * characters in UTF-8, since readers decode them.
 */
public final class BoundTruncation {
  private BoundTruncation() {}

  /**
   * Makes a lower bound.
   *
   * @param value a value longer than {@code mostBytes}
   */
  static byte[] below(byte[] value, int mostBytes, boolean isText) {
    return Arrays.copyOf(value, isText ? wholeCharacters(value, mostBytes) : mostBytes);
  }

  /**
   * Makes an upper bound.
   *
   * @param value a value longer than {@code mostBytes}
   * @return null if no array of so many bytes is above everything that begins as the value does
   */
  static byte[] above(byte[] value, int mostBytes, boolean isText) {
    byte[] cut = below(value, mostBytes, isText);
    return isText ? textAbove(cut) : bytesAbove(cut);
  }

  /** Length, in bytes, of the longest beginning of whole characters. */
  private static int wholeCharacters(byte[] text, int mostBytes) {
    int end = mostBytes;
    while (end > 0 && isContinuation(text[end])) {
      end--;
    }
    return end;
  }

  /** Whether a byte is one of a character, but not its first. */
  private static boolean isContinuation(byte unit) {
    return (unit & 0xC0) == 0x80;
  }

  /** The shortest array above everything that begins with these bytes; null if nothing is. */
  private static byte[] bytesAbove(byte[] bytes) {
    for (int end = bytes.length; end > 0; end--) {
      if (bytes[end - 1] != (byte) 0xFF) {
        byte[] above = Arrays.copyOf(bytes, end);
        above[end - 1]++;
        return above;
      }
    }
    return null;
  }

  /**
   * The shortest text above everything that begins with this text, by replacing the last character
   * that has a next one of as many bytes; null if there is none.
   */
  private static byte[] textAbove(byte[] text) {
    for (int end = text.length; end > 0; ) {
      int start = end - 1;
      while (start > 0 && isContinuation(text[start])) {
        start--;
      }
      byte[] next = nextCharacter(text, start, end);
      if (next.length == end - start) {
        byte[] above = Arrays.copyOf(text, end);
        System.arraycopy(next, 0, above, start, next.length);
        if (Arrays.compareUnsigned(above, text) > 0) { // Not so if the text was no valid UTF-8.
          return above;
        }
      }
      end = start;
    }
    return null;
  }

  /** The bytes of the next character; empty if there is no next one. */
  private static byte[] nextCharacter(byte[] text, int start, int end) {
    int next = new String(text, start, end - start, UTF_8).codePointAt(0) + 1;
    if (next == Character.MIN_SURROGATE) {
      next = Character.MAX_SURROGATE + 1;
    }
    return next <= Character.MAX_CODE_POINT
        ? Character.toString(next).getBytes(UTF_8)
        : new byte[0];
  }
}
