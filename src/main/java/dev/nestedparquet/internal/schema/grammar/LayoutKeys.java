package dev.nestedparquet.internal.schema.grammar;

import dev.nestedparquet.internal.schema.grammar.Shape.AnyOf;
import dev.nestedparquet.internal.schema.grammar.Shape.Text;
import dev.nestedparquet.internal.schema.grammar.Shape.Words;
import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** How the file is written: the shredder's options. */
public final class LayoutKeys {
  private static final String A_COUNT = "a count of 1 or more, such as 100k";
  private static final String A_SIZE = "a size of 1 byte or more, such as 64KiB";
  private static final Shape COUNT = Shape.count(1, Integer.MAX_VALUE);
  private static final Shape SIZE =
      new Text(Pattern.compile("\\d[\\d_]*(?:\\.\\d+)?(B|[kK]i?B|[MGT]i?B)?"), A_SIZE);

  private static final List<String> CODECS =
      Stream.of(Compression.names().split(", ")).filter(name -> !name.contains(":")).toList();

  private static final Key COMPRESSION =
      Key.optional(
          "compression",
          "The codec: " + Compression.names(),
          new AnyOf(
              new Words(CODECS),
              anyCase(String.join("|", CODECS) + "|zstd:([1-9]|1[0-9]|2[0-2])")));
  private static final Key ENCODING =
      Key.optional(
          "encoding",
          "The encoding: " + ColumnEncoding.names(),
          new AnyOf(
              new Words(ColumnEncoding.names().split(", ")),
              anyCase(ColumnEncoding.names().replace(", ", "|"))));

  /** Options of a column. */
  public static final Mapping COLUMN =
      Mapping.of(
          "layout-of-column",
          COMPRESSION,
          ENCODING,
          Key.optional("bloom-filter", "Whether there is a Bloom filter.", Shape.FLAG));

  /** Options of a file, and of columns. */
  public static final Mapping LAYOUT =
      Mapping.of(
          "layout",
          COMPRESSION,
          ENCODING,
          Key.optional("row-group-rows", "The most rows of a row group: " + A_COUNT, COUNT),
          Key.optional("row-group-size", "The most bytes of a row group: " + A_SIZE, SIZE),
          Key.optional("page-size", "The most bytes of a page: " + A_SIZE, SIZE),
          Key.optional("page-rows", "The most rows of a page: " + A_COUNT, COUNT),
          Key.optional("page-version", "The version of data pages: 1, 2", new Words("1", "2")),
          Key.optional("dictionary-limit", "The most bytes of a dictionary: " + A_SIZE, SIZE),
          Key.optional(
              "bloom-filter-fpp",
              "How often a Bloom filter is wrong: a share above 0 and below 1, such as 1%",
              Shape.SHARE),
          Key.optional("statistics", "Whether there are statistics.", Shape.FLAG),
          Key.optional("page-index", "Whether there is a page index.", Shape.FLAG),
          Key.optional(
              "columns",
              "Options by column: the path, or an end of it that no other column has.",
              Mapping.byName("layout-of-columns", COLUMN)));

  private LayoutKeys() {}

  /** Words in lower or upper case. */
  private static Shape anyCase(String pattern) {
    String any =
        Pattern.compile("[a-z]")
            .matcher(pattern)
            .replaceAll(
                letter -> "[" + letter.group() + letter.group().toUpperCase(Locale.ROOT) + "]");
    return new Text(Pattern.compile(any), "allowed: " + pattern.replace("|", ", "));
  }
}
