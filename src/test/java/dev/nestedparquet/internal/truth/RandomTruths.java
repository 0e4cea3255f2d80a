package dev.nestedparquet.internal.truth;

import dev.nestedparquet.batch.Truth;
import dev.nestedparquet.batch.Truth.Member;
import dev.nestedparquet.batch.TruthColumn;
import dev.nestedparquet.batch.TruthColumn.Kind;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Random truths of some of the same columns, of all types, with extremes anywhere. */
final class RandomTruths {
  private static final List<String> TYPES =
      List.of(
          "struct",
          "list",
          "map",
          "bool",
          "int8",
          "int64",
          "uint32",
          "uint64",
          "float16",
          "float64",
          "decimal(38,10)",
          "decimal(5,0)",
          "date",
          "time(s)",
          "time(ns)",
          "timestamp(s)",
          "timestamp(ms, Europe/Oslo)",
          "timestamp(ns)",
          "duration(us)",
          "string",
          "large_binary",
          "fixed_binary(200)",
          "uuid");

  private final Random random;

  RandomTruths(long seed) {
    random = new Random(seed);
  }

  Truth next() {
    List<TruthColumn> columns = new ArrayList<>();
    for (String type : TYPES) {
      if (random.nextInt(4) > 0) {
        columns.add(column(type));
      }
    }
    Collections.shuffle(columns, random);
    Truth.Builder truth = new Truth.Builder(columns);
    for (int i = 0; i < columns.size(); i++) {
      set(truth, i, columns.get(i));
    }
    return truth.build();
  }

  private TruthColumn column(String type) {
    boolean isLeaf = !List.of("struct", "list", "map").contains(type);
    Kind kind =
        isLeaf ? ValueType.of(type).kind() : type.equals("struct") ? Kind.STRUCT : Kind.LIST;
    List<String> labels =
        isLeaf ? List.of("x", "y/z", "0", "ä.`").subList(0, random.nextInt(5)) : List.of();
    int lengths = kind == Kind.LIST ? random.nextInt(Truth.LENGTH_CLASSES + 1) : 0;
    return new TruthColumn("path/to." + type, type, kind, labels, lengths);
  }

  private void set(Truth.Builder truth, int i, TruthColumn column) {
    long values = random.nextInt(3) == 0 ? 0 : count();
    long nan = column.kind() == Kind.FLOATING && random.nextInt(5) == 0 ? values : 0;
    truth.set(i, Member.VALUES, values);
    truth.set(i, Member.NULLS, count());
    truth.set(i, Member.ABSENT, count());
    for (Member member : column.kind().members()) {
      switch (member) {
        case SMALLEST, LARGEST -> {
          if (values > nan) {
            setExtreme(truth, i, column, member);
          }
        }
        case SUM ->
            truth.setSum(i, new BigInteger(180, random).subtract(BigInteger.ONE.shiftLeft(179)));
        case NAN -> truth.set(i, member, nan);
        case LABELS -> {
          for (int k = 0; k < column.labels().size(); k++) {
            truth.set(i, member, k, random.nextInt(3));
          }
        }
        case LENGTHS -> {
          for (int k = 0; k < column.lengths(); k++) {
            truth.set(i, member, k, random.nextInt(3));
          }
        }
        default -> truth.set(i, member, count());
      }
    }
  }

  private void setExtreme(Truth.Builder truth, int i, TruthColumn column, Member member) {
    ValueType type = ValueType.of(column.type());
    switch (type.shape()) {
      case BOOL -> truth.set(i, member, random.nextInt(2));
      case INTEGER -> truth.set(i, member, any());
      case FLOATING -> truth.set(i, member, Order.of(number()));
      case DATE -> truth.set(i, member, any() >> Integer.SIZE);
      case TIME ->
          truth.set(
              i,
              member,
              Long.remainderUnsigned(any(), type.digits() == 0 ? 86_400 : 86_400_000_000_000L));
      case TIMESTAMP, DURATION -> truth.set(i, member, any());
      case DECIMAL ->
          truth.setBytes(i, member, Order.bytesOf(new BigInteger(120, random).negate()));
      case TEXT ->
          truth.setBytes(i, member, Order.kept(text().getBytes(StandardCharsets.UTF_8), true));
      case BINARY, FIXED_BINARY ->
          truth.setBytes(i, member, Order.kept(bytes(random.nextInt(300)), false));
      case UUID -> truth.setBytes(i, member, bytes(16));
    }
  }

  private double number() {
    double[] odd = {
      0.0, -0.0, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, Double.MIN_VALUE, 0.1
    };
    double any = Double.longBitsToDouble(random.nextLong());
    return random.nextBoolean() || Double.isNaN(any) ? odd[random.nextInt(odd.length)] : any;
  }

  private long any() {
    long[] odd = {0, 1, -1, Long.MIN_VALUE, Long.MAX_VALUE, (1L << 53) - 1, 1L << 53, -(1L << 53)};
    return random.nextBoolean()
        ? odd[random.nextInt(odd.length)]
        : random.nextLong() >> random.nextInt(64);
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(4) == 0 ? 127 + random.nextInt(3) : random.nextInt(9);
    for (int i = 0; i < length; i++) {
      text.append(
          List.of("a", "\u0000", "ä", "\u20ac", "\ud83d\ude00", "\"").get(random.nextInt(6)));
    }
    return text.toString();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private long count() {
    return random.nextLong() >>> (4 + random.nextInt(60));
  }
}
