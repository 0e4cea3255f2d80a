package dev.nestedparquet.internal.truth;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Values that a column is chosen from, by their order: longs or bytes. Some may be equal; a
 * dictionary then has the same label in several places.
 */
public final class Labels {
  /** Most labels whose numbers are told one by one. */
  public static final int MOST_TOLD = 1_000;

  /** Most bytes of labels whose numbers are told one by one. */
  public static final int MOST_BYTES = 128;

  private final long[] longs;
  private final byte[][] bytes;

  /** Place among the distinct labels of each of the values. */
  private final int[] distinct;

  private final List<Integer> first = new ArrayList<>();
  private final boolean areShort;

  private Labels(long[] longs, byte[][] bytes) {
    this.longs = longs;
    this.bytes = bytes;
    areShort = bytes == null || Arrays.stream(bytes).allMatch(one -> one.length <= MOST_BYTES);
    distinct = new int[size()];
    Map<Object, Integer> places = new LinkedHashMap<>();
    for (int i = 0; i < distinct.length; i++) {
      Object key = longs == null ? ByteBuffer.wrap(bytes[i]) : (Object) longs[i];
      int place = places.computeIfAbsent(key, absent -> places.size());
      distinct[i] = place;
      if (place == first.size()) {
        first.add(i);
      }
    }
  }

  /** Labels whose order is a long. */
  public static Labels ofLongs(long[] orders) {
    return new Labels(orders.clone(), null);
  }

  /** Labels whose order is bytes. */
  public static Labels ofBytes(List<byte[]> orders) {
    return new Labels(null, orders.toArray(byte[][]::new));
  }

  /** Number of values, equal ones included: of entries, if these are of a dictionary. */
  int size() {
    return longs == null ? bytes.length : longs.length;
  }

  boolean areLongs() {
    return longs != null;
  }

  long orderOf(int value) {
    return longs[value];
  }

  byte[] bytesOf(int value) {
    return bytes[value];
  }

  /** Values that differ, as indices of the first that is equal to each. */
  List<Integer> told() {
    return first;
  }

  /** Whether their numbers are told one by one. */
  boolean areTold() {
    return areShort && first.size() <= MOST_TOLD;
  }

  /** Place of a value among those that differ. */
  int toldAs(int value) {
    return distinct[value];
  }
}
