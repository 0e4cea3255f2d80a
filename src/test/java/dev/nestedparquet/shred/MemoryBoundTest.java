package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What rows can need follows from what they have. */
final class MemoryBoundTest {
  private static long neededBytes(Field field, long arrowBytes) {
    return ParquetShredder.neededBytes(
        new Schema(List.of(field)),
        new MapDictionaryProvider(),
        ShredderOptions.DEFAULT,
        /* rows= */ 1,
        arrowBytes);
  }

  @Test
  void aWideValueIsNotCountedAsManyOfThem() {
    int width = 1 << 20;
    Field field = Field.nullable("value", new ArrowType.FixedSizeBinary(width));
    assertThat(neededBytes(field, width)).isBetween(6L * width, 20L * width);
  }

  @ParameterizedTest
  @ValueSource(ints = {4_095, 4_096, 8_192, 1 << 20})
  void wideValuesInListsNeedWhatTheyHave(int width) {
    Field item = Field.nullable("item", new ArrowType.FixedSizeBinary(width));
    Field list = new Field("list", FieldType.nullable(ArrowType.List.INSTANCE), List.of(item));
    long bytes = 16L << 20;
    assertThat(neededBytes(list, bytes)).isBetween(6 * bytes, 20 * bytes);
  }
}
