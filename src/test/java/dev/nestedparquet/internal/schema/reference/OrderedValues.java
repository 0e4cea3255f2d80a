package dev.nestedparquet.internal.schema.reference;

import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import java.math.BigInteger;

/** Values that follow from the position. */
final class OrderedValues {
  private OrderedValues() {}

  static Object of(Source source, Type type, Spot spot, long u) {
    BigInteger position = BigInteger.valueOf(spot.position());
    if (source instanceof Source.Sequence sequence) {
      return sequence.start().add(sequence.step().multiply(position));
    } else if (source instanceof Source.Sorted sorted) {
      return sorted(sorted, position, u);
    } else if (source instanceof Source.Clustered clustered) {
      return sorted(clustered.sorted(), place(clustered, spot), u);
    } else if (source instanceof Source.Unique unique) {
      return unique(unique, type, spot);
    }
    throw new IllegalArgumentException(source + " is none that draws are enough for");
  }

  private static BigInteger sorted(Source.Sorted sorted, BigInteger position, long u) {
    return sorted
        .start()
        .add(sorted.step().multiply(position))
        .add(Draws.below(u, sorted.jitter().add(BigInteger.ONE)));
  }

  private static BigInteger place(Source.Clustered clustered, Spot spot) {
    long block = spot.position() / clustered.rows();
    long group = block / clustered.blocks();
    BigInteger moved =
        Permutation.permuted(
            Draws.draw(spot.orderKey(), group),
            BigInteger.valueOf(clustered.blocks()),
            BigInteger.valueOf(block % clustered.blocks()));
    return BigInteger.valueOf(group)
        .multiply(BigInteger.valueOf(clustered.blocks()))
        .add(moved)
        .multiply(BigInteger.valueOf(clustered.rows()))
        .add(BigInteger.valueOf(spot.position() % clustered.rows()));
  }

  private static Object unique(Source.Unique unique, Type type, Spot spot) {
    BigInteger i =
        Permutation.permuted(spot.orderKey(), unique.of(), BigInteger.valueOf(spot.position()));
    if (type instanceof Type.Int) {
      return unique.start().add(i);
    } else if (type instanceof Type.Text) {
      return TextValues.numbered(unique.pattern(), i);
    } else if (type instanceof Type.FixedBinary fixed) {
      String digits = i.toString(16);
      return "0".repeat(2 * fixed.bytes() - digits.length()) + digits;
    }
    return uuid(Draws.mix(i.longValueExact() + spot.key(Draws.VALUE)));
  }

  /** Of version 4, by 64 bits that are all in it. */
  private static String uuid(long h) {
    long replaced = h >>> 12 & 0xF;
    long upper = (h & ~0xF000L) | 0x4000L;
    long lower = (Draws.mixNext(h) & ~0xFL & ~(3L << 62)) | (2L << 62) | replaced;
    return hex(upper) + hex(lower);
  }

  private static String hex(long bits) {
    String digits = Long.toHexString(bits);
    return "0".repeat(16 - digits.length()) + digits;
  }
}
