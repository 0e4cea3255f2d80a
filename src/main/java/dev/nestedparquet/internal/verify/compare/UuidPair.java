package dev.nestedparquet.internal.verify.compare;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.apache.arrow.vector.FixedSizeBinaryVector;
import org.apache.arrow.vector.VarCharVector;

/** A pair of an expected column of UUIDs, and a column that was read as text. */
final class UuidPair extends SinglePair {
  private final FixedSizeBinaryVector uuids;
  private final VarCharVector texts;

  UuidPair(FixedSizeBinaryVector expected, VarCharVector found) {
    super(expected, found);
    uuids = expected;
    texts = found;
  }

  private String uuid(int e) {
    ByteBuffer bytes = ByteBuffer.wrap(uuids.get(e));
    return new UUID(bytes.getLong(), bytes.getLong()).toString();
  }

  @Override
  boolean same(int e, int f) {
    return uuid(e).equals(new String(texts.get(f), StandardCharsets.US_ASCII));
  }

  @Override
  String expectedText(int e) {
    return expected.isNull(e) ? ValueText.NULL : '"' + uuid(e) + '"';
  }
}
