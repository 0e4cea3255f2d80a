package dev.nestedparquet.shred;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * Options of a Parquet file:
 *
 * <pre>{@code
 * ShredderOptions.builder().compression(Compression.zstd(3)).pageBytes(64 << 10).build()
 * }</pre>
 *
 * <p>A column is named by its path in the Parquet schema, such as {@code
 * phones.list.element.number}. The groups that Parquet adds for lists and maps can be left out, as
 * in {@code phones.number}, and so can the beginning of the path, as in {@code number}, if no other
 * column fits that name. Names of fields may have dots; an option for a path that two columns have
 * is refused.
 *
 * <p><em>Threading:</em> any; options never change.
 */
public final class ShredderOptions {
  /** Rows, 131,072. */
  public static final int DEFAULT_ROW_GROUP_ROWS = 131_072;

  /**
   * Bytes, 16 MiB, so that row groups of any data fit the pipeline's default memory budget of 128
   * MiB.
   */
  public static final long DEFAULT_ROW_GROUP_BYTES = 16L << 20;

  /** Bytes, 1 MiB. */
  public static final int DEFAULT_PAGE_BYTES = 1 << 20;

  /**
   * Rows, 32,768: as many as a batch of the pipeline has by default. Narrow columns, too, get
   * enough pages for a page index.
   */
  public static final int DEFAULT_PAGE_ROWS = 32_768;

  /** Bytes, 1 MiB: a larger dictionary no longer pays. */
  public static final int DEFAULT_DICTIONARY_BYTES = 1 << 20;

  /** A share, 0.01; the default of parquet-java, too. */
  public static final double DEFAULT_BLOOM_FILTER_FPP = 0.01;

  /** Default options: no compression, encodings chosen by the data, statistics and page index. */
  public static final ShredderOptions DEFAULT = new Builder().build();

  /** A copy that nobody else refers to, and so never changes. */
  private final Builder values;

  private ShredderOptions(Builder values) {
    this.values = values;
  }

  /** A builder that begins with the defaults. */
  public static Builder builder() {
    return new Builder();
  }

  /** A builder that begins with these options, which don't change by it. */
  public Builder toBuilder() {
    return new Builder(values);
  }

  /** Compression of all columns but those of {@link #columnCompressions}. */
  public Compression compression() {
    return values.compression;
  }

  /** Compression of single columns, by name. */
  public Map<String, Compression> columnCompressions() {
    return values.columnCompressions;
  }

  /** Most rows of a row group. */
  public int rowGroupRows() {
    return values.rowGroupRows;
  }

  /**
   * Bytes of a row group in the file at which it ends, about, even if it has fewer than {@link
   * #rowGroupRows}. Full pages count as compressed. The open page of each column counts as it is
   * before compression, so that memory is bounded, too.
   */
  public long rowGroupBytes() {
    return values.rowGroupBytes;
  }

  /**
   * Bytes of a page's values, before compression, at which the page ends, about. A row is never
   * cut.
   */
  public int pageBytes() {
    return values.pageBytes;
  }

  /** Most rows of a page, which ends there even if it has fewer than {@link #pageBytes}. */
  public int pageRows() {
    return values.pageRows;
  }

  /** Version of data pages, 1 or 2. */
  public int pageVersion() {
    return values.pageVersion;
  }

  /** Encoding of all columns but those of {@link #columnEncodings}. */
  public ColumnEncoding encoding() {
    return values.encoding;
  }

  /** Encoding of single columns, by name. */
  public Map<String, ColumnEncoding> columnEncodings() {
    return values.columnEncodings;
  }

  /**
   * Bytes of a dictionary page, before compression, at which a column chunk goes on without its
   * dictionary, about. A dictionary can exceed a limit below {@link #DEFAULT_DICTIONARY_BYTES} by
   * as much again, and a higher limit by the values of a page. Each entry takes about 24 bytes of
   * the Java heap.
   */
  public int dictionaryBytes() {
    return values.dictionaryBytes;
  }

  /** Names of the columns that get a Bloom filter for each row group. */
  public Set<String> bloomFilters() {
    return values.bloomFilters;
  }

  /**
   * False-positive rate of Bloom filters: the share of absent values that a filter may report as
   * present. The lower the rate, the larger the filters, up to 128 MiB each.
   */
  public double bloomFilterFpp() {
    return values.bloomFilterFpp;
  }

  /** Whether smallest and largest values and counts of nulls are written. */
  public boolean statistics() {
    return values.statistics;
  }

  /**
   * Whether a column index and an offset index are written; without {@link #statistics}, the offset
   * index alone.
   */
  public boolean pageIndex() {
    return values.pageIndex;
  }

  /**
   * Whether the Arrow schema is kept in the footer, so that Arrow's readers give back its very
   * types.
   */
  public boolean arrowSchema() {
    return values.arrowSchema;
  }

  /** Key-value pairs for the footer, in their order. */
  public Map<String, String> metadata() {
    return values.metadata;
  }

  @Override
  public boolean equals(Object other) {
    return this == other
        || (other instanceof ShredderOptions options
            && values.byName().equals(options.values.byName()));
  }

  @Override
  public int hashCode() {
    return values.byName().hashCode();
  }

  /** Text of all options with their values, such as {@code {compression=zstd:3, ...}}. */
  @Override
  public String toString() {
    return values.byName().toString();
  }

  /**
   * Collects options. The method of the same name in {@link ShredderOptions} says more of an
   * option. {@link #build} refuses values that are not allowed.
   *
   * <p><em>Threading:</em> one thread.
   */
  public static final class Builder {
    private Compression compression = Compression.NONE;
    private Map<String, Compression> columnCompressions = Map.of();
    private int rowGroupRows = DEFAULT_ROW_GROUP_ROWS;
    private long rowGroupBytes = DEFAULT_ROW_GROUP_BYTES;
    private int pageBytes = DEFAULT_PAGE_BYTES;
    private int pageRows = DEFAULT_PAGE_ROWS;
    private int pageVersion = 1;
    private ColumnEncoding encoding = ColumnEncoding.AUTO;
    private Map<String, ColumnEncoding> columnEncodings = Map.of();
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
      columnCompressions = other.columnCompressions;
      rowGroupRows = other.rowGroupRows;
      rowGroupBytes = other.rowGroupBytes;
      pageBytes = other.pageBytes;
      pageRows = other.pageRows;
      pageVersion = other.pageVersion;
      encoding = other.encoding;
      columnEncodings = other.columnEncodings;
      dictionaryBytes = other.dictionaryBytes;
      bloomFilters = other.bloomFilters;
      bloomFilterFpp = other.bloomFilterFpp;
      statistics = other.statistics;
      pageIndex = other.pageIndex;
      arrowSchema = other.arrowSchema;
      metadata = other.metadata;
    }

    /** Sets the codec of all columns but those of {@link #columnCompressions}, by default none. */
    public Builder compression(Compression compression) {
      this.compression = compression;
      return this;
    }

    /** Sets codecs of single columns, by name; the default is an empty map. */
    public Builder columnCompressions(Map<String, Compression> columnCompressions) {
      this.columnCompressions = columnCompressions;
      return this;
    }

    /** Sets the most rows of a row group: 1 or more, by default {@link #DEFAULT_ROW_GROUP_ROWS}. */
    public Builder rowGroupRows(int rowGroupRows) {
      this.rowGroupRows = rowGroupRows;
      return this;
    }

    /**
     * Sets the bytes in the file at which a row group ends, about: 1 or more, by default {@link
     * #DEFAULT_ROW_GROUP_BYTES}.
     */
    public Builder rowGroupBytes(long rowGroupBytes) {
      this.rowGroupBytes = rowGroupBytes;
      return this;
    }

    /**
     * Sets the bytes of values, before compression, at which a page ends, about: from 1 to 1 GiB,
     * by default {@link #DEFAULT_PAGE_BYTES}.
     */
    public Builder pageBytes(int pageBytes) {
      this.pageBytes = pageBytes;
      return this;
    }

    /** Sets the most rows of a page: 1 or more, by default {@link #DEFAULT_PAGE_ROWS}. */
    public Builder pageRows(int pageRows) {
      this.pageRows = pageRows;
      return this;
    }

    /** Sets the version of data pages: 1, the default, or 2. */
    public Builder pageVersion(int pageVersion) {
      this.pageVersion = pageVersion;
      return this;
    }

    /**
     * Sets the encoding of all columns but those of {@link #columnEncodings}, by default {@link
     * ColumnEncoding#AUTO}.
     */
    public Builder encoding(ColumnEncoding encoding) {
      this.encoding = encoding;
      return this;
    }

    /** Sets encodings of single columns, by name; the default is an empty map. */
    public Builder columnEncodings(Map<String, ColumnEncoding> columnEncodings) {
      this.columnEncodings = columnEncodings;
      return this;
    }

    /**
     * Sets the bytes of a dictionary page, before compression, at which a column chunk goes on
     * without it, about: from 1 to 1 GiB, by default {@link #DEFAULT_DICTIONARY_BYTES}.
     */
    public Builder dictionaryBytes(int dictionaryBytes) {
      this.dictionaryBytes = dictionaryBytes;
      return this;
    }

    /** Sets the names of the columns that get Bloom filters; the default is none. */
    public Builder bloomFilters(Set<String> bloomFilters) {
      this.bloomFilters = bloomFilters;
      return this;
    }

    /**
     * Sets the false-positive rate of Bloom filters: from 1e-9 to below 1, by default {@link
     * #DEFAULT_BLOOM_FILTER_FPP}.
     */
    public Builder bloomFilterFpp(double bloomFilterFpp) {
      this.bloomFilterFpp = bloomFilterFpp;
      return this;
    }

    /**
     * Sets whether smallest and largest values and counts of nulls are written, by default true.
     */
    public Builder statistics(boolean statistics) {
      this.statistics = statistics;
      return this;
    }

    /** Sets whether a column index and an offset index are written, by default true. */
    public Builder pageIndex(boolean pageIndex) {
      this.pageIndex = pageIndex;
      return this;
    }

    /** Sets whether the Arrow schema is kept in the footer, by default true. */
    public Builder arrowSchema(boolean arrowSchema) {
      this.arrowSchema = arrowSchema;
      return this;
    }

    /**
     * Sets key-value pairs for the footer, without a key {@code ARROW:schema}; the default is an
     * empty map.
     */
    public Builder metadata(Map<String, String> metadata) {
      this.metadata = metadata;
      return this;
    }

    private Map<String, Object> byName() {
      Map<String, Object> byName = new LinkedHashMap<>();
      byName.put("compression", compression);
      byName.put("columnCompressions", columnCompressions);
      byName.put("rowGroupRows", rowGroupRows);
      byName.put("rowGroupBytes", rowGroupBytes);
      byName.put("pageBytes", pageBytes);
      byName.put("pageRows", pageRows);
      byName.put("pageVersion", pageVersion);
      byName.put("encoding", encoding);
      byName.put("columnEncodings", columnEncodings);
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
     * Makes options of the values so far. The builder can be changed and used again.
     *
     * @throws IllegalArgumentException if a value is not allowed; the message says which values are
     */
    public ShredderOptions build() {
      byName().forEach(OptionLimits::requireNoNull); // First: copies refuse nulls without a name.
      Builder copy = new Builder(this);
      copy.columnCompressions = Map.copyOf(columnCompressions);
      copy.columnEncodings = Map.copyOf(columnEncodings);
      copy.bloomFilters = Set.copyOf(bloomFilters);
      copy.metadata = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
      ShredderOptions options = new ShredderOptions(copy);
      OptionLimits.require(options);
      return options;
    }
  }
}
