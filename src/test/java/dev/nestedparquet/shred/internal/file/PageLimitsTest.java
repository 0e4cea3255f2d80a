package dev.nestedparquet.shred.internal.file;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.internal.codec.CodecFailure;
import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.codec.SnappyCodec;
import dev.nestedparquet.shred.internal.codec.ZstdCodec;
import dev.nestedparquet.shred.internal.encode.EncodingRule;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Supplier;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.VarBinaryVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.Schema;
import org.apache.parquet.format.CompressionCodec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whoever has a page that a codec can't take, or fails at, is told its column and rows. */
final class PageLimitsTest {
  /** Takes pages of up to 100 bytes, as another takes 2 GiB. */
  private static final class NarrowCodec implements PageCodec {
    private final SnappyCodec snappy = new SnappyCodec();

    @Override
    public CompressionCodec codec() {
      return snappy.codec();
    }

    @Override
    public int mostBytes() {
      return 100;
    }

    @Override
    public void compress(long address, int bytes, GrowableBuffer target) {
      snappy.compress(address, bytes, target);
    }

    @Override
    public void close() {
      snappy.close();
    }
  }

  private static PageCodec closedZstd() {
    ZstdCodec codec = new ZstdCodec(1);
    codec.close();
    return codec;
  }

  /** Writes values of these lengths, four pages' rows in a row group. */
  private static void write(
      int version, EncodingRule encoding, Supplier<PageCodec> codec, int... lengths)
      throws IOException {
    ColumnLayout column =
        new ColumnLayout(
            encoding,
            codec,
            /* pageBytes= */ 80,
            /* pageRows= */ 2,
            /* dictionaryBytes= */ 1_000,
            /* hasStatistics= */ true,
            /* hasPageIndex= */ true,
            OptionalDouble.empty());
    FileLayout layout =
        new FileLayout(
            List.of(column, column), version, /* rowGroupRows= */ 3, 1 << 20, true, Map.of(), "us");
    Schema schema =
        new Schema(
            List.of(
                Field.notNullable("small", ArrowType.Binary.INSTANCE),
                Field.notNullable("large", ArrowType.Binary.INSTANCE)));
    try (BufferAllocator allocator = new RootAllocator();
        VectorSchemaRoot root = VectorSchemaRoot.create(schema, allocator);
        FileWriter writer =
            new FileWriter(
                Channels.newChannel(new ByteArrayOutputStream()),
                schema,
                new MapDictionaryProvider(),
                allocator,
                leaves -> layout)) {
      writer.begin();
      for (int row = 0; row < lengths.length; row++) {
        ((VarBinaryVector) root.getVector(0)).setSafe(row, new byte[1]);
        ((VarBinaryVector) root.getVector(1)).setSafe(row, new byte[lengths[row]]);
      }
      root.setRowCount(lengths.length);
      writer.write(root);
      writer.finish();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDataPageAboveTheCodecsLimit(int version) throws IOException {
    write(version, EncodingRule.PLAIN, NarrowCodec::new, 1, 2, 3, 4, 96);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> write(version, EncodingRule.PLAIN, NarrowCodec::new, 1, 2, 3, 4, 97))
        .withMessage(
            "column large, row 4 of the file (from 0): a page of 101 bytes is too large; 100 are"
                + " allowed, and a row is never cut");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aDictionaryPageAboveTheCodecsLimit(int version) throws IOException {
    write(version, EncodingRule.DICTIONARY, NarrowCodec::new, 30, 30, 30, 31, 32, 25);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(
            () -> write(version, EncodingRule.DICTIONARY, NarrowCodec::new, 30, 30, 30, 31, 32, 26))
        .withMessage(
            "column large, row 3 of the file (from 0) to 5: a page of 101 bytes is too large; 100"
                + " are allowed, and a row is never cut");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void aPageThatTheLibraryFailsAt(int version) {
    assertThatExceptionOfType(CodecFailure.class)
        .isThrownBy(() -> write(version, EncodingRule.PLAIN, PageLimitsTest::closedZstd, 1, 2, 3))
        .withMessageStartingWith(
            "column small, row 0 of the file (from 0) to 1: zstd cannot compress a page of 10"
                + " bytes: ")
        .withCauseInstanceOf(RuntimeException.class);
  }
}
