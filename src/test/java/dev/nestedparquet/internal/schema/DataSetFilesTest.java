package dev.nestedparquet.internal.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nestedparquet.internal.contact.ContactSchema;
import dev.nestedparquet.internal.manifest.ParquetSchemaText;
import dev.nestedparquet.internal.schema.arrow.ArrowSchemas;
import dev.nestedparquet.internal.schema.model.DataSetFile;
import dev.nestedparquet.internal.schema.model.Node;
import dev.nestedparquet.internal.schema.model.Source;
import dev.nestedparquet.internal.schema.model.Type;
import dev.nestedparquet.internal.schema.model.Value;
import dev.nestedparquet.internal.schema.parse.LayoutReader;
import dev.nestedparquet.internal.schema.parse.Values;
import dev.nestedparquet.shred.ColumnEncoding;
import dev.nestedparquet.shred.Compression;
import dev.nestedparquet.shred.ShredderOptions;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files that are right, what they mean, and the schemas they become. */
final class DataSetFilesTest {
  private static final Path EXAMPLES =
      Path.of("src/test/resources/dev/nestedparquet/internal/schema");

  private static DataSetFile columns(String columns) {
    String head = "nested-parquet: 1\nname: x\ncolumns:\n";
    return DataSetFiles.read("f", head + columns.indent(2), null, Map.of());
  }

  private static List<String> fields(String columns) {
    return ArrowSchemas.of(columns(columns)).getFields().stream().map(Field::toString).toList();
  }

  private static String parquet(DataSetFile file) {
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries =
            ArrowSchemas.dictionaryTypes(file, id -> true, allocator)) {
      return ParquetSchemaText.of(ArrowSchemas.of(file), dictionaries);
    }
  }

  private static Source source(DataSetFile file, int column) {
    return ((Node.Leaf) file.columns().get(column)).source();
  }

  @Test
  void contactsDeclaredHaveTheSchemaOfThoseBuiltIn() {
    DataSetFile contacts = DataSetFiles.load(EXAMPLES.resolve("contacts.yaml"), Map.of());
    assertThat(ArrowSchemas.of(contacts)).isEqualTo(ContactSchema.SCHEMA);
    assertThat(contacts.rows().rows()).isEqualTo(1_844_674_407_370_955_161L);
  }

  @Test
  void ordersAreThreeListsDeep() {
    DataSetFile orders = DataSetFiles.load(EXAMPLES.resolve("orders.yaml"), Map.of());
    assertThat(parquet(orders))
        .contains("required int64 order_id;")
        .contains("optional int64 ordered_at (TIMESTAMP(MICROS,false));")
        .contains("              optional fixed_len_byte_array(6) amount (DECIMAL(14,2));")
        .contains("optional group attributes (MAP) {")
        .contains("required binary key (STRING);");
    assertThat(orders.rows().rows()).isEqualTo(4_000_000_000L);
    assertThat(orders.layout().options()).containsEntry("page-size", "64KiB");
  }

  @Test
  void parametersThatAreSetStandInForThoseOfTheFile() {
    DataSetFile orders = DataSetFiles.load(EXAMPLES.resolve("orders.yaml"), Map.of("skew", "0.25"));
    Node customer = orders.columns().get(2);
    assertThat(customer.head().lets().get(0).zipf()).isEqualTo(new BigDecimal("0.25"));
  }

  @Test
  void everyTypeBecomesArrows() {
    assertThat(
            fields(
                """
                a: {type: bool, null: never, const: true}
                b: {type: uint16, const: 65535}
                c: {type: float16, const: 65504}
                d: {type: "decimal(38,0)", const: 99999999999999999999999999999999999999}
                e: {type: time(ms), const: 23:59:59.999}
                f: {type: time(ns), const: 00:00}
                g: {type: "timestamp(ns, Europe/Berlin)", const: 2024-01-01T00:00:00+01:00}
                h: {type: duration(s), const: -1h30m}
                i: {type: large_string, const: x}
                j: {type: large_binary, const: 0xCAFE}
                k: {type: fixed_binary(2), const: 0xCAFE}
                l: {type: date, const: 0001-01-01}
                m: {list: {type: int8, const: 1}, length: {fixed: 3}}
                n: {list: {type: int8, const: 1}, length: 2, large: true}
                o: {type: string, dictionary: true, const: x, field-id: 9}
                """))
        .containsExactly(
            "a: Bool not null",
            "b: Int(16, false)",
            "c: FloatingPoint(HALF)",
            "d: Decimal(38, 0, 128)",
            "e: Time(MILLISECOND, 32)",
            "f: Time(NANOSECOND, 64)",
            "g: Timestamp(NANOSECOND, Europe/Berlin)",
            "h: Duration(SECOND)",
            "i: LargeUtf8",
            "j: LargeBinary",
            "k: FixedSizeBinary(2)",
            "l: Date(DAY)",
            "m: FixedSizeList(3)<item: Int(8, true)>",
            "n: LargeList<item: Int(8, true)>",
            "o: Int(32, true)[dictionary: 1]");
  }

  @Test
  void uuidsAndFieldIdsAreKnownToParquet() {
    DataSetFile file =
        columns(
            "u: {type: uuid, unique: {of: 5}, field-id: 3}\nd: {type: date, dictionary: uint8,"
                + " const: 2024-01-01}");
    assertThat(parquet(file))
        .contains("optional fixed_len_byte_array(16) u (UUID) = 3;")
        .contains("optional int32 d (DATE);");
  }

  @Test
  void numbersAreExact() {
    DataSetFile file =
        columns(
            """
            a: {type: "decimal(20,2)", const: 1.5k}
            b: {type: uint64, const: 18446744073709551615}
            c: {type: timestamp(ns), const: "2024-01-01 00:00:00.123456789"}
            d: {type: float64, const: 0.1}
            e: {type: float64, const: -0.0}
            """);
    assertThat(source(file, 0)).hasToString("Const[value=Units[units=150000]]");
    assertThat(source(file, 1)).hasToString("Const[value=Units[units=18446744073709551615]]");
    assertThat(source(file, 2)).hasToString("Const[value=Units[units=1704067200123456789]]");
    assertThat(source(file, 3)).isEqualTo(new Source.Const(new Value.Real(new BigDecimal("0.1"))));
    assertThat(source(file, 4)).isEqualTo(new Source.Const(Value.Special.NEGATIVE_ZERO));
  }

  @Test
  void floatsAreRoundedOnceAndAreWhatReadersPrint() {
    DataSetFile file =
        columns(
            """
            a: {type: float32, const: 3.4028235e38}
            b: {type: float32, const: 1.4e-45}
            c: {type: float64, const: 1.7976931348623157e308}
            d: {type: float64, const: 4.9e-324}
            e: {type: float16, const: 65519.99}
            f: {type: float16, const: 6e-8}
            g: {type: float64, pick: {1.50: 1, 2: 1}}
            h: {type: int8, switch: {on: g, 1.5: {const: 1}, else: {const: 0}}}
            """);
    assertThat(source(file, 6).toString()).contains("number=1.5]");
    Type half = new Type.Floating(16);
    assertThat(Values.stored(Values.of("65519.99", half), half)).isEqualTo(65504.0);
    assertThat(Values.stored(Values.of("6e-8", half), half)).isEqualTo(Math.scalb(1.0, -24));
    // Just above the middle of two halves, which a float can't tell from it.
    assertThat(Values.stored(Values.of("1.00048828125000001", half), half))
        .isEqualTo(1 + Math.scalb(1.0, -10));
    assertThat(Values.stored(Values.of("1.00048828125", half), half)).isEqualTo(1.0);
  }

  @Test
  void drawsOfEntitiesAndColumnsAreApartAndWrittenInOneWay() {
    DataSetFile file =
        DataSetFiles.read(
            "f",
            """
            nested-parquet: 1
            name: x
            entities: {c: {count: 5, fields: {k: {type: int8, const: 1}, m: {type: int8, const: 1, draw: .c.old}}}}
            columns:
              entities: {fields: {c: {fields: {k: {type: int8, const: 1}}}}}
              a.b: {type: int8, const: 1}
              d: {type: int8, const: 1, draw: "`a`.`b.c`"}
            """,
            null,
            Map.of());
    List<Node.Leaf> fields = file.entities().get("c").fields();
    assertThat(fields.get(0).head().sequence()).isEqualTo(".c.k");
    assertThat(fields.get(1).head().sequence()).isEqualTo(".c.old");
    assertThat(file.columns().get(0).children().get(0).children().get(0).head().sequence())
        .isEqualTo("entities.c.k");
    assertThat(file.columns().get(1).head().sequence()).isEqualTo("`a.b`");
    assertThat(file.columns().get(2).head().sequence()).isEqualTo("a.`b.c`");
  }

  @Test
  void alphabetsHaveEachCharacterOnce() {
    DataSetFile file =
        columns("a: {type: string, text: {length: 3, alphabet: [letters, ascii, letters]}}");
    assertThat(((Source.Text) source(file, 0)).alphabet().size()).isEqualTo(95);
  }

  @Test
  void aLayoutIsWhatTheShredderTakes() {
    DataSetFile file =
        DataSetFiles.read(
            "f",
            """
            nested-parquet: 1
            name: x
            columns: {a: {type: int8, const: 1}, l: {length: 2, list: {type: string, const: x}}}
            layout: {page-size: 64KiB, compression: "zstd:5", bloom-filter-fpp: 5%, statistics: false, page-index: true, columns: {l: {encoding: delta-length, bloom-filter: true}, a: {compression: lz4}}}
            """,
            null,
            Map.of());
    ShredderOptions options = LayoutReader.options(file.layout());
    assertThat(options)
        .isEqualTo(
            ShredderOptions.builder()
                .pageBytes(65_536)
                .compression(Compression.zstd(5))
                .bloomFilterFpp(0.05)
                .statistics(false)
                .pageIndex(false)
                .columnEncodings(Map.of("l", ColumnEncoding.DELTA_LENGTH))
                .bloomFilters(Set.of("l"))
                .columnCompressions(Map.of("a", Compression.LZ4))
                .build());
  }

  @Test
  void anErrorOfAnExpressionCanBeNull() {
    DataSetFile file =
        columns("a: {type: int64, expr: 1 / row, on-error: null}\nb: {type: int64, expr: 1 / row}");
    assertThat(((Source.Computed) source(file, 0)).nullOnError()).isTrue();
    assertThat(((Source.Computed) source(file, 1)).nullOnError()).isFalse();
  }

  @Test
  void aCountryIsNoBool() {
    assertThat(source(columns("a: {type: string, pick: [NO, yes, on, 1, ~x]}"), 0).toString())
        .contains("text=NO", "text=yes", "text=on", "text=1", "text=~x");
  }

  @Test
  void aListCanBeAFileBesideThisOne(@TempDir Path root) throws Exception {
    Files.writeString(root.resolve("cities.txt"), "\uFEFFOslo\r\nBonn\n");
    Path file = root.resolve("d.yaml");
    String head = "nested-parquet: 1\nname: x\nlists: {c: {file: cities.txt}}\n";
    Files.writeString(file, head + "columns: {a: {type: string, pick: c}}\n");
    assertThat(DataSetFiles.load(file, Map.of()).lists().get("c").texts())
        .containsExactly("Oslo", "Bonn");
    Files.delete(root.resolve("cities.txt"));
    assertThatThrownBy(() -> DataSetFiles.load(file, Map.of()))
        .hasMessage(file + ":3:19: lists.c.file: there is no file cities.txt beside this one");
    Path elsewhere = Files.writeString(root.resolve("secret"), "Rome\n");
    Path directory = Files.createDirectory(root.resolve("d"));
    Files.createSymbolicLink(directory.resolve("cities.txt"), elsewhere);
    Path below = Files.copy(file, directory.resolve("d.yaml"));
    assertThatThrownBy(() -> DataSetFiles.load(below, Map.of()))
        .hasMessageEndingWith("cities.txt is a link to a file that is not beside this one");
  }

  @Test
  void rowsEndWithTheSourceThatEndsFirst() {
    DataSetFile file = columns("a: {length: {0-9: 1}, list: {type: int8, sequence: {}}}");
    assertThat(file.rows().rows()).isEqualTo(14);
    assertThat(file.rows().path()).isEqualTo("columns.a.list");
  }

  @Test
  void expressionsHaveTypesOfTheirOwn() {
    DataSetFile file =
        columns(
            """
            t: {type: timestamp(us), const: 2024-01-01}
            d: {type: duration(us), const: 1s}
            end: {type: timestamp(us), expr: t + 2 * d}
            l: {length: {0-3: 1}, list: {type: "decimal(5,2)", uniform: [1, 2]}}
            total: {type: "decimal(9,2)", expr: "coalesce(sum(l), 0)"}
            n: {type: int32, expr: "if(count(l) > 2 and not t is null, length('a''b'), -1)"}
            share: {type: "decimal(9,4)", expr: "round(total / 3, 4)"}
            x: {type: string, expr: "concat('n', cast(n as string))"}
            """);
    assertThat(file.columns()).hasSize(8);
  }
}
