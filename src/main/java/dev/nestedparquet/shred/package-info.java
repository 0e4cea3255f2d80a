/**
 * Nested shredding in Java: Arrow record batches, straight from their off-heap buffers, to the
 * pages of a Parquet file. Needs Arrow's vectors, the footer's Thrift structures and codecs; knows
 * nothing else of this project but its version.
 *
 * <pre>{@code
 * ShredderOptions options = ShredderOptions.builder().compression(Compression.zstd(3)).build();
 * try (FileChannel file = FileChannel.open(path, CREATE_NEW, WRITE);
 *     ParquetShredder shredder =
 *         ParquetShredder.open(file, root.getSchema(), reader, allocator, options)) {
 *   while (reader.loadNextBatch()) {
 *     shredder.write(root);
 *   }
 *   shredder.finish(); // without this, there is no Parquet file
 * }
 * }</pre>
 *
 * <p>This package is the public face. It resolves options by column, and gives failures their
 * public names. Behind it, in packages named {@code internal} that may change with any version, is
 * the way of a batch:
 *
 * <pre>
 *   memory      buffers, bits and bytes off-heap
 *   values      a leaf's values that are not null, as Parquet stores them
 *   levels      repetition and definition levels of each leaf
 *   statistics  smallest and largest values, Bloom filters
 *   encode      values of a page, encoded
 *   codec       pages, compressed
 *   file        pages &gt; column chunks &gt; row groups &gt; the channel
 * </pre>
 *
 * <p>Each of them imports only those above it in this list, and none the face.
 */
package dev.nestedparquet.shred;
