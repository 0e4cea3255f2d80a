package dev.nestedparquet.internal.schema.fill;

import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import java.util.List;
import org.apache.arrow.memory.util.MemoryUtil;

/**
 * Texts that consist of pieces, one after the other. The values of all pieces are made for the
 * block, and then each text is written as a whole.
 */
final class TemplateKernel implements Kernel {
  /** What a piece is written from. */
  private static final int WORD = 0;

  private static final int NUMBER = 1;
  private static final int TEXT = 2;

  /** A piece: one of a table's texts, a number, or a text of a kernel. */
  static final class Piece {
    private final int kind;

    /** Null if the text is always the same. */
    private final Kernel kernel;

    private final TextTable texts;
    private final int width;
    private final Values values = new Values();

    private Piece(int kind, Kernel kernel, TextTable texts, int width) {
      this.kind = kind;
      this.kernel = kernel;
      this.texts = texts;
      this.width = width;
    }

    /** A text that is always the same. */
    static Piece literal(byte[] text) {
      return new Piece(WORD, null, new TextTable(List.of(text)), 0);
    }

    /** One of a table's texts, by a kernel's numbers. */
    static Piece word(Kernel numbers, TextTable texts) {
      return new Piece(WORD, numbers, texts, 0);
    }

    /** A number with zeros in front up to a width. */
    static Piece number(Kernel numbers, int width) {
      return new Piece(NUMBER, numbers, null, width);
    }

    /** A text of a kernel; {@code scratch} is where these texts go. */
    static Piece text(Kernel texts, Bytes scratch) {
      Piece piece = new Piece(TEXT, texts, null, 0);
      piece.values.text = scratch;
      return piece;
    }
  }

  private final Piece[] pieces;
  private final int[] kinds;
  private final long[][] numbers;
  private final long[][] shorts;

  /** Writes a number behind a text that is always the same; null if there are other pieces. */
  private final NumberedTexts numbered;

  TemplateKernel(List<Piece> pieces) {
    this.pieces = pieces.toArray(Piece[]::new);
    kinds = pieces.stream().mapToInt(piece -> piece.kind).toArray();
    numbers = new long[kinds.length][];
    shorts = new long[kinds.length][];
    for (int i = 0; i < kinds.length; i++) {
      shorts[i] = kinds[i] == WORD ? this.pieces[i].texts.borrowShorts() : null;
    }
    numbered = numbered();
  }

  private NumberedTexts numbered() {
    int last = pieces.length - 1;
    boolean isNumbered =
        (last == 0 || (last == 1 && pieces[0].kernel == null)) && kinds[last] == NUMBER;
    byte[] before = isNumbered && last == 1 ? pieces[0].texts.bytes(0) : new byte[0];
    return isNumbered ? new NumberedTexts(before, pieces[last].width) : null;
  }

  @Override
  public void fill(Slots at, long[] positions, Values out) {
    int count = at.count();
    long most = 0;
    for (int i = 0; i < pieces.length; i++) {
      most += fill(i, at, positions, out);
    }
    Bytes text = out.text;
    long address = text.reserve(most);
    long end;
    int[] ends = out.ends(count);
    long[] lastNumbers = numbers[numbers.length - 1];
    if (numbered != null && numbered.prepare(lastNumbers, count)) {
      end = numbered.put(lastNumbers, count, out.valid, address, address + text.used, ends);
    } else if (kinds.length == 2 && shorts[0] != null && shorts[1] != null) {
      end = putTwoWords(count, out.valid, address, address + text.used, ends);
    } else if (kinds.length == 2 && shorts[0] != null && kinds[1] == NUMBER) {
      end = putWordAndNumber(count, out.valid, address, address + text.used, ends);
    } else {
      end = putAll(count, out.valid, address, address + text.used, ends);
    }
    text.used = end - address;
  }

  private long putTwoWords(int count, long[] valid, long address, long start, int[] ends) {
    // C1 keeps locals in registers, but not fields.
    long[] firstWords = shorts[0];
    long[] secondWords = shorts[1];
    long[] first = numbers[0];
    long[] second = numbers[1];
    long to = start;
    for (int from = 0; from < count; from += Long.SIZE) {
      long there = valid[from >>> 6];
      int end = Math.min(count, from + Long.SIZE);
      for (int slot = from; slot < end; slot++, there >>>= 1) {
        int one = 2 * (int) first[slot];
        int other = 2 * (int) second[slot];
        long oneEnd = firstWords[one + 1];
        long otherEnd = secondWords[other + 1];
        long next = to + TextTable.lengthOf(oneEnd);
        putLong(to, firstWords[one]);
        putLong(to + 8, oneEnd);
        putLong(next, secondWords[other]);
        putLong(next + 8, otherEnd);
        to += (next + TextTable.lengthOf(otherEnd) - to) & -(there & 1);
        ends[slot] = (int) (to - address);
      }
    }
    return to;
  }

  private long putWordAndNumber(int count, long[] valid, long address, long start, int[] ends) {
    long[] words = shorts[0];
    long[] word = numbers[0];
    long[] number = numbers[1];
    int width = pieces[1].width;
    long to = start;
    for (int slot = 0; slot < count; slot++) {
      int at = 2 * (int) word[slot];
      long wordEnd = words[at + 1];
      putLong(to, words[at]);
      putLong(to + 8, wordEnd);
      long end = Digits.put(to + TextTable.lengthOf(wordEnd), number[slot], width);
      to += (end - to) & -((valid[slot >>> 6] >>> slot) & 1);
      ends[slot] = (int) (to - address);
    }
    return to;
  }

  private long putAll(int count, long[] valid, long address, long start, int[] ends) {
    int[] kinds = this.kinds;
    long to = start;
    for (int slot = 0; slot < count; slot++) {
      long from = to;
      for (int i = 0; i < kinds.length; i++) {
        long[] words = shorts[i];
        if (words != null) {
          int word = 2 * (int) numbers[i][slot];
          long second = words[word + 1];
          putLong(to, words[word]);
          putLong(to + Long.BYTES, second);
          to += TextTable.lengthOf(second);
        } else if (kinds[i] == NUMBER) {
          long number = numbers[i][slot];
          to = Digits.put(to, number, pieces[i].width + (int) (number >> 63));
        } else {
          to = putOther(pieces[i], slot, to);
        }
      }
      to = from + ((to - from) & -((valid[slot >>> 6] >>> slot) & 1));
      ends[slot] = (int) (to - address);
    }
    return to;
  }

  /** Fills the values of a piece, and returns how many bytes these have at most. */
  private long fill(int i, Slots at, long[] positions, Values out) {
    Piece piece = pieces[i];
    Values values = piece.values;
    int count = at.count();
    if (piece.kernel == null) {
      numbers[i] = values.longs(count); // zeros
      return (long) count * piece.texts.longest();
    }
    values.want(out.valid, count);
    if (piece.kind == TEXT) {
      values.text.used = 0;
    }
    piece.kernel.fill(at, positions, values);
    out.keepValid(values, count);
    numbers[i] = values.longs;
    return switch (piece.kind) {
      case WORD -> (long) count * piece.texts.longest();
      case NUMBER -> (long) count * Math.max(Digits.MOST, piece.width + 1);
      default -> values.text.used;
    };
  }

  /** Writes a piece that is not in short words. */
  private static long putOther(Piece piece, int slot, long to) {
    if (piece.kind == WORD) {
      return piece.texts.put(to, (int) piece.values.longs[slot]);
    }
    Values values = piece.values;
    int from = values.start(slot);
    int length = values.ends[slot] - from;
    MemoryUtil.copyMemory(values.text.reserve(0) + from, to, length);
    return to + length;
  }
}
