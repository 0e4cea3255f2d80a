package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.FloatingPointPrecision;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * A Bloom filter by which a reader would lose rows, or gain nothing, is not written but refused.
 */
final class RefusedBloomFiltersTest {
  private static final ShredderOptions OPTIONS =
      ShredderOptions.builder().bloomFilters(Set.of("x")).build();

  static Stream<ArrowType> typesWithoutFilters() {
    return Stream.of(
        ArrowType.Bool.INSTANCE,
        ArrowType.Binary.INSTANCE,
        ArrowType.LargeBinary.INSTANCE,
        ArrowType.BinaryView.INSTANCE,
        new ArrowType.FixedSizeBinary(16),
        new ArrowType.FloatingPoint(FloatingPointPrecision.HALF));
  }

  private static void check(ArrowType type, Map<String, String> metadata) {
    Field field = new Field("x", new FieldType(true, type, null, metadata), null);
    ParquetShredder.check(new Schema(List.of(field)), new MapDictionaryProvider(), OPTIONS);
  }

  @ParameterizedTest
  @MethodSource("typesWithoutFilters")
  void aFilterThatHarmsIsRefusedWithTheReason(ArrowType type) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> check(type, null))
        .withMessageStartingWith("column x ")
        .withMessageContaining("Bloom filter");
  }

  @Test
  void binaryOfALogicalTypeHasFilters() {
    Map<String, String> uuid = Map.of("ARROW:extension:name", "arrow.uuid");
    assertThatCode(() -> check(new ArrowType.FixedSizeBinary(16), uuid)).doesNotThrowAnyException();
    assertThatCode(() -> check(ArrowType.Utf8.INSTANCE, null)).doesNotThrowAnyException();
    assertThatCode(() -> check(new ArrowType.Decimal(9, 2, 128), null)).doesNotThrowAnyException();
  }
}
