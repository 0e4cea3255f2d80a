package dev.nestedparquet.internal.preset;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactColumns;
import dev.nestedparquet.internal.contact.ContactSchema;
import dev.nestedparquet.internal.contact.ContactSlab;
import dev.nestedparquet.internal.contact.PhoneNumbers;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Fills contacts whose rows are of very different lengths. A batch ends before the row that would
 * make it too large, and gets buffers that are as large as its rows need.
 *
 * <p>A subclass, for one preset, says how large a row is at most without filling it, and appends
 * it.
 *
 * <p><em>Threading:</em> {@link #forProducer} gives each producer a filler of its own. Only such a
 * filler fills rows.
 */
abstract class PresetFiller implements BatchFiller {
  /**
   * Most bytes of a batch, but for a little more by rounding. Large enough for the longest row of
   * any preset, and so small that 4 files with 3 batches each take less than half of the default
   * memory budget.
   */
  static final int BATCH_BYTES = 4 << 20;

  /**
   * Bytes of a row without its texts and phones: offsets of name and list, and two bits of
   * validity, rounded up.
   */
  private static final int ROW_BYTES = 2 * Integer.BYTES + 1;

  /**
   * Bytes of a phone without its number: offset of the number, index of the type, and three bits of
   * validity, rounded up.
   */
  private static final int PHONE_BYTES = Integer.BYTES + 1 + 1;

  /**
   * A column without nulls gets another validity buffer when it is loaded. That one takes at most
   * this fraction of the bytes of the column's values.
   */
  private static final int VALIDITY_FRACTION = 16;

  /** Bytes for padding and rounding of 11 buffers, and of 5 more for validity. */
  private static final int ROUNDING_BYTES = 16_384;

  private final String name;
  private final int dataVersion;
  private final long seed;
  private final Limits limits;
  private final ContactAppender appender;

  /** Columns to fill; set before the filler is handed out. */
  private ContactColumns columns = ContactColumns.ALL;

  /**
   * Upper bounds on the rows of a preset.
   *
   * @param nameBytes most bytes of a name
   * @param phones most phones of a row
   * @param slots distance between the ids of two rows' first phones
   * @param rows most rows of a data set, so that ids of phones fit 64 bits
   */
  record Limits(int nameBytes, int phones, int slots, long rows) {}

  PresetFiller(String name, int dataVersion, long seed, Limits limits, ListLengths lengths) {
    this.name = name;
    this.dataVersion = dataVersion;
    this.seed = seed;
    this.limits = limits;
    appender = new ContactAppender(lengths);
  }

  /** Upper bound, in bytes, on the row's name; called on any thread. */
  abstract int nameBytes(long row);

  /** Upper bound on the number of the row's phones; called on any thread. */
  abstract int phones(long row);

  /** Appends the row's name. */
  abstract void appendName(long row, ContactAppender appender);

  /** Appends the row's list of phones. */
  abstract void appendPhones(long row, ContactAppender appender);

  /** Makes a filler of the same rows, with all columns. */
  abstract PresetFiller copy();

  /** Resets the numbers that {@link #addCounts} adds; called before each batch. */
  void clearCounts() {}

  /** Adds numbers that this preset alone counts, since the last {@link #clearCounts}. */
  void addCounts(Map<String, Long> counts) {}

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final Schema schema() {
    return columns.schema();
  }

  @Override
  public final PresetFiller forProducer() {
    return withColumns(columns);
  }

  @Override
  public final PresetFiller select(Schema selected) {
    return withColumns(ContactColumns.of(selected));
  }

  private PresetFiller withColumns(ContactColumns selected) {
    PresetFiller filler = copy();
    filler.columns = selected;
    return filler;
  }

  @Override
  public final MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return new MapDictionaryProvider(ContactSchema.newPhoneTypeDictionary(allocator));
  }

  @Override
  public final Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("dataVersion", dataVersion);
    parameters.put("preset", name);
    parameters.put("seed", seed);
    parameters.put("slots", limits.slots);
    return parameters;
  }

  final long seed() {
    return seed;
  }

  @Override
  public final long maxBatchBytes(RowRange rows) {
    long longest = longestRowBytes(rows);
    long bytes = rows.rows() <= BATCH_BYTES / longest ? rows.rows() * longest : BATCH_BYTES;
    return bytes + bytes / VALIDITY_FRACTION + ROUNDING_BYTES;
  }

  @Override
  public final long maxBytes(RowRange rows) {
    long most = Math.min(1, rows.rows());
    long ofRow = maxBatchBytes(new RowRange(rows.end() - most, most));
    return rows.rows() > Long.MAX_VALUE / ofRow ? Long.MAX_VALUE : ofRow * rows.rows();
  }

  private long longestRowBytes(RowRange rows) {
    if (rows.end() > limits.rows) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "rows: %,d is more than the %,d that preset %s can number the phones of",
              rows.end(),
              limits.rows,
              name));
    }
    return ROW_BYTES + limits.nameBytes + (long) limits.phones * (PHONE_BYTES + numberBytes(rows));
  }

  private int numberBytes(RowRange rows) {
    return PhoneNumbers.bytes(rows.end() * limits.slots);
  }

  @Override
  public final long rowsOfBatch(RowRange rows) {
    int phoneBytes = PHONE_BYTES + numberBytes(rows);
    long bytes = 0;
    for (long row = rows.first(); row < rows.end(); row++) {
      bytes += ROW_BYTES + nameBytes(row) + (long) phones(row) * phoneBytes;
      if (bytes > BATCH_BYTES) {
        return Math.max(1, row - rows.first());
      }
    }
    return rows.rows();
  }

  @Override
  public final Counts fill(RowRange rows, VectorSchemaRoot root) {
    BufferAllocator allocator = root.getVector(0).getAllocator();
    clearCounts();
    try (ContactSlab slab = new ContactSlab(allocator, capacity(rows), columns)) {
      appender.start(slab);
      for (long row = rows.first(); row < rows.end(); row++) {
        if (columns.name()) {
          appendName(row, appender);
        }
        if (columns.phones()) {
          appendPhones(row, appender);
        }
        appender.endRow();
      }
      appender.finishInto(root);
    }
    return columns.areAll() ? counts() : Counts.ofRows(rows.rows());
  }

  private Counts counts() {
    Map<String, Long> counts = appender.counts();
    addCounts(counts);
    return Counts.of(counts);
  }

  @Override
  public final Counts emptyCounts() {
    PresetFiller unused = forProducer();
    unused.clearCounts();
    return columns.areAll() ? unused.counts() : BatchFiller.super.emptyCounts();
  }

  private ContactSlab.Capacity capacity(RowRange rows) {
    int nameBytes = 0;
    int phones = 0;
    for (long row = rows.first(); row < rows.end(); row++) {
      nameBytes = Math.addExact(nameBytes, nameBytes(row));
      phones = Math.addExact(phones, phones(row));
    }
    return new ContactSlab.Capacity(
        (int) rows.rows(), nameBytes, phones, Math.multiplyExact(phones, numberBytes(rows)));
  }
}
