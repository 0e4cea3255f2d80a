package dev.nestedparquet.shred;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.nestedparquet.shred.fixtures.OneColumnFiles;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BitVectorHelper;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.ipc.ArrowStreamReader;
import org.apache.arrow.vector.ipc.message.ArrowFieldNode;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Decimals of 32 and 64 bits, which Arrow's Java library has no vectors for: others lay them out by
 * the format, and its own setters in 16 bytes each.
 */
final class SmallDecimalsTest extends OneColumnFiles {
  /** IPC streams of pyarrow 25 with {@code [5, 0, 7, 0]}; no buffer has a byte too many. */
  private static final String PYARROW_DECIMALS_OF_64_BITS =
      "/////3gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAU"
          + "AAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEHEAAAABwAAAAEAAAAAAAAAAEAAAB4AAoADAAEAAAA"
          + "CAAKAAAACgAAAEAAAAD/////iAAAABQAAAAAAAAADAAWAAYABQAIAAwADAAAAAADBAAYAAAAIAAA"
          + "AAAAAAAAAAoAGAAMAAQACAAKAAAAPAAAABAAAAAEAAAAAAAAAAAAAAACAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAIAAAAAAAAAAAAAAAAQAAAAQAAAAAAAAAAAAAAAAAAAAFAAAAAAAAAAAAAAAA"
          + "AAAABwAAAAAAAAAAAAAAAAAAAP////8AAAAA";

  private static final String PYARROW_DECIMALS_OF_32_BITS =
      "/////3gAAAAQAAAAAAAKAAwABgAFAAgACgAAAAABBAAMAAAACAAIAAAABAAIAAAABAAAAAEAAAAU"
          + "AAAAEAAUAAgABgAHAAwAAAAQABAAAAAAAAEHEAAAABwAAAAEAAAAAAAAAAEAAAB4AAoADAAEAAAA"
          + "CAAKAAAABwAAACAAAAD/////iAAAABQAAAAAAAAADAAWAAYABQAIAAwADAAAAAADBAAYAAAAEAAA"
          + "AAAAAAAAAAoAGAAMAAQACAAKAAAAPAAAABAAAAAEAAAAAAAAAAAAAAACAAAAAAAAAAAAAAAAAAAA"
          + "AAAAAAAAAAAAAAAAEAAAAAAAAAAAAAAAAQAAAAQAAAAAAAAAAAAAAAAAAAAFAAAAAAAAAAcAAAAA"
          + "AAAA/////wAAAAA=";

  /** As the format and other libraries have them: 4 bytes each. */
  @Test
  void decimalsOf32BitsAreReadByTheirFormat() throws IOException {
    Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, 32));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              try (ArrowBuf validity = allocator.buffer(8);
                  ArrowBuf data = allocator.buffer(64)) {
                validity.setZero(0, 8);
                data.setZero(0, 64);
                BitVectorHelper.setBit(validity, 0);
                BitVectorHelper.setBit(validity, 2);
                data.setInt(0, 12_345);
                data.setInt(8, -99_999);
                vector.loadFieldBuffers(new ArrowFieldNode(3, 1), List.of(validity, data));
              }
            });
    assertThat(found).containsExactly(bigEndian(12_345), null, bigEndian(-99_999));
  }

  /** Of 32 and 64 bits, with as many digits as Arrow allows there. */
  @Test
  void decimalsHaveAllTheDigitsThatTheirBitsTake() throws IOException {
    for (int bits : new int[] {32, 64}) {
      int precision = bits == 32 ? 9 : 18;
      long most = BigInteger.TEN.pow(precision).longValueExact() - 1;
      int width = bits / Byte.SIZE;
      List<Object> found =
          written(
              Field.nullable("x", new ArrowType.Decimal(precision, 2, bits)),
              2,
              vector -> {
                try (ArrowBuf validity = allocator.buffer(8);
                    ArrowBuf data = allocator.buffer(16)) {
                  validity.setByte(0, 0b11);
                  data.setLong(0, most);
                  data.setLong(width, -most);
                  vector.loadFieldBuffers(new ArrowFieldNode(2, 0), List.of(validity, data));
                }
              });
      assertThat(found)
          .containsExactly(
              ByteBuffer.wrap(BigInteger.valueOf(most).toByteArray()),
              ByteBuffer.wrap(BigInteger.valueOf(-most).toByteArray()));
    }
  }

  /** As Arrow's Java library itself sets them: 16 bytes each. */
  @Test
  void decimalsOf64BitsThatJavaSetAreReadAsItSetThem() throws IOException {
    Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, 64));
    List<Object> found =
        written(
            field,
            3,
            vector -> {
              ((DecimalVector) vector).setSafe(0, new BigDecimal("123.45"));
              ((DecimalVector) vector).setSafe(2, new BigDecimal("-999.99"));
            });
    assertThat(found).containsExactly(bigEndian(12_345), null, bigEndian(-99_999));
  }

  /** Both layouts of three numbers have the same 64 bytes: the format's are followed by padding. */
  @Test
  void decimalsOfFewBitsThatMayBeOfEitherLayoutAreRefusedRatherThanGuessed() throws IOException {
    for (int bytes : new int[] {Integer.BYTES, Long.BYTES}) {
      Field field = Field.nullable("x", new ArrowType.Decimal(5, 2, bytes * Byte.SIZE));
      int every = DecimalVector.TYPE_WIDTH / bytes;
      assertThat(written(field, 4, vector -> load(vector, bytes, 5, 6, 7, 8)))
          .containsExactly(bigEndian(5), bigEndian(6), bigEndian(7), bigEndian(8));
      assertThat(written(field, 4, vector -> load(vector, bytes, 5, 0, 0, 0)))
          .containsExactly(bigEndian(5), bigEndian(0), bigEndian(0), bigEndian(0));
      assertThatIllegalArgumentException()
          .isThrownBy(() -> written(field, every + 1, vector -> load(vector, bytes, spread(every))))
          .withMessageStartingWith(
              "column x: its %d decimals of %d bits can be read as %d bytes each",
              every + 1, bytes * Byte.SIZE, bytes);
    }
  }

  /** 5 and 7 with zeros between, which are 5 and 7 of 16 bytes, too. */
  private static int[] spread(int every) {
    int[] values = new int[every + 1];
    values[0] = 5;
    values[every] = 7;
    return values;
  }

  /** Puts values into a buffer with room for as many of 16 bytes. */
  private void load(FieldVector vector, int bytes, int... values) {
    int size = values.length * DecimalVector.TYPE_WIDTH;
    try (ArrowBuf validity = allocator.buffer(8);
        ArrowBuf data = allocator.buffer(size)) {
      validity.setLong(0, -1);
      data.setZero(0, data.capacity());
      for (int i = 0; i < values.length; i++) {
        data.setInt((long) i * bytes, values[i]);
      }
      vector.loadFieldBuffers(new ArrowFieldNode(values.length, 0), List.of(validity, data));
    }
  }

  /** Once this fails, such decimals come in by IPC, and have to be read back from there. */
  @ParameterizedTest
  @ValueSource(strings = {PYARROW_DECIMALS_OF_64_BITS, PYARROW_DECIMALS_OF_32_BITS})
  void decimalsOfFewBitsThatPyarrowWroteAreRefusedByArrowItself(String stream) throws IOException {
    byte[] bytes = Base64.getDecoder().decode(stream);
    try (ArrowStreamReader reader =
        new ArrowStreamReader(new ByteArrayInputStream(bytes), allocator)) {
      assertThatIllegalArgumentException()
          .isThrownBy(reader::getVectorSchemaRoot)
          .withMessage("Library only supports 128-bit and 256-bit decimal values");
    }
  }

  private static ByteBuffer bigEndian(int value) {
    return ByteBuffer.wrap(new byte[] {(byte) (value >> 16), (byte) (value >> 8), (byte) value});
  }
}
