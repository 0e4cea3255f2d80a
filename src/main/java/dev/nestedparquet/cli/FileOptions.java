package dev.nestedparquet.cli;

import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** Options of how Parquet files are written. Only the shredder can honour them. */
final class FileOptions {
  /** Flags of these options, in the order of the fields. */
  private static final List<String> NAMES =
      List.of(
          "--compression",
          "--row-group-rows",
          "--row-group-size",
          "--page-size",
          "--page-rows",
          "--page-version",
          "--encoding",
          "--dictionary-limit",
          "--bloom-filter",
          "--bloom-filter-fpp",
          "--no-statistics",
          "--no-page-index");

  @Option(
      names = "--compression",
      paramLabel = "[COLUMN=]CODEC",
      description =
          "Taken by --writer shredder alone, as all below: none, snappy, lz4 or zstd[:LEVEL], of"
              + " level 3 if not said, of a column such as name, phones.number or"
              + " phones.list.element.number, or of all others; may be repeated (default: none).")
  private List<String> compressions;

  @Option(
      names = "--row-group-rows",
      paramLabel = "N",
      converter = CountConverter.OfInt.class,
      description = "Most rows of a row group (default: 131,072).")
  private Integer rowGroupRows;

  @Option(
      names = "--row-group-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "A row group also ends when its pages have this size in the file, about (default:"
              + " 16MiB).")
  private Long rowGroupBytes;

  @Option(
      names = "--page-size",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description = "Size of a data page before compression, about (default: 1MiB).")
  private Long pageBytes;

  @Option(
      names = "--page-rows",
      paramLabel = "N",
      converter = CountConverter.OfInt.class,
      description = "Most rows of a data page (default: 32,768).")
  private Integer pageRows;

  @Option(
      names = "--page-version",
      paramLabel = "1|2",
      converter = NumberConverter.OfPageVersion.class,
      description = "Version of the data pages (default: 1).")
  private Integer pageVersion;

  @Option(
      names = "--encoding",
      paramLabel = "[COLUMN=]ENCODING",
      description =
          "auto, plain, dictionary, delta or delta-length, of a column, named by its whole path or"
              + " by the end of it if no other column has that end, or of all others; may be repeated"
              + " (default: auto, which looks at the data).")
  private List<String> encodings;

  @Option(
      names = "--dictionary-limit",
      paramLabel = "SIZE",
      converter = SizeConverter.class,
      description =
          "A column chunk goes on without its dictionary when that has this size before"
              + " compression, about (default: 1MiB).")
  private Long dictionaryBytes;

  @Option(
      names = "--bloom-filter",
      paramLabel = "COLUMN",
      description =
          "Add a Bloom filter of this column, named by its whole path or by the end of it if no"
              + " other column has that end, to each row group; may be repeated.")
  private List<String> bloomFilters;

  @Option(
      names = "--bloom-filter-fpp",
      paramLabel = "P",
      converter = NumberConverter.OfDouble.class,
      description =
          "Share of other values that a Bloom filter may take for its own (default: 0.01).")
  private Double bloomFilterFpp;

  @Option(
      names = "--no-statistics",
      description = "Leave out smallest and largest values, and the page index.")
  private boolean noStatistics;

  @Option(names = "--no-page-index", description = "Leave out the page index.")
  private boolean noPageIndex;

  /** Tells whether a word of the command line is a flag of these options. */
  static boolean isOne(String word) {
    return NAMES.contains(word.replaceFirst("=.*", ""));
  }

  /** Tells whether any of these options was given, which asks for the shredder. */
  boolean areGiven() {
    return !given().isEmpty();
  }

  /**
   * Refuses these options for a writer that can't honour them.
   *
   * @throws IllegalArgumentException if any of them was given
   */
  void refuseFor(String writer) {
    if (areGiven()) {
      throw new IllegalArgumentException(
          given().get(0)
              + ": the writer "
              + writer
              + " has no such option; leave out --writer, or choose --writer shredder");
    }
  }

  private List<String> given() {
    List<Boolean> areGiven =
        List.of(
            compressions != null,
            rowGroupRows != null,
            rowGroupBytes != null,
            pageBytes != null,
            pageRows != null,
            pageVersion != null,
            encodings != null,
            dictionaryBytes != null,
            bloomFilters != null,
            bloomFilterFpp != null,
            noStatistics,
            noPageIndex);
    List<String> given = new ArrayList<>(NAMES);
    given.removeIf(name -> !areGiven.get(NAMES.indexOf(name)));
    return given;
  }

  ShredderOptions toShredderOptions() {
    return toShredderOptions(ShredderOptions.DEFAULT);
  }

  /** Options as they were given, and else those of a layout. */
  ShredderOptions toShredderOptions(ShredderOptions layout) {
    if (bloomFilters != null && bloomFilters.stream().anyMatch(String::isBlank)) {
      throw new IllegalArgumentException("bloom filter: '' names no column");
    }
    ByColumn<Compression> compression =
        ByColumn.parse("compression", compressions, Compression::parse);
    ByColumn<ColumnEncoding> encoding =
        ByColumn.parse("encoding", encodings, ColumnEncoding::parse);
    Map<String, Compression> compressionOf = new LinkedHashMap<>(layout.columnCompressions());
    compressionOf.putAll(compression.ofColumns());
    Map<String, ColumnEncoding> encodingOf = new LinkedHashMap<>(layout.columnEncodings());
    encodingOf.putAll(encoding.ofColumns());
    ShredderOptions.Builder options =
        layout.toBuilder()
            .columnCompressions(compressionOf)
            .columnEncodings(encodingOf)
            .statistics(layout.statistics() && !noStatistics)
            .pageIndex(layout.pageIndex() && !noStatistics && !noPageIndex);
    ifGiven(compression.ofOthers(), options::compression);
    ifGiven(rowGroupRows, options::rowGroupRows);
    ifGiven(rowGroupBytes, options::rowGroupBytes);
    ifGiven(pageBytes, size -> options.pageBytes(bytesOf("page bytes", size)));
    ifGiven(pageRows, options::pageRows);
    ifGiven(pageVersion, options::pageVersion);
    ifGiven(encoding.ofOthers(), options::encoding);
    ifGiven(dictionaryBytes, size -> options.dictionaryBytes(bytesOf("dictionary bytes", size)));
    ifGiven(bloomFilters, columns -> options.bloomFilters(new LinkedHashSet<>(columns)));
    ifGiven(bloomFilterFpp, options::bloomFilterFpp);
    return options.build();
  }

  /**
   * Values of a repeatable option of the form {@code [COLUMN=]VALUE}.
   *
   * @param ofColumns value for each column that was named
   * @param ofOthers value for all other columns; null if none was given
   */
  private record ByColumn<T>(Map<String, T> ofColumns, T ofOthers) {
    /** Reads the texts of an option. Of several texts for the same column, the last one counts. */
    static <T> ByColumn<T> parse(String option, List<String> texts, Function<String, T> value) {
      Map<String, T> ofColumns = new LinkedHashMap<>();
      T ofOthers = null;
      for (String text : texts == null ? List.<String>of() : texts) {
        int equals = text.lastIndexOf('=');
        if (equals >= 0 && text.substring(0, equals).isBlank()) {
          throw new IllegalArgumentException(
              option
                  + ": '"
                  + text
                  + "' names no column before the '='; leave out the '=' for all");
        }
        T parsed = value.apply(text.substring(equals + 1));
        if (equals < 0) {
          ofOthers = parsed;
        } else {
          ofColumns.put(text.substring(0, equals), parsed);
        }
      }
      return new ByColumn<>(ofColumns, ofOthers);
    }
  }

  private static <T> void ifGiven(T value, Consumer<T> set) {
    if (value != null) {
      set.accept(value);
    }
  }

  private static int bytesOf(String option, long size) {
    if (size > 1 << 30) {
      throw new IllegalArgumentException(
          String.format(Locale.ROOT, "%s: %,d bytes are more than 1 GiB", option, size));
    }
    return (int) size;
  }
}
