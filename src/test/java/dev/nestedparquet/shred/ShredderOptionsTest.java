package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class ShredderOptionsTest {
  private static final ShredderOptions ALL_OTHERS =
      new ShredderOptions(
          Compression.SNAPPY,
          1,
          2,
          3,
          2,
          Map.of("a", ColumnEncoding.PLAIN),
          ColumnEncoding.DELTA,
          Set.of("b"),
          false,
          false,
          false,
          Map.of("key", "value"));

  @Test
  void whatIsNotSaidIsAsByDefault() {
    assertThat(ShredderOptions.builder().build()).isEqualTo(ShredderOptions.DEFAULT);
    assertThat(ALL_OTHERS.toBuilder().build()).isEqualTo(ALL_OTHERS);
  }

  @Test
  void whatIsSaidIsTheOptionOfThatName() {
    ShredderOptions built =
        ShredderOptions.builder()
            .compression(Compression.SNAPPY)
            .rowGroupRows(1)
            .rowGroupBytes(2)
            .pageBytes(3)
            .pageVersion(2)
            .encodings(Map.of("a", ColumnEncoding.PLAIN))
            .defaultEncoding(ColumnEncoding.DELTA)
            .bloomFilters(Set.of("b"))
            .statistics(false)
            .pageIndex(false)
            .arrowSchema(false)
            .metadata(Map.of("key", "value"))
            .build();
    assertThat(built).isEqualTo(ALL_OTHERS);
  }

  @Test
  void whatIsNotAllowedIsRefusedWhenBuilt() {
    ShredderOptions.Builder builder = ShredderOptions.builder().pageBytes(0);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(builder::build)
        .withMessage("page size: 0 is not allowed; it has to be at least 1 byte");
  }
}
