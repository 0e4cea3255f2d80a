package dev.nestedparquet.verify;

import dev.nestedparquet.internal.verify.read.FooterReader;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.KeyValue;
import org.apache.parquet.format.PageEncodingStats;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.Statistics;
import org.apache.parquet.format.Type;

/**
 * Checks whether a file is laid out by the options in the manifest, as far as its footer shows
 * that. The footer shows codec, version, encodings and number of pages, rows of row groups, and
 * whether there are statistics, page indexes, Bloom filters and the Arrow schema. It shows no level
 * of a codec, no size of a page, no limit of a dictionary and no rate of a Bloom filter.
 *
 * <p><em>Threading:</em> any thread.
 */
final class LayoutChecks {
  /** Names of codecs in footers, by those in manifests. */
  static final Map<String, String> CODECS =
      Map.of("none", "UNCOMPRESSED", "snappy", "SNAPPY", "lz4", "LZ4_RAW", "zstd", "ZSTD");

  private final Map<String, Object> layout;

  /**
   * Makes the checks of a layout.
   *
   * @param layout layout in the manifest; an option that it lacks isn't checked
   */
  LayoutChecks(Map<String, Object> layout) {
    this.layout = layout;
  }

  void check(CheckedFile file) {
    if (layout.isEmpty()) {
      return;
    }
    try {
      FileMetaData footer = FooterReader.read(file.path());
      checkArrowSchema(file, footer);
      for (RowGroup group : footer.getRow_groups()) {
        if (layout.get("rowGroupRows") instanceof Long most && group.getNum_rows() > most) {
          file.differsOnce("rows of a row group", "at most " + most, group.getNum_rows());
        }
        group.getColumns().forEach(chunk -> checkChunk(file, chunk, group.getNum_rows()));
      }
    } catch (IOException | RuntimeException e) { // Members that are missing, too.
      file.differs("footer", "readable", e.toString());
    }
  }

  private void checkArrowSchema(CheckedFile file, FileMetaData footer) {
    List<KeyValue> pairs =
        footer.isSetKey_value_metadata() ? footer.getKey_value_metadata() : List.of();
    boolean isThere = pairs.stream().anyMatch(pair -> pair.getKey().equals("ARROW:schema"));
    checkPresence(file, "ARROW:schema", layout.get("arrowSchema"), isThere);
  }

  private void checkChunk(CheckedFile file, ColumnChunk chunk, long rows) {
    ColumnMetaData column = chunk.getMeta_data();
    String path = String.join(".", column.getPath_in_schema());
    String codec =
        CODECS.get(ofColumn("columnCompressions", path, "compression").replaceFirst(":.*", ""));
    if (codec != null && !codec.equals(column.getCodec().name())) {
      file.differsOnce(path + ": codec", codec, column.getCodec());
    }
    checkPages(file, path, column, rows);
    checkPresence(file, path + ": statistics", layout.get("statistics"), column.isSetStatistics());
    boolean hasIndex = chunk.isSetOffset_index_offset();
    checkPresence(file, path + ": page index", layout.get("pageIndex"), hasIndex);
    if (layout.get("bloomFilters") instanceof List<?> columns) {
      boolean isPromised = columns.contains(path);
      boolean isThere = column.isSetBloom_filter_offset();
      // A filter of no values isn't written, nor one of values that may have a NaN among them.
      if (isThere || (hasValues(column) && !mayHaveNan(column))) {
        checkPresence(file, path + ": Bloom filter", isPromised, isThere);
      }
    }
  }

  /** Tells whether the chunk is known to have a value that isn't null. */
  private static boolean hasValues(ColumnMetaData column) {
    Statistics statistics = column.getStatistics();
    return statistics != null
        && statistics.isSetNull_count()
        && statistics.getNull_count() < column.getNum_values();
  }

  /**
   * Tells whether the chunk may have a NaN. With one, the chunk has no bounds, and no filter, which
   * would have to hold all NaNs there can be.
   */
  private static boolean mayHaveNan(ColumnMetaData column) {
    boolean isFloating = column.getType() == Type.FLOAT || column.getType() == Type.DOUBLE;
    return isFloating && !column.getStatistics().isSetMax_value();
  }

  private static void checkPresence(
      CheckedFile file, String what, Object isPromised, boolean isThere) {
    if (isPromised instanceof Boolean promised && promised != isThere) {
      file.differsOnce(what, promised ? "there" : "none", isThere ? "there" : "none");
    }
  }

  private void checkPages(CheckedFile file, String path, ColumnMetaData column, long rows) {
    Set<String> allowed = encodings(path, column.getType());
    Set<String> found = new TreeSet<>();
    Set<PageType> types = new HashSet<>();
    long count = 0;
    for (PageEncodingStats pages : column.getEncoding_stats()) {
      if (pages.getPage_type() != PageType.DICTIONARY_PAGE) {
        types.add(pages.getPage_type());
        found.add(pages.getEncoding().name());
        count += pages.getCount();
      }
    }
    PageType version = text("pageVersion").equals("2") ? PageType.DATA_PAGE_V2 : PageType.DATA_PAGE;
    if (layout.containsKey("pageVersion") && !types.equals(Set.of(version))) {
      file.differsOnce(path + ": data pages", version, types);
    }
    if (layout.get("pageRows") instanceof Long most && most > 0) {
      long fewest = (rows + most - 1) / most;
      if (count < fewest) {
        file.differsOnce(path + ": number of data pages", "at least " + fewest, count);
      }
    }
    if (!allowed.isEmpty() && !allowed.containsAll(found)) {
      file.differsOnce(path + ": encodings", allowed, found);
    }
  }

  /** Encodings that data pages of a column can have by the options; empty if the values decide. */
  private Set<String> encodings(String path, Type type) {
    return switch (ofColumn("columnEncodings", path, "encoding").toLowerCase(Locale.ROOT)) {
      case "plain" -> Set.of("PLAIN");
      case "dictionary" ->
          type == Type.BOOLEAN ? Set.of("PLAIN") : new TreeSet<>(Set.of("PLAIN", "RLE_DICTIONARY"));
      case "delta" ->
          switch (type) {
            case INT32, INT64 -> Set.of("DELTA_BINARY_PACKED");
            case BYTE_ARRAY, FIXED_LEN_BYTE_ARRAY -> Set.of("DELTA_BYTE_ARRAY");
            default -> Set.of("PLAIN");
          };
      case "delta-length" -> Set.of(type == Type.BYTE_ARRAY ? "DELTA_LENGTH_BYTE_ARRAY" : "PLAIN");
      default -> Set.of();
    };
  }

  /** Value of an option for a column: its own, or else that of all other columns. */
  private String ofColumn(String option, String path, String ofOthers) {
    Object own = layout.get(option) instanceof Map<?, ?> byPath ? byPath.get(path) : null;
    return own == null ? text(ofOthers) : own.toString();
  }

  private String text(String option) {
    return String.valueOf(layout.get(option));
  }
}
