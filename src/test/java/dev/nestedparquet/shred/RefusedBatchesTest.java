package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.nestedparquet.shred.internal.file.PageWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampSecVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A batch that can't be written is refused as documented, and the file is never completed. */
final class RefusedBatchesTest {
  private static final DictionaryEncoding ENCODING = new DictionaryEncoding(7, false, null);
  private static final int MAGIC_BYTES = 4;

  private final BufferAllocator allocator = new RootAllocator();
  private final ByteArrayOutputStream file = new ByteArrayOutputStream();
  private final MapDictionaryProvider dictionaries = new MapDictionaryProvider();

  @AfterEach
  void closeAllocator() {
    dictionaries.close();
    allocator.close();
  }

  private ParquetShredder open(VectorSchemaRoot root) throws IOException {
    return ParquetShredder.open(
        Channels.newChannel(file),
        root.getSchema(),
        dictionaries,
        allocator,
        ShredderOptions.DEFAULT);
  }

  private void assertRefused(ParquetShredder shredder, VectorSchemaRoot root, String reason) {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> shredder.write(root))
        .withMessageContaining(reason);
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(() -> shredder.write(root))
        .withMessageContaining("an earlier write has failed");
    assertThatExceptionOfType(IllegalStateException.class)
        .isThrownBy(shredder::finish)
        .withMessageContaining("an earlier write has failed");
    shredder.close();
    assertThat(file.size()).isEqualTo(MAGIC_BYTES);
  }

  private TimeStampSecVector seconds(long value) {
    TimeStampSecVector seconds = new TimeStampSecVector("t", allocator);
    seconds.allocateNew(1);
    seconds.set(0, value);
    seconds.setValueCount(1);
    return seconds;
  }

  /** One row, with index 0 into a dictionary. */
  private VectorSchemaRoot indices() {
    Field field = new Field("x", new FieldType(true, ENCODING.getIndexType(), ENCODING), null);
    IntVector indices = (IntVector) field.createVector(allocator);
    indices.allocateNew(1);
    indices.set(0, 0);
    indices.setValueCount(1);
    return VectorSchemaRoot.of(indices);
  }

  @Test
  void aTimestampThatParquetHasNoBitsFor() throws IOException {
    try (VectorSchemaRoot root = VectorSchemaRoot.of(seconds(Long.MAX_VALUE / 1_000 + 1));
        ParquetShredder shredder = open(root)) {
      assertRefused(
          shredder,
          root,
          "column t, row 0 of the batch (0 of the file, both from 0): the timestamp"
              + " 9,223,372,036,854,776 s is out of range; -9,223,372,036,854,775 to"
              + " 9,223,372,036,854,775 s are allowed");
    }
  }

  @Test
  void aTimestampOfADictionaryThatParquetHasNoBitsFor() throws IOException {
    dictionaries.put(new Dictionary(seconds(Long.MAX_VALUE), ENCODING));
    try (VectorSchemaRoot root = indices();
        ParquetShredder shredder = open(root)) {
      assertRefused(
          shredder,
          root,
          "column x, row 0 of the batch (0 of the file, both from 0): entry 0 of dictionary 7: the"
              + " timestamp 9,223,372,036,854,775,807 s is out of range");
    }
  }

  @Test
  void aDictionaryThatHasBecomeOneOfAnotherType() throws IOException {
    dictionaries.put(new Dictionary(seconds(0), ENCODING));
    try (VectorSchemaRoot root = indices();
        ParquetShredder shredder = open(root)) {
      dictionaries.lookup(ENCODING.getId()).getVector().close();
      dictionaries.put(new Dictionary(new VarCharVector("text", allocator), ENCODING));
      assertRefused(shredder, root, "column x: dictionary 7 was of Timestamp");
    }
  }

  @Test
  void anIndexThatTheDictionaryHasNoEntryFor() throws IOException {
    TimeStampSecVector none = seconds(0);
    none.setValueCount(0);
    dictionaries.put(new Dictionary(none, ENCODING));
    try (VectorSchemaRoot root = indices();
        ParquetShredder shredder = open(root)) {
      assertRefused(shredder, root, "index 0 has no entry in dictionary 7; it is empty");
    }
  }

  @Test
  void aVectorWithFewerValuesThanTheBatchHasRows() throws IOException {
    try (TimeStampSecVector one = seconds(0);
        VectorSchemaRoot root =
            new VectorSchemaRoot(List.of(one.getField()), List.of(one), /* rowCount= */ 2);
        ParquetShredder shredder = open(root)) {
      assertRefused(shredder, root, "column t: the vector has 1 values, and the batch 2");
    }
  }

  @Test
  void nothingIsWrittenToAFileThatIsClosed() throws IOException {
    try (VectorSchemaRoot root = VectorSchemaRoot.of(seconds(0));
        ParquetShredder shredder = open(root)) {
      shredder.close();
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(() -> shredder.write(root))
          .withMessage("the file is closed");
      assertThatExceptionOfType(IllegalStateException.class)
          .isThrownBy(shredder::finish)
          .withMessage("the file is closed");
      shredder.close();
      assertThat(file.size()).isEqualTo(MAGIC_BYTES);
    }
  }

  @Test
  void aPageAbove2GibibytesIsToldAsSuch() {
    assertThat(PageWriter.pageSize(Integer.MAX_VALUE)).isEqualTo(Integer.MAX_VALUE);
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PageWriter.pageSize(1L << 31))
        .withMessageContaining("2,147,483,648 bytes is too large; 2,147,483,647 are allowed");
  }
}
