package dev.nestedparquet.internal.schema.parse;

import dev.nestedparquet.internal.CountText;
import dev.nestedparquet.internal.schema.grammar.LayoutKeys;
import dev.nestedparquet.internal.schema.model.Layout;
import dev.nestedparquet.internal.schema.read.Located;
import dev.nestedparquet.internal.schema.read.Quoted;
import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * Reads {@code layout:}: options by the names that the command line has for them. Values are those
 * that the shredder takes.
 */
public final class LayoutReader {
  /** A column of the Parquet file, and its path without the groups of lists and maps. */
  record Column(String path, String shortPath) {}

  /**
   * An option.
   *
   * @param allowed its values, for errors
   * @param set sets it from its text; throws {@code IllegalArgumentException} if it can't
   */
  private record Option(String allowed, BiConsumer<ShredderOptions.Builder, String> set) {}

  private static final String FLAG = "true, false";
  private static final String COMPRESSION = "compression";
  private static final String ENCODING = "encoding";
  private static final String BLOOM_FILTER = "bloom-filter";
  private static final List<String> OF_COLUMNS = LayoutKeys.COLUMN.names();
  private static final Map<String, Option> OF_FILES = new LinkedHashMap<>();

  static {
    put(COMPRESSION, Compression.names(), (to, text) -> to.compression(Compression.parse(text)));
    put(ENCODING, ColumnEncoding.names(), (to, text) -> to.encoding(ColumnEncoding.parse(text)));
    String count = "a count of 1 or more, such as 100k";
    put("row-group-rows", count, (to, text) -> to.rowGroupRows(CountText.parseInt(text)));
    String size = "a size of 1 byte to 1GiB, such as 64KiB";
    put(
        "row-group-size",
        "a size of 1 byte or more, such as 16MiB",
        (to, text) -> to.rowGroupBytes(CountText.parseBytes(text)));
    put("page-size", size, (to, text) -> to.pageBytes(bytes(text)));
    put("page-rows", count, (to, text) -> to.pageRows(CountText.parseInt(text)));
    put("page-version", "1, 2", (to, text) -> to.pageVersion(CountText.parseInt(text)));
    put("dictionary-limit", size, (to, text) -> to.dictionaryBytes(bytes(text)));
    put(
        "bloom-filter-fpp",
        "a share above 0 and below 1, such as 1%",
        (to, text) -> to.bloomFilterFpp(rate(text)));
    put("statistics", FLAG, LayoutReader::statistics);
    put("page-index", FLAG, (to, text) -> to.pageIndex(flag(text)));
  }

  private LayoutReader() {}

  private static void put(
      String name, String allowed, BiConsumer<ShredderOptions.Builder, String> set) {
    OF_FILES.put(name, new Option(allowed, set));
  }

  private static void statistics(ShredderOptions.Builder to, String text) {
    boolean on = flag(text);
    to.statistics(on);
    if (!on) {
      to.pageIndex(false); // It consists of statistics.
    }
  }

  private static boolean flag(String text) {
    if (!text.equals("true") && !text.equals("false")) {
      throw new IllegalArgumentException("'" + text + "' is neither true nor false");
    }
    return text.equals("true");
  }

  private static int bytes(String text) {
    long bytes = CountText.parseBytes(text);
    return (int) Math.max(-1, Math.min(bytes, Integer.MAX_VALUE)); // Both are refused.
  }

  private static double rate(String text) {
    try {
      boolean percent = text.endsWith("%");
      BigDecimal number = Numbers.number(percent ? text.substring(0, text.length() - 1) : text);
      return (percent ? number.movePointLeft(2) : number).doubleValue();
    } catch (BadLiteralException e) {
      throw new IllegalArgumentException(e.getMessage(), e);
    }
  }

  /** The shredder's options that a layout asks for; all others are as by default. */
  public static ShredderOptions options(Layout layout) {
    ShredderOptions.Builder to = ShredderOptions.builder();
    // In the table's order: without statistics there is no page index, whatever it says.
    layout.options().entrySet().stream()
        .sorted(Comparator.comparing(entry -> entry.getKey().equals("statistics")))
        .forEach(entry -> OF_FILES.get(entry.getKey()).set().accept(to, entry.getValue()));
    Map<String, Compression> compressions = new LinkedHashMap<>();
    Map<String, ColumnEncoding> encodings = new LinkedHashMap<>();
    Set<String> bloomFilters = new LinkedHashSet<>();
    layout
        .columns()
        .forEach(
            (column, options) -> {
              if (options.containsKey(COMPRESSION)) {
                compressions.put(column, Compression.parse(options.get(COMPRESSION)));
              }
              if (options.containsKey(ENCODING)) {
                encodings.put(column, ColumnEncoding.parse(options.get(ENCODING)));
              }
              if ("true".equals(options.get(BLOOM_FILTER))) {
                bloomFilters.add(column);
              }
            });
    return to.columnCompressions(compressions)
        .columnEncodings(encodings)
        .bloomFilters(bloomFilters)
        .build();
  }

  /** The layout. */
  static Layout read(Located at, List<Column> columns) {
    if (!at.requireMapping("options by their names")) {
      return Layout.NONE;
    }
    at.allow(LayoutKeys.LAYOUT.names());
    Map<String, String> ofFile = new LinkedHashMap<>();
    OF_FILES.forEach((name, option) -> read(at, name, option, ofFile));
    Located given = at.get("columns");
    return new Layout(
        Collections.unmodifiableMap(ofFile), given == null ? Map.of() : ofColumns(given, columns));
  }

  private static void read(Located at, String name, Option option, Map<String, String> read) {
    Located value = at.get(name);
    String text = value == null ? null : value.text(option.allowed());
    if (text == null) {
      return;
    }
    try {
      ShredderOptions.Builder builder = ShredderOptions.builder();
      option.set().accept(builder, text);
      ShredderOptions unused = builder.build();
      read.put(name, text);
    } catch (IllegalArgumentException e) {
      value.problem(
          "'" + Quoted.shortened(text) + "' is not allowed; allowed: " + option.allowed());
    }
  }

  private static Map<String, Map<String, String>> ofColumns(Located at, List<Column> columns) {
    Map<String, Map<String, String>> byColumn = new LinkedHashMap<>();
    if (at.requireMapping("columns by their paths")) {
      ColumnNames byName = new ColumnNames(columns);
      Map<String, String> seen = new HashMap<>();
      List<String> names = at.keys();
      List<Located> values = at.values();
      Option flag = new Option(FLAG, (to, text) -> flag(text));
      for (int i = 0; i < names.size(); i++) {
        String name = names.get(i);
        String path = byName.path(at, name);
        String earlier = path == null ? null : seen.putIfAbsent(path, name);
        if (earlier != null) {
          at.problemOf(name, "is there already, as " + Quoted.shortened(earlier));
        }
        if (values.get(i).requireMapping("options by their names")) {
          values.get(i).allow(OF_COLUMNS);
          Map<String, String> options = new LinkedHashMap<>();
          for (String option : OF_COLUMNS) {
            read(values.get(i), option, OF_FILES.getOrDefault(option, flag), options);
          }
          byColumn.put(name, Collections.unmodifiableMap(options));
        }
      }
    }
    return Collections.unmodifiableMap(byColumn);
  }
}
