package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.shred.fixtures.OneColumnFiles;
import dev.nestedparquet.shred.fixtures.RawFooter;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.vector.TimeStampVector;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.ArrowType.ExtensionType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.parquet.format.ConvertedType;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.io.LocalInputFile;
import org.junit.jupiter.api.Test;

/** Types as they stand in the Parquet schema, and values that depend on them. */
final class StoredTypesTest extends OneColumnFiles {
  private static final ArrowType INT32 = new ArrowType.Int(32, true);

  private String line(ArrowType type, Map<String, String> metadata) throws IOException {
    written(new Field("x", new FieldType(true, type, null, metadata), null), 0, vector -> {});
    try (ParquetFileReader reader = ParquetFileReader.open(new LocalInputFile(file()))) {
      return reader.getFileMetaData().getSchema().getFields().get(0).toString();
    }
  }

  @Test
  void extensionTypesHaveTheirLogicalTypeAlsoIfOnlyTheMetadataNamesThem() throws IOException {
    String name = ExtensionType.EXTENSION_METADATA_KEY_NAME;
    assertThat(line(new ArrowType.FixedSizeBinary(16), Map.of(name, "arrow.uuid")))
        .isEqualTo("optional fixed_len_byte_array(16) x (UUID)");
    assertThat(line(ArrowType.Utf8View.INSTANCE, Map.of(name, "arrow.json")))
        .isEqualTo("optional binary x (JSON)");
    assertThat(line(new ArrowType.Int(8, true), Map.of(name, "arrow.bool8")))
        .isEqualTo("optional int32 x (INTEGER(8,true))");
    assertThat(line(new ArrowType.FixedSizeBinary(15), Map.of(name, "arrow.uuid")))
        .isEqualTo("optional fixed_len_byte_array(15) x");
  }

  /** So it is to pyarrow: of files that it writes, DuckDB shows no id for -1 and -9. */
  @Test
  void aNegativeFieldIdIsNone() throws IOException {
    for (String none : List.of("-1", "-9", "-2147483648")) {
      assertThat(line(INT32, Map.of("PARQUET:field_id", none))).isEqualTo("optional int32 x");
    }
    assertThat(line(INT32, Map.of("PARQUET:field_id", "0"))).isEqualTo("optional int32 x = 0");
    assertThat(line(INT32, Map.of("PARQUET:field_id", "9"))).isEqualTo("optional int32 x = 9");
  }

  @Test
  void timesOfDayHaveNoZoneWhateverTheirUnit() throws IOException {
    for (TimeUnit unit : TimeUnit.values()) {
      boolean isShort = unit == TimeUnit.SECOND || unit == TimeUnit.MILLISECOND;
      int bits = isShort ? Integer.SIZE : Long.SIZE;
      assertThat(line(new ArrowType.Time(unit, bits), null)).contains("(TIME(", ",false))");
    }
  }

  @Test
  void timestampsHaveTheirConvertedTypeAndStayLocalWithoutAZone() throws IOException {
    for (TimeUnit unit : TimeUnit.values()) {
      for (String zone : Arrays.asList(null, "", "UTC", "Europe/Berlin")) {
        boolean isUtc = zone != null && !zone.isEmpty();
        String logical = unit == TimeUnit.SECOND ? "MILLIS" : unit.name().replace("SECOND", "S");
        assertThat(line(new ArrowType.Timestamp(unit, zone), null))
            .isEqualTo("optional int64 x (TIMESTAMP(" + logical + "," + isUtc + "))");
        SchemaElement element = new RawFooter(file()).metadata().getSchema().get(1);
        assertThat(element.getConverted_type())
            .isEqualTo(
                switch (unit) {
                  case SECOND, MILLISECOND -> ConvertedType.TIMESTAMP_MILLIS;
                  case MICROSECOND -> ConvertedType.TIMESTAMP_MICROS;
                  case NANOSECOND -> null;
                });
      }
    }
  }

  @Test
  void duckDbReadsTimestampsWithoutAZoneAsLocal() throws Exception {
    List<Object> stored =
        written(
            Field.nullable("x", new ArrowType.Timestamp(TimeUnit.MICROSECOND, null)),
            1,
            vector -> ((TimeStampVector) vector).setSafe(0, 1_719_835_200_000_000L));
    assertThat(stored).containsExactly(1_719_835_200_000_000L);
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "SELECT typeof(x), CAST(x AS VARCHAR) FROM read_parquet('" + file() + "')")) {
      rows.next();
      assertThat(rows.getString(1)).isEqualTo("TIMESTAMP");
      assertThat(rows.getString(2)).isEqualTo("2024-07-01 12:00:00");
    }
  }
}
