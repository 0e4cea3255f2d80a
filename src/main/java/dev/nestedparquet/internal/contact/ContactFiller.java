package dev.nestedparquet.internal.contact;

import dev.nestedparquet.batch.BatchFiller;
import dev.nestedparquet.batch.Counts;
import dev.nestedparquet.batch.RowRange;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Fills the preset {@code contacts}: contact i is a pure function of the seed, the name skew and i.
 *
 * <p>Three kinds of draws decide on a contact. One draw decides which name it has. One decides
 * whether it has a name, and how many phones. One for each phone, at the position of the phone's id
 * {@code 5 * i + slot}, decides on the phone.
 *
 * <p><em>Threading:</em> {@link #forProducer} gives each producer a filler of its own. All share
 * the tables of names.
 */
public final class ContactFiller implements BatchFiller {
  /** Version of the rows: changes whenever the same seed makes other contacts. */
  public static final int DATA_VERSION = 1;

  public static final double DEFAULT_NAME_SKEW = 1.0;
  public static final double MAX_NAME_SKEW = 100;

  // Purposes of draws, for keys.
  private static final int NAMES = 1;
  private static final int ROW = 2;
  private static final int PHONES = 3;
  private static final int FIRST_NAME_RANKS = 4;
  private static final int LAST_NAME_RANKS = 5;

  /**
   * Number of rows, or of phones, that are filled at a time: as many as a word of a validity bitmap
   * has bits.
   */
  static final int BLOCK = 64;

  private static final List<String> ROWS_BY_PHONES =
      IntStream.rangeClosed(0, Distribution.MAX_PHONES)
          .mapToObj(phones -> "phonesPerContact/" + phones)
          .toList();

  private static final List<String> PHONES_BY_TYPE =
      ContactSchema.PHONE_TYPES.stream().map("phoneTypes/"::concat).toList();

  private final long seed;
  private final double nameSkew;
  private final NameTable firstNames;
  private final NameTable lastNames;
  private final SlabSizing sizing;
  private final ContactColumns columns;
  private final Schema schema;

  private final long rowKey;
  private final NameColumn names;
  private final PhoneColumns phones;
  private final long[] rowDraws = new long[BLOCK];

  /**
   * Makes a filler with all columns.
   *
   * @param nameSkew exponent of Zipf's law over the names: 0 (uniform) to 100
   */
  public ContactFiller(long seed, double nameSkew) {
    this(
        seed,
        requireSkew(nameSkew),
        NameTable.firstNames(nameSkew, CounterRandom.key(seed, FIRST_NAME_RANKS)),
        NameTable.lastNames(nameSkew, CounterRandom.key(seed, LAST_NAME_RANKS)),
        SlabSizing.DEVIATIONS,
        ContactColumns.ALL);
  }

  private ContactFiller(
      long seed,
      double nameSkew,
      NameTable firstNames,
      NameTable lastNames,
      double deviations,
      ContactColumns columns) {
    this.seed = seed;
    this.nameSkew = nameSkew;
    this.firstNames = firstNames;
    this.lastNames = lastNames;
    this.columns = columns;
    schema = columns.schema();
    sizing = new SlabSizing(firstNames, lastNames, deviations);
    rowKey = CounterRandom.key(seed, ROW);
    names = new NameColumn(firstNames, lastNames, CounterRandom.key(seed, NAMES));
    phones = new PhoneColumns(CounterRandom.key(seed, PHONES));
  }

  private static double requireSkew(double nameSkew) {
    if (!(nameSkew >= 0 && nameSkew <= MAX_NAME_SKEW)) {
      throw new IllegalArgumentException(
          "name skew: " + nameSkew + " is not between 0 (uniform) and " + (int) MAX_NAME_SKEW);
    }
    return nameSkew;
  }

  @Override
  public String name() {
    return "contacts";
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public ContactFiller forProducer() {
    return new ContactFiller(seed, nameSkew, firstNames, lastNames, SlabSizing.DEVIATIONS, columns);
  }

  @Override
  public ContactFiller select(Schema selected) {
    return new ContactFiller(
        seed, nameSkew, firstNames, lastNames, SlabSizing.DEVIATIONS, ContactColumns.of(selected));
  }

  /**
   * Makes a filler of the same contacts whose slabs are of another size at first. With small slabs,
   * tests reach the code for batches that outgrow their slab, which are too rare to come by
   * otherwise.
   *
   * @param deviations how many standard deviations above the mean size a slab has room for
   */
  ContactFiller withUsualBatches(double deviations) {
    return new ContactFiller(seed, nameSkew, firstNames, lastNames, deviations, columns);
  }

  @Override
  public MapDictionaryProvider newDictionaries(BufferAllocator allocator) {
    return new MapDictionaryProvider(ContactSchema.newPhoneTypeDictionary(allocator));
  }

  @Override
  public Map<String, Object> parameters() {
    Map<String, Object> parameters = new LinkedHashMap<>();
    parameters.put("dataVersion", DATA_VERSION);
    parameters.put("preset", name());
    parameters.put("seed", seed);
    parameters.put("nameSkew", nameSkew);
    return parameters;
  }

  @Override
  public long maxBatchBytes(RowRange rows) {
    // Bytes of the slab, and the allocator's rounding.
    return sizing.usual(rows).bytes(columns) + 2_048;
  }

  @Override
  public Counts fill(RowRange rows, VectorSchemaRoot root) {
    if (!tryFill(rows, root, sizing.usual(rows)) && !tryFill(rows, root, sizing.worst(rows))) {
      throw new IllegalStateException("contacts " + rows + " do not fit a batch");
    }
    return columns.areAll() ? counts(rows.rows()) : Counts.ofRows(rows.rows());
  }

  @Override
  public Counts emptyCounts() {
    return columns.areAll() ? forProducer().counts(0) : BatchFiller.super.emptyCounts();
  }

  private boolean tryFill(RowRange rows, VectorSchemaRoot root, ContactSlab.Capacity capacity) {
    BufferAllocator allocator = root.getVector(0).getAllocator();
    try (ContactSlab slab = new ContactSlab(allocator, capacity, columns)) {
      names.start(slab);
      phones.start(slab);
      for (long row = rows.first(); row < rows.end(); row += BLOCK) {
        int block = (int) Math.min(BLOCK, rows.end() - row);
        drawRows(row);
        if ((columns.name() && !names.fill(row, rowDraws, block))
            || (columns.phones() && !phones.fill(row, rowDraws, block))) {
          return false;
        }
      }
      phones.finish();
      slab.loadInto(
          root,
          (int) rows.rows(),
          phones.count(),
          new ContactSlab.Nulls(
              names.nulls(), phones.nullLists(), 0, phones.nullNumbers(), phones.nullTypes()));
      return true;
    }
  }

  private void drawRows(long firstRow) {
    // C1 keeps locals in registers, but not fields. The locals also make this method too large for
    // C1 to inline; inlined, it would leave no level to inline the mixing function of the draws.
    long[] rowDraws = this.rowDraws;
    long rowKey = this.rowKey;
    for (int i = 0; i < BLOCK; i++) {
      rowDraws[i] = CounterRandom.draw(rowKey, firstRow + i);
    }
  }

  private Counts counts(long rows) {
    Map<String, Long> counts = new LinkedHashMap<>();
    counts.put(Counts.ROWS, rows);
    counts.put("nameNulls", (long) names.nulls());
    counts.put("phonesNulls", (long) phones.nullLists());
    counts.put("phones", (long) phones.count());
    for (int length = 1; length <= Distribution.MAX_PHONES; length++) {
      counts.put(ROWS_BY_PHONES.get(length), (long) phones.rowsWith(length));
    }
    counts.put("numberNulls", (long) phones.nullNumbers());
    counts.put("phoneTypeNulls", (long) phones.nullTypes());
    counts.put("bothNull", (long) phones.bothNull());
    for (int type = 0; type < ContactSchema.PHONE_TYPES.size(); type++) {
      counts.put(PHONES_BY_TYPE.get(type), (long) phones.phonesOfType(type));
    }
    if (phones.numbers().largest() >= 0) {
      counts.put("number/" + Counts.SMALLEST, phones.numbers().smallest());
      counts.put("number/" + Counts.LARGEST, phones.numbers().largest());
    }
    return Counts.of(counts);
  }
}
