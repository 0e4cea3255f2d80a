package dev.nestedparquet.readers;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.filter2.predicate.Operators.Column;
import org.apache.parquet.filter2.predicate.Operators.SupportsLtGt;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.LocalInputFile;
import org.apache.parquet.io.api.Binary;

/**
 * Asks parquet-java which rows of a file a filter finds, with all that it skips by: statistics,
 * dictionaries, page indexes, Bloom filters.
 *
 * <p>Reads questions from stdin, one to a line: file, column, operator, and the value in
 * hexadecimal as Parquet stores it, least significant byte first for numbers. Prints the ids of the
 * rows for each, with spaces between them.
 */
public final class AskParquetJava {
  private AskParquetJava() {}

  public static void main(String[] args) throws IOException {
    BufferedReader questions = new BufferedReader(new InputStreamReader(System.in, UTF_8));
    for (String line; (line = questions.readLine()) != null; ) {
      String[] words = line.split("\t", -1);
      List<Long> ids = ids(Path.of(words[0]), predicate(words[1], words[2], words[3]));
      System.out.println(ids.stream().map(String::valueOf).collect(Collectors.joining(" ")));
    }
  }

  private static List<Long> ids(Path file, FilterPredicate predicate) throws IOException {
    List<Long> ids = new ArrayList<>();
    try (ParquetReader<Group> reader =
        new Builder(file)
            .withFilter(FilterCompat.get(predicate))
            .useStatsFilter(true)
            .useDictionaryFilter(true)
            .useColumnIndexFilter(true)
            .useBloomFilter(true)
            .useRecordFilter(true)
            .build()) {
      for (Group group; (group = reader.read()) != null; ) {
        ids.add(group.getLong("id", 0));
      }
    }
    return ids;
  }

  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(Path file) {
      super(new LocalInputFile(file), new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private static FilterPredicate predicate(String column, String operator, String hex) {
    byte[] bytes = HexFormat.of().parseHex(hex);
    return switch (column) {
      case "f32" ->
          compare(
              FilterApi.floatColumn(column), operator, Float.intBitsToFloat((int) number(bytes)));
      case "f64" ->
          compare(FilterApi.doubleColumn(column), operator, Double.longBitsToDouble(number(bytes)));
      case "time" -> compare(FilterApi.longColumn(column), operator, number(bytes));
      default ->
          compare(FilterApi.binaryColumn(column), operator, Binary.fromConstantByteArray(bytes));
    };
  }

  private static long number(byte[] littleEndian) {
    byte[] bytes = new byte[littleEndian.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = littleEndian[bytes.length - 1 - i];
    }
    return new BigInteger(bytes).longValue();
  }

  private static <T extends Comparable<T>, C extends Column<T> & SupportsLtGt>
      FilterPredicate compare(C column, String operator, T value) {
    return switch (operator) {
      case "=" -> FilterApi.eq(column, value);
      case "<" -> FilterApi.lt(column, value);
      case "<=" -> FilterApi.ltEq(column, value);
      case ">" -> FilterApi.gt(column, value);
      case ">=" -> FilterApi.gtEq(column, value);
      default -> throw new IllegalArgumentException(operator);
    };
  }
}
