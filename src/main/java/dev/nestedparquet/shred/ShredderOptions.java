package dev.nestedparquet.shred;

import dev.nestedparquet.shred.internal.file.ArrowSchemaText;
import dev.nestedparquet.shred.internal.statistics.BloomFilter;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
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
 * <p><em>Threading:</em> any; options never change.
 */
public final class ShredderOptions {
  public static final int DEFAULT_ROW_GROUP_ROWS = 131_072;

  /** So that row groups of any data fit the default memory budget, which is 128 MiB. */
  public static final long DEFAULT_ROW_GROUP_BYTES = 16L << 20;

  public static final int DEFAULT_PAGE_BYTES = 1 << 20;

  /** So that page indexes of narrow columns are of use, too. As a batch has. */
  public static final int DEFAULT_PAGE_ROWS = 32_768;

  /** A dictionary that gets as large as this no longer pays. */
  public static final int DEFAULT_DICTIONARY_BYTES = 1 << 20;

  /** As parquet-java's. */
  public static final double DEFAULT_BLOOM_FILTER_FPP = 0.01;

  private static final int MOST_PAGE_BYTES = 1 << 30;

  /** Uncompressed, encodings by the data, statistics and page index. */
  public static final ShredderOptions DEFAULT = new Builder().build();

  /** A builder that nobody else has, so that it stays as it is. */
  private final Builder values;

  private ShredderOptions(Builder values) {
    this.values = values;
  }

  /** The defaults, to be changed one by one. */
  public static Builder builder() {
    return new Builder();
  }

  /** These options, to be changed one by one; they stay as they are. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** How pages are compressed, but for the columns of {@link #compressions}. */
  public Compression compression() {
    return values.compression;
  }

  /** How pages of these columns are compressed. */
  public Map<String, Compression> compressions() {
    return values.compressions;
  }

  /** Rows of a row group, at most. */
  public int rowGroupRows() {
    return values.rowGroupRows;
  }

  /**
   * Bytes of a row group in the file, about: it ends there even if it has fewer rows. A page that
   * isn't full yet, one to a column, counts as it is before compression, so that memory is bounded,
   * too.
   */
  public long rowGroupBytes() {
    return values.rowGroupBytes;
  }

  /**
   * Bytes of the values of a page before compression, about: the page ends there. A row is never
   * cut.
   */
  public int pageBytes() {
    return values.pageBytes;
  }

  /** Rows of a page, at most: it ends there even if it has fewer bytes. */
  public int pageRows() {
    return values.pageRows;
  }

  /** Version of data pages, 1 or 2. */
  public int pageVersion() {
    return values.pageVersion;
  }

  /** How values are encoded, but for the columns of {@link #encodings}. */
  public ColumnEncoding defaultEncoding() {
    return values.defaultEncoding;
  }

  /** How values of these columns are encoded. */
  public Map<String, ColumnEncoding> encodings() {
    return values.encodings;
  }

  /**
   * Bytes of a dictionary page before compression, about: a column chunk whose dictionary gets as
   * large goes on without. The dictionary can exceed it by as much again, or by the values of a
   * page if it is {@link #DEFAULT_DICTIONARY_BYTES} or more. Each entry takes 24 bytes of the heap,
   * about.
   */
  public int dictionaryBytes() {
    return values.dictionaryBytes;
  }

  /** Columns that get a Bloom filter for each row group. */
  public Set<String> bloomFilters() {
    return values.bloomFilters;
  }

  /**
   * Share of other values that a Bloom filter may take for its own. The lower it is, the larger are
   * the filters, up to 128 MiB each.
   */
  public double bloomFilterFpp() {
    return values.bloomFilterFpp;
  }

  /** Whether there are smallest and largest values and counts of nulls. */
  public boolean statistics() {
    return values.statistics;
  }

  /**
   * Whether there are a column index and an offset index; without statistics, the offset index
   * alone.
   */
  public boolean pageIndex() {
    return values.pageIndex;
  }

  /** Whether the Arrow schema is kept, so that readers give back its very types. */
  public boolean arrowSchema() {
    return values.arrowSchema;
  }

  /** Key-value pairs for the footer. */
  public Map<String, String> metadata() {
    return values.metadata;
  }

  Compression compressionOf(String path) {
    return values.compressions.getOrDefault(path, values.compression);
  }

  ColumnEncoding encodingOf(String path) {
    return values.encodings.getOrDefault(path, values.defaultEncoding);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ShredderOptions options
        && values.byName().equals(options.values.byName());
  }

  @Override
  public int hashCode() {
    return values.byName().hashCode();
  }

  /** All options with their values, such as {@code {compression=zstd:3, ...}}. */
  @Override
  public String toString() {
    return values.byName().toString();
  }

  /**
   * Options in the making; each method is described at the option of the same name. What is not
   * allowed is refused by {@link #build}.
   *
   * <p><em>Threading:</em> one thread.
   */
  public static final class Builder {
    private Compression compression = Compression.NONE;
    private Map<String, Compression> compressions = Map.of();
    private int rowGroupRows = DEFAULT_ROW_GROUP_ROWS;
    private long rowGroupBytes = DEFAULT_ROW_GROUP_BYTES;
    private int pageBytes = DEFAULT_PAGE_BYTES;
    private int pageRows = DEFAULT_PAGE_ROWS;
    private int pageVersion = 1;
    private ColumnEncoding defaultEncoding = ColumnEncoding.AUTO;
    private Map<String, ColumnEncoding> encodings = Map.of();
    private int dictionaryBytes = DEFAULT_DICTIONARY_BYTES;
    private Set<String> bloomFilters = Set.of();
    private double bloomFilterFpp = DEFAULT_BLOOM_FILTER_FPP;
    private boolean statistics = true;
    private boolean pageIndex = true;
    private boolean arrowSchema = true;
    private Map<String, String> metadata = Map.of();

    private Builder() {}

    private Builder(Builder other) {
      compression = other.compression;
      compressions = other.compressions;
      rowGroupRows = other.rowGroupRows;
      rowGroupBytes = other.rowGroupBytes;
      pageBytes = other.pageBytes;
      pageRows = other.pageRows;
      pageVersion = other.pageVersion;
      defaultEncoding = other.defaultEncoding;
      encodings = other.encodings;
      dictionaryBytes = other.dictionaryBytes;
      bloomFilters = other.bloomFilters;
      bloomFilterFpp = other.bloomFilterFpp;
      statistics = other.statistics;
      pageIndex = other.pageIndex;
      arrowSchema = other.arrowSchema;
      metadata = other.metadata;
    }

    public Builder compression(Compression compression) {
      this.compression = compression;
      return this;
    }

    public Builder compressions(Map<String, Compression> compressions) {
      this.compressions = compressions;
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

    public Builder pageRows(int pageRows) {
      this.pageRows = pageRows;
      return this;
    }

    public Builder pageVersion(int pageVersion) {
      this.pageVersion = pageVersion;
      return this;
    }

    public Builder defaultEncoding(ColumnEncoding defaultEncoding) {
      this.defaultEncoding = defaultEncoding;
      return this;
    }

    public Builder encodings(Map<String, ColumnEncoding> encodings) {
      this.encodings = encodings;
      return this;
    }

    public Builder dictionaryBytes(int dictionaryBytes) {
      this.dictionaryBytes = dictionaryBytes;
      return this;
    }

    public Builder bloomFilters(Set<String> bloomFilters) {
      this.bloomFilters = bloomFilters;
      return this;
    }

    public Builder bloomFilterFpp(double bloomFilterFpp) {
      this.bloomFilterFpp = bloomFilterFpp;
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

    private Map<String, Object> byName() {
      Map<String, Object> byName = new LinkedHashMap<>();
      byName.put("compression", compression);
      byName.put("compressions", compressions);
      byName.put("rowGroupRows", rowGroupRows);
      byName.put("rowGroupBytes", rowGroupBytes);
      byName.put("pageBytes", pageBytes);
      byName.put("pageRows", pageRows);
      byName.put("pageVersion", pageVersion);
      byName.put("defaultEncoding", defaultEncoding);
      byName.put("encodings", encodings);
      byName.put("dictionaryBytes", dictionaryBytes);
      byName.put("bloomFilters", bloomFilters);
      byName.put("bloomFilterFpp", bloomFilterFpp);
      byName.put("statistics", statistics);
      byName.put("pageIndex", pageIndex);
      byName.put("arrowSchema", arrowSchema);
      byName.put("metadata", metadata);
      return byName;
    }

    /**
     * The options as they are now; can be called again.
     *
     * @throws IllegalArgumentException if a value is not allowed
     */
    public ShredderOptions build() {
      requireAllowed();
      Builder copy = new Builder(this);
      copy.compressions = Map.copyOf(compressions);
      copy.encodings = Map.copyOf(encodings);
      copy.bloomFilters = Set.copyOf(bloomFilters);
      copy.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      return new ShredderOptions(copy);
    }

    private void requireAllowed() {
      byName().forEach(Builder::requireNoNull);
      require(rowGroupRows >= 1, "row group rows", rowGroupRows, "at least 1");
      require(rowGroupBytes >= 1, "row group size", rowGroupBytes, "at least 1 byte");
      require(pageBytes >= 1, "page size", pageBytes, "at least 1 byte");
      require(
          pageBytes <= MOST_PAGE_BYTES,
          "page size",
          pageBytes,
          "at most 1 GiB, for pages have 2 GiB at most");
      require(pageRows >= 1, "page rows", pageRows, "at least 1");
      require(pageVersion == 1 || pageVersion == 2, "page version", pageVersion, "1 or 2");
      require(dictionaryBytes >= 1, "dictionary limit", dictionaryBytes, "at least 1 byte");
      require(
          dictionaryBytes <= MOST_PAGE_BYTES,
          "dictionary limit",
          dictionaryBytes,
          "at most 1 GiB, for pages have 2 GiB at most");
      if (!(bloomFilterFpp >= BloomFilter.LEAST_FALSE_POSITIVES && bloomFilterFpp < 1)) { // NaN
        throw new IllegalArgumentException(
            "Bloom filter's false-positive rate: "
                + bloomFilterFpp
                + " is not allowed; it has to be at least "
                + BloomFilter.LEAST_FALSE_POSITIVES
                + " and below 1");
      }
      if (metadata.containsKey(ArrowSchemaText.KEY)) {
        throw new IllegalArgumentException(
            "metadata: " + ArrowSchemaText.KEY + " is written by the option for it");
      }
    }

    private static void requireNoNull(String name, Object value) {
      boolean hasNull =
          value instanceof Map<?, ?> map
              ? hasNull(map.keySet()) || hasNull(map.values())
              : value instanceof Set<?> set && hasNull(set);
      if (value == null || hasNull) {
        throw new IllegalArgumentException(
            name + ": null is not allowed; leave out what is to be as by default");
      }
    }

    private static boolean hasNull(Collection<?> values) {
      return values.stream().anyMatch(Objects::isNull); // contains(null) may throw.
    }

    private static void require(boolean holds, String name, long value, String allowed) {
      if (!holds) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT, "%s: %,d is not allowed; it has to be %s", name, value, allowed));
      }
    }
  }
}
