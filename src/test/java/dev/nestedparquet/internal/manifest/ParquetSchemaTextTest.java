package dev.nestedparquet.internal.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nestedparquet.internal.contact.ContactFiller;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.TimeUnit;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;

final class ParquetSchemaTextTest {
  /** The specification's own words, indented. */
  @Test
  void contactsAreTheSchemaOfTheSpecification() {
    ContactFiller filler = new ContactFiller(0, 1);
    try (BufferAllocator allocator = new RootAllocator();
        MapDictionaryProvider dictionaries = filler.newDictionaries(allocator)) {
      assertThat(ParquetSchemaText.of(filler.schema(), dictionaries))
          .isEqualTo(
              """
              message schema {
                optional binary name (STRING);
                optional group phones (LIST) {
                  repeated group list {
                    optional group element {
                      optional binary number (STRING);
                      optional binary phone_type (STRING);
                    }
                  }
                }
              }
              """);
    }
  }

  private static String text(Field... fields) {
    return ParquetSchemaText.of(new Schema(List.of(fields)), new MapDictionaryProvider());
  }

  private static String line(ArrowType type) {
    return text(Field.nullable("x", type)).lines().skip(1).findFirst().orElseThrow().strip();
  }

  @Test
  void plainTypesHaveTheirPhysicalTypeAndAnnotation() {
    assertThat(line(new ArrowType.Int(32, true))).isEqualTo("optional int32 x;");
    assertThat(line(new ArrowType.Int(64, true))).isEqualTo("optional int64 x;");
    assertThat(line(new ArrowType.Int(8, false))).isEqualTo("optional int32 x (INTEGER(8,false));");
    assertThat(line(new ArrowType.FloatingPoint(FloatingPointPrecision.DOUBLE)))
        .isEqualTo("optional double x;");
    assertThat(line(ArrowType.Bool.INSTANCE)).isEqualTo("optional boolean x;");
    assertThat(line(ArrowType.Binary.INSTANCE)).isEqualTo("optional binary x;");
    assertThat(line(new ArrowType.Timestamp(TimeUnit.MICROSECOND, "UTC")))
        .isEqualTo("optional int64 x (TIMESTAMP(MICROS,true));");
    assertThat(line(new ArrowType.FixedSizeBinary(16)))
        .isEqualTo("optional fixed_len_byte_array(16) x;");
  }

  @Test
  void decimalsTakeAsFewBytesAsTheirDigitsNeed() {
    assertThat(line(new ArrowType.Decimal(2, 0, 128))).contains("fixed_len_byte_array(1) ");
    assertThat(line(new ArrowType.Decimal(3, 0, 128))).contains("fixed_len_byte_array(2) ");
    assertThat(line(new ArrowType.Decimal(38, 10, 128)))
        .isEqualTo("optional fixed_len_byte_array(16) x (DECIMAL(38,10));");
  }

  @Test
  void requiredFieldsAndListsOfListsKeepTheirLevels() {
    Field item = new Field("item", FieldType.notNullable(new ArrowType.Int(32, true)), null);
    Field inner = new Field("item", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
    Field outer = new Field("days", FieldType.notNullable(ArrowType.List.INSTANCE), List.of(inner));
    assertThat(text(outer))
        .isEqualTo(
            """
            message schema {
              required group days (LIST) {
                repeated group list {
                  optional group element (LIST) {
                    repeated group list {
                      required int32 element;
                    }
                  }
                }
              }
            }
            """);
  }

  @Test
  void mapsHaveKeysAndValues() {
    Field key = new Field("k", FieldType.notNullable(ArrowType.Utf8.INSTANCE), null);
    Field entry =
        new Field(
            "entries",
            FieldType.notNullable(ArrowType.Struct.INSTANCE),
            List.of(key, Field.nullable("v", new ArrowType.Int(64, true))));
    Field map = new Field("m", FieldType.nullable(new ArrowType.Map(false)), List.of(entry));
    assertThat(text(map))
        .isEqualTo(
            """
            message schema {
              optional group m (MAP) {
                repeated group key_value {
                  required binary key (STRING);
                  optional int64 value;
                }
              }
            }
            """);
  }
}
