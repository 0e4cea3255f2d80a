package dev.nestedparquet.shred.internal.file;

import static org.apache.arrow.memory.util.MemoryUtil.putInt;

import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.encode.DictionaryTable;
import dev.nestedparquet.shred.internal.encode.OpenPage;
import dev.nestedparquet.shred.internal.encode.PageTooLargeException;
import dev.nestedparquet.shred.internal.encode.ValueEncoder;
import dev.nestedparquet.shred.internal.levels.RleBitPackingEncoder;
import dev.nestedparquet.shred.internal.memory.GrowableBuffer;
import java.io.IOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.Util;

/**
 * Puts pages together: header, levels, values. In version 1 levels and values are compressed
 * together, in version 2 the values alone (README.md of the format, "Data Pages"). All columns of a
 * file share one page writer, since only one page at a time is put together.
 *
 * <p><em>Ownership:</em> owns scratch memory until {@link #close}; borrows codecs.
 */
public final class PageWriter implements AutoCloseable {
  private final int version;
  private final GrowableBuffer levels;
  private final GrowableBuffer body;
  private final GrowableBuffer compressed;

  public PageWriter(int version, BufferAllocator allocator) {
    this.version = version;
    levels = new GrowableBuffer(allocator);
    body = new GrowableBuffer(allocator);
    compressed = new GrowableBuffer(allocator);
  }

  /** Type of the data pages, which follows from their version. */
  PageType dataPage() {
    return version == 1 ? PageType.DATA_PAGE : PageType.DATA_PAGE_V2;
  }

  /**
   * Appends a data page to the target, and begins the encoder's next page.
   *
   * @return bytes of the page before compression, header included
   * @throws PageTooLargeException if the page is too large for its header or for the codec
   */
  long write(OpenPage page, ValueEncoder encoder, PageCodec codec, BufferedPages target) {
    levels.clear();
    putLevels(page.repetition, page.slots(), page.highestRepetition);
    int repetitionBytes = (int) levels.size();
    putLevels(page.definition, page.slots(), page.highestDefinition);
    int definitionBytes = (int) levels.size() - repetitionBytes;
    body.clear();
    Encoding encoding = encoder.encoding();
    if (version == 1) {
      body.append(levels.address(), levels.size());
      encoder.finishPage(body);
      GrowableBuffer bytes = compressed(body, codec);
      PageHeader header = header(dataPage(), body.size(), bytes.size());
      header.setData_page_header(
          new DataPageHeader(page.slots(), encoding, Encoding.RLE, Encoding.RLE));
      byte[] headerBytes = bytesOf(header);
      target.append(headerBytes);
      target.append(bytes);
      return headerBytes.length + body.size();
    }
    encoder.finishPage(body);
    GrowableBuffer bytes = compressed(body, codec);
    boolean smaller = bytes.size() < body.size();
    if (!smaller) {
      bytes = body;
    }
    long levelBytes = levels.size();
    PageHeader header = header(dataPage(), levelBytes + body.size(), levelBytes + bytes.size());
    DataPageHeaderV2 second =
        new DataPageHeaderV2(
            page.slots(),
            page.slots() - page.values(),
            page.rows(),
            encoding,
            definitionBytes,
            repetitionBytes);
    second.setIs_compressed(smaller);
    header.setData_page_header_v2(second);
    byte[] headerBytes = bytesOf(header);
    target.append(headerBytes);
    target.append(levels);
    target.append(bytes);
    return headerBytes.length + levelBytes + body.size();
  }

  /**
   * Writes a dictionary page to the file, without buffering it.
   *
   * @return bytes of the page before compression, header included
   * @throws PageTooLargeException if the page is too large for its header or for the codec
   */
  long writeDictionary(DictionaryTable table, PageCodec codec, ChannelOutput output)
      throws IOException {
    GrowableBuffer bytes = compressed(table.page(), codec);
    PageHeader header = header(PageType.DICTIONARY_PAGE, table.page().size(), bytes.size());
    header.setDictionary_page_header(new DictionaryPageHeader(table.size(), Encoding.PLAIN));
    byte[] headerBytes = bytesOf(header);
    output.write(headerBytes);
    output.write(bytes);
    return headerBytes.length + table.page().size();
  }

  /** Bytes by which its memory grows at most for a page of so many bytes in each of its parts. */
  long growthBytes(long levelBytes, long bodyBytes, long compressedBytes) {
    return levels.growthBytes(levelBytes)
        + body.growthBytes(bodyBytes)
        + compressed.growthBytes(compressedBytes);
  }

  /** The most that a codec asks for to compress so many bytes: snappy does. */
  static long mostCompressed(long bytes) {
    return bytes + bytes / 6 + 96;
  }

  private void putLevels(GrowableBuffer bytes, int count, int highest) {
    if (highest == 0) {
      return;
    }
    long start = levels.size();
    if (version == 1) {
      levels.endAt(levels.reserve(Integer.BYTES) + Integer.BYTES);
    }
    bytes.reserve(Long.BYTES); // RleBitPackingEncoder writes zeros behind the last level.
    RleBitPackingEncoder.encode(
        bytes.address(), count, RleBitPackingEncoder.bitWidth(highest), levels);
    if (version == 1) {
      putInt(levels.address() + start, (int) (levels.size() - start) - Integer.BYTES);
    }
  }

  private GrowableBuffer compressed(GrowableBuffer bytes, PageCodec codec) {
    if (codec.codec() == CompressionCodec.UNCOMPRESSED) {
      return bytes;
    }
    compressed.clear();
    bytes.reserve(0); // LZ4 needs an address even for no bytes, as of a dictionary without values.
    codec.compress(bytes.address(), pageSize(bytes.size(), codec.mostBytes()), compressed);
    return compressed;
  }

  private static PageHeader header(PageType type, long uncompressed, long compressed) {
    return new PageHeader(type, pageSize(uncompressed), pageSize(compressed));
  }

  /**
   * Size of a page as its header has it.
   *
   * @throws PageTooLargeException if there are more bytes than 31 bits count
   */
  public static int pageSize(long bytes) {
    return pageSize(bytes, Integer.MAX_VALUE);
  }

  private static int pageSize(long bytes, int most) {
    if (bytes > most) {
      throw new PageTooLargeException(bytes, most);
    }
    return (int) bytes;
  }

  private static byte[] bytesOf(PageHeader header) {
    return Thrift.bytes(header, Util::writePageHeader);
  }

  @Override
  public void close() {
    levels.close();
    body.close();
    compressed.close();
  }
}
