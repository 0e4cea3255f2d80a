package dev.nestedparquet.shred.internal.statistics;

import static org.apache.arrow.memory.util.MemoryUtil.getInt;
import static org.apache.arrow.memory.util.MemoryUtil.getLong;
import static org.apache.arrow.memory.util.MemoryUtil.getShort;
import static org.apache.arrow.memory.util.MemoryUtil.putLong;

import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import dev.nestedparquet.shred.internal.values.DenseValues;
import dev.nestedparquet.shred.internal.values.LeafType;
import net.openhft.hashing.LongHashFunction;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.util.MemoryUtil;
import org.apache.parquet.format.BloomFilterAlgorithm;
import org.apache.parquet.format.BloomFilterCompression;
import org.apache.parquet.format.BloomFilterHash;
import org.apache.parquet.format.BloomFilterHeader;
import org.apache.parquet.format.SplitBlockAlgorithm;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.Uncompressed;
import org.apache.parquet.format.XxHash;

/**
 * The Bloom filter of a column chunk, split into blocks (BloomFilter.md of the Parquet format). The
 * upper half of a value's xxHash chooses a block of 256 bits, and the lower half sets one bit in
 * each of the block's eight words.
 *
 * <p><em>Ownership:</em> owns its bits until {@link #close}. <em>Threading:</em> one thread.
 */
public final class BloomFilter implements AutoCloseable {
  /** Most bytes of a filter that parquet-java reads. */
  static final int MOST_BYTES = 128 << 20;

  /** Lowest false-positive rate allowed. At this rate a value takes up to 80 bytes of a filter. */
  public static final double LEAST_FALSE_POSITIVES = 1e-9;

  private static final int BLOCK_BYTES = 32;
  private static final int WORDS = 8;

  /** Most values of a block on average; with more, next to all bits are set. */
  private static final int MOST_VALUES_PER_BLOCK = 256;

  private static final int WORD_SHIFT = 27;

  // Bits of infinity, without the sign: those of numbers are below, those of NaN above.
  private static final long DOUBLE_INFINITY = 0x7FF0_0000_0000_0000L;
  private static final int FLOAT_INFINITY = 0x7F80_0000;
  private static final int HALF_INFINITY = 0x7C00;

  private static final LongHashFunction HASH = LongHashFunction.xx();

  private final GrowableBuffer memory;
  private final long bits;
  private final long blocks;

  /**
   * Makes a filter of the values with these hashes, as large as their number and the rate ask for.
   *
   * @param falsePositives share of absent values that may seem to be there, between 0 and 1
   */
  public BloomFilter(BufferAllocator allocator, DistinctHashes hashes, double falsePositives) {
    int bytes = bytesFor(hashes.count(), falsePositives);
    blocks = bytes / BLOCK_BYTES;
    memory = new GrowableBuffer(allocator);
    bits = memory.reserve(bytes);
    memory.endAt(bits + bytes);
    MemoryUtil.setMemory(bits, bytes, (byte) 0);
    hashes.addTo(this);
  }

  /**
   * Bytes of a filter for so many values: a power of two, since some readers take no other, up to
   * 128 MiB.
   */
  public static int bytesFor(long distinctValues, double falsePositives) {
    int bytes = BLOCK_BYTES;
    while (bytes < MOST_BYTES
        && falsePositives((double) distinctValues * BLOCK_BYTES / bytes) > falsePositives) {
      bytes *= 2;
    }
    return bytes;
  }

  /** Upper bound, in bytes, on the size of a filter per value; a filter has one more block. */
  static long mostBytesPerValue(double falsePositives) {
    double fit = 0;
    double tooMany = MOST_VALUES_PER_BLOCK + 1;
    for (int i = 0; i < Integer.SIZE; i++) {
      double middle = (fit + tooMany) / 2;
      if (falsePositives(middle) <= falsePositives) {
        fit = middle;
      } else {
        tooMany = middle;
      }
    }
    return (long) Math.ceil(2 * BLOCK_BYTES / fit); // Rounded up to a power of two.
  }

  /**
   * The share of false positives, for a mean number of values per block. The number of values in a
   * block has a Poisson distribution. With k values, a bit of a word stays unset with probability
   * (31/32)^k.
   */
  private static double falsePositives(double valuesPerBlock) {
    if (valuesPerBlock > MOST_VALUES_PER_BLOCK) {
      return 1;
    }
    double sum = 0;
    double probability = Math.exp(-valuesPerBlock);
    double unset = 1;
    for (int k = 1; k <= 3 * MOST_VALUES_PER_BLOCK; k++) {
      probability *= valuesPerBlock / k;
      unset *= 1 - 1.0 / Integer.SIZE;
      sum += probability * Math.pow(1 - unset, WORDS);
    }
    return sum;
  }

  /**
   * Reason, for a message, why columns of a type can't have a filter; null if they can. DuckDB
   * 1.5.6 finds no row by a filter of binary or of half floats, since it looks up the hash of other
   * bytes.
   */
  public static String obstacle(LeafType type) {
    if (type.physical() == Type.BOOLEAN) {
      return "is boolean: a Bloom filter would tell nothing";
    }
    if (type.order() == LeafType.Order.BYTES && type.logical() == null) {
      return "is binary: DuckDB loses rows by a Bloom filter of binary";
    }
    if (type.order() == LeafType.Order.FLOATING && type.width() == Short.BYTES) {
      return "has half floats: DuckDB loses rows by a Bloom filter of these";
    }
    return null;
  }

  /** Adds the hashes of values to the set from which a filter is made. */
  public static void hash(DenseValues values, DistinctHashes hashes) {
    int count = values.count();
    long address = values.addressOf(0);
    if (values.width() == Long.BYTES) {
      for (int i = 0; i < count; i++) {
        hashes.add(HASH.hashLong(getLong(address + (long) i * Long.BYTES)));
      }
    } else if (values.width() == Integer.BYTES) {
      for (int i = 0; i < count; i++) {
        hashes.add(HASH.hashInt(getInt(address + (long) i * Integer.BYTES)));
      }
    } else {
      for (int i = 0; i < count; i++) {
        hashes.add(HASH.hashMemory(values.addressOf(i), values.lengthOf(i)));
      }
    }
  }

  /**
   * Adds the hashes of floating-point numbers to the set from which a filter is made. Equal numbers
   * may have different bits: with one zero, the other zero is added. With a NaN there is no filter,
   * since too many bit patterns are NaN.
   */
  public static void hashFloating(DenseValues values, DistinctHashes hashes) {
    hash(values, hashes);
    int width = values.width();
    long end = values.addressOf(0) + (long) values.count() * width;
    for (long at = values.addressOf(0); at < end; at += width) {
      switch (width) {
        case Double.BYTES -> {
          long bits = getLong(at) << 1; // Without the sign.
          if (bits == 0) {
            hashes.add(HASH.hashLong(0));
            hashes.add(HASH.hashLong(Long.MIN_VALUE));
          } else if (Long.compareUnsigned(bits, DOUBLE_INFINITY << 1) > 0) {
            hashes.giveUp();
          }
        }
        case Float.BYTES -> {
          int bits = getInt(at) << 1;
          if (bits == 0) {
            hashes.add(HASH.hashInt(0));
            hashes.add(HASH.hashInt(Integer.MIN_VALUE));
          } else if (Integer.compareUnsigned(bits, FLOAT_INFINITY << 1) > 0) {
            hashes.giveUp();
          }
        }
        default -> {
          int magnitude = getShort(at) & Short.MAX_VALUE;
          if (magnitude == 0) {
            hashes.add(HASH.hashBytes(new byte[] {0, 0}));
            hashes.add(HASH.hashBytes(new byte[] {0, Byte.MIN_VALUE}));
          } else if (magnitude > HALF_INFINITY) {
            hashes.giveUp();
          }
        }
      }
    }
  }

  /** Adds a value by its hash. */
  void add(long hash) {
    long block = bits + (((hash >>> 32) * blocks) >>> 32) * BLOCK_BYTES;
    int key = (int) hash;
    setTwo(block, key * 0x47b6137b, key * 0x44974d91);
    setTwo(block + 8, key * 0x8824ad5b, key * 0xa2b7289d);
    setTwo(block + 16, key * 0x705495c7, key * 0x2df1424b);
    setTwo(block + 24, key * 0x9efc4947, key * 0x5c6bfb31);
  }

  /** Sets a bit in each of two adjacent words, chosen by the five upper bits of the products. */
  private static void setTwo(long words, int low, int high) {
    long mask = (1L << (low >>> WORD_SHIFT)) | (1L << (Integer.SIZE + (high >>> WORD_SHIFT)));
    putLong(words, getLong(words) | mask);
  }

  /** The header that stands before the bits in the file. */
  public BloomFilterHeader header() {
    return new BloomFilterHeader(
        (int) memory.size(),
        BloomFilterAlgorithm.BLOCK(new SplitBlockAlgorithm()),
        BloomFilterHash.XXHASH(new XxHash()),
        BloomFilterCompression.UNCOMPRESSED(new Uncompressed()));
  }

  /** The bits. The buffer stays the filter's, and is valid until {@link #close}. */
  public GrowableBuffer borrowBits() {
    return memory;
  }

  @Override
  public void close() {
    memory.close();
  }
}
