package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Texts to choose from, as bytes. Texts of up to 15 bytes are stored by two 8-byte stores without a
 * branch: each is two words, the last byte of which is its length. Immutable.
 */
final class TextTable {
  private static final int WORDS = 2;
  private static final int SHORT_BYTES = WORDS * Long.BYTES - 1;
  private static final int LENGTH_SHIFT = 56;

  private final byte[] data;
  private final int[] starts;
  private final int longest;

  /** Two words for each text; null if some are longer. */
  private final long[] shorts;

  TextTable(List<byte[]> texts) {
    starts = new int[texts.size() + 1];
    int most = 0;
    for (int i = 0; i < texts.size(); i++) {
      starts[i + 1] = Math.addExact(starts[i], texts.get(i).length);
      most = Math.max(most, texts.get(i).length);
    }
    longest = most;
    data = new byte[starts[texts.size()]];
    for (int i = 0; i < texts.size(); i++) {
      System.arraycopy(texts.get(i), 0, data, starts[i], texts.get(i).length);
    }
    shorts = most <= SHORT_BYTES ? shorts(texts) : null;
  }

  private static long[] shorts(List<byte[]> texts) {
    byte[] words = new byte[texts.size() * WORDS * Long.BYTES];
    int start = 0;
    for (byte[] text : texts) {
      System.arraycopy(text, 0, words, start, text.length);
      words[start + SHORT_BYTES] = (byte) text.length;
      start += WORDS * Long.BYTES;
    }
    long[] shorts = new long[texts.size() * WORDS];
    ByteBuffer.wrap(words).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer().get(shorts);
    return shorts;
  }

  /** The same texts, each behind another. */
  TextTable behind(byte[] prefix) {
    if (prefix.length == 0) {
      return this;
    }
    List<byte[]> texts = new ArrayList<>(size());
    for (int i = 0; i < size(); i++) {
      byte[] text = Arrays.copyOf(prefix, prefix.length + length(i));
      System.arraycopy(data, starts[i], text, prefix.length, length(i));
      texts.add(text);
    }
    return new TextTable(texts);
  }

  int size() {
    return starts.length - 1;
  }

  int longest() {
    return longest;
  }

  int length(int text) {
    return starts[text + 1] - starts[text];
  }

  byte[] bytes(int text) {
    return Arrays.copyOfRange(data, starts[text], starts[text + 1]);
  }

  /** Two words of each text, if all are short; not to be changed. */
  long[] borrowShorts() {
    return shorts;
  }

  /** Length of a short text, by its second word. */
  static int lengthOf(long secondWord) {
    return (int) (secondWord >>> LENGTH_SHIFT);
  }

  /**
   * Writes a text. May store up to 16 bytes in all, however short it is.
   *
   * @return address behind its last byte
   */
  long put(long to, int text) {
    if (shorts != null) {
      long second = shorts[2 * text + 1];
      putLong(to, shorts[2 * text]);
      putLong(to + Long.BYTES, second);
      return to + lengthOf(second);
    }
    int length = length(text);
    MemoryUtil.copyToMemory(data, starts[text], to, length);
    return to + length;
  }
}
