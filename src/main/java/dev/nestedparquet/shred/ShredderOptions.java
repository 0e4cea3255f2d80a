package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.file.ArrowSchemaText;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * How a file is written:
 *
 * <pre>{@code
 * ShredderOptions.builder().compression(Compression.zstd(3)).pageBytes(64 << 10).build()
 * }</pre>
 *
 * <p>Columns are named by their Parquet path, such as {@code phones.list.element.number}, or by the
 * end of it without what Parquet puts between for lists and maps, such as {@code phones.number} or
 * {@code number}, if no other column's ends so. Names may have dots of their own; an option for a
 * path that two columns have is refused.
 *
 * @param compression of the pages
 * @param rowGroupRows rows of a row group, at most
 * @param rowGroupBytes a row group ends when its pages have so many bytes in the file, about, even
 *     if it has fewer rows; a page that isn't full yet, one to a column, counts as it is before
 *     compression, so that memory is bounded, too
 * @param pageBytes a page ends when its values have so many bytes, about; a row is never cut
 * @param pageVersion of data pages, 1 or 2
 * @param encodings encodings of columns; of those that are not named, {@code defaultEncoding}
 * @param defaultEncoding see there
 * @param bloomFilters columns that get a Bloom filter for each row group
 * @param statistics whether there are smallest and largest values and counts of nulls
 * @param pageIndex whether there are a column index and an offset index; without statistics, the
 *     offset index alone
 * @param arrowSchema whether the Arrow schema is kept, so that readers give back its very types
 * @param metadata key-value pairs for the footer
 */
public record ShredderOptions(
    Compression compression,
    int rowGroupRows,
    long rowGroupBytes,
    int pageBytes,
    int pageVersion,
    Map<String, ColumnEncoding> encodings,
    ColumnEncoding defaultEncoding,
    Set<String> bloomFilters,
    boolean statistics,
    boolean pageIndex,
    boolean arrowSchema,
    Map<String, String> metadata) {

  public static final int DEFAULT_ROW_GROUP_ROWS = 131_072;

  /** So that row groups of any data fit the default memory budget, which is 128 MiB. */
  public static final long DEFAULT_ROW_GROUP_BYTES = 16L << 20;

  public static final int DEFAULT_PAGE_BYTES = 1 << 20;

  /** Of a Bloom filter: parquet-java's default. */
  static final double FALSE_POSITIVES = 0.01;

  /** Rows of a page, at most: page indexes of narrow columns are of use, too. As a batch has. */
  static final int PAGE_ROWS = 32_768;

  /** A dictionary that gets as large as this no longer pays. */
  static final int DICTIONARY_BYTES = 1 << 20;

  /** Uncompressed, encodings by the data, statistics and page index. */
  public static final ShredderOptions DEFAULT =
      new ShredderOptions(
          Compression.NONE,
          DEFAULT_ROW_GROUP_ROWS,
          DEFAULT_ROW_GROUP_BYTES,
          DEFAULT_PAGE_BYTES,
          1,
          Map.of(),
          ColumnEncoding.AUTO,
          Set.of(),
          true,
          true,
          true,
          Map.of());

  public ShredderOptions {
    require(rowGroupRows >= 1, "row group rows", rowGroupRows, "at least 1");
    require(rowGroupBytes >= 1, "row group size", rowGroupBytes, "at least 1 byte");
    require(pageBytes >= 1, "page size", pageBytes, "at least 1 byte");
    require(
        pageBytes <= 1 << 30,
        "page size",
        pageBytes,
        "at most 1 GiB, for pages have 2 GiB at most");
    if (metadata.containsKey(ArrowSchemaText.KEY)) {
      throw new IllegalArgumentException(
          "metadata: " + ArrowSchemaText.KEY + " is written by the option for it");
    }
    require(pageVersion == 1 || pageVersion == 2, "page version", pageVersion, "1 or 2");
    encodings = Map.copyOf(encodings);
    bloomFilters = Set.copyOf(bloomFilters);
    metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
  }

  private static void require(boolean holds, String name, long value, String allowed) {
    if (!holds) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT, "%s: %,d is not allowed; it has to be %s", name, value, allowed));
    }
  }

  ColumnEncoding encodingOf(String path) {
    return encodings.getOrDefault(path, defaultEncoding);
  }

  /** The defaults, to be changed one by one. */
  public static Builder builder() {
    return DEFAULT.toBuilder();
  }

  /** These options, to be changed one by one; they stay as they are. */
  public Builder toBuilder() {
    return new Builder(this);
  }

  /**
   * Options in the making; each method is described at the option of the same name. What is not
   * allowed is refused by {@link #build}.
   *
   * <p><em>Threading:</em> one thread.
   */
  public static final class Builder {
    private Compression compression;
    private int rowGroupRows;
    private long rowGroupBytes;
    private int pageBytes;
    private int pageVersion;
    private Map<String, ColumnEncoding> encodings;
    private ColumnEncoding defaultEncoding;
    private Set<String> bloomFilters;
    private boolean statistics;
    private boolean pageIndex;
    private boolean arrowSchema;
    private Map<String, String> metadata;

    private Builder(ShredderOptions options) {
      compression = options.compression;
      rowGroupRows = options.rowGroupRows;
      rowGroupBytes = options.rowGroupBytes;
      pageBytes = options.pageBytes;
      pageVersion = options.pageVersion;
      encodings = options.encodings;
      defaultEncoding = options.defaultEncoding;
      bloomFilters = options.bloomFilters;
      statistics = options.statistics;
      pageIndex = options.pageIndex;
      arrowSchema = options.arrowSchema;
      metadata = options.metadata;
    }

    public Builder compression(Compression compression) {
      this.compression = compression;
      return this;
    }

    public Builder rowGroupRows(int rowGroupRows) {
      this.rowGroupRows = rowGroupRows;
      return this;
    }

    public Builder rowGroupBytes(long rowGroupBytes) {
      this.rowGroupBytes = rowGroupBytes;
      return this;
    }

    public Builder pageBytes(int pageBytes) {
      this.pageBytes = pageBytes;
      return this;
    }

    public Builder pageVersion(int pageVersion) {
      this.pageVersion = pageVersion;
      return this;
    }

    public Builder encodings(Map<String, ColumnEncoding> encodings) {
      this.encodings = encodings;
      return this;
    }

    public Builder defaultEncoding(ColumnEncoding defaultEncoding) {
      this.defaultEncoding = defaultEncoding;
      return this;
    }

    public Builder bloomFilters(Set<String> bloomFilters) {
      this.bloomFilters = bloomFilters;
      return this;
    }

    public Builder statistics(boolean statistics) {
      this.statistics = statistics;
      return this;
    }

    public Builder pageIndex(boolean pageIndex) {
      this.pageIndex = pageIndex;
      return this;
    }

    public Builder arrowSchema(boolean arrowSchema) {
      this.arrowSchema = arrowSchema;
      return this;
    }

    public Builder metadata(Map<String, String> metadata) {
      this.metadata = metadata;
      return this;
    }

    /**
     * The options as they are now; can be called again.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public ShredderOptions build() {
      return new ShredderOptions(
          compression,
          rowGroupRows,
          rowGroupBytes,
          pageBytes,
          pageVersion,
          encodings,
          defaultEncoding,
          bloomFilters,
          statistics,
          pageIndex,
          arrowSchema,
          metadata);
    }
  }
}
