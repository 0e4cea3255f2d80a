/**
 * Nested shredding in Java: Arrow record batches, straight from their off-heap buffers, to the
 * pages of a Parquet file. Needs Arrow's vectors, the footer's Thrift structures and codecs; knows
 * nothing else of this project but its version.
 *
 * <pre>{@code
 * ShredderOptions options =
 *     ShredderOptions.builder()
 *         .compression(Compression.zstd(3))
 *         .bloomFilters(Set.of("phones.number"))
 *         .build();
 * try (ParquetShredder shredder =
 *     ParquetShredder.open(path, root.getSchema(), reader, allocator, options)) {
 *   while (reader.loadNextBatch()) {
 *     shredder.write(root);
 *   }
 *   shredder.finish(); // without this, there is no file
 * }
 * }</pre>
 *
 * <p>The words of this package, in the order of a value's way:
 *
 * <ul>
 *   <li>A <em>column</em> is a leaf of the schema, and a column of the Parquet file: {@code
 *       phones}, a list of a struct, has the columns {@code phones.list.element.number} and {@code
 *       phones.list.element.phone_type}.
 *   <li>An <em>element space</em> is the elements that some rows have in a list, or the rows
 *       themselves. All fields between two lists share one: an index means the same element in
 *       each.
 *   <li>The <em>chain</em> of a column is the fields from the entry of its element space down to
 *       it. Its element has a value if all fields of the chain are valid there.
 *   <li>A <em>slot</em> is an entry of a column: a repetition level, a definition level, and a
 *       value or none. Each element has one, and so has each list above that is null or empty.
 *   <li>The <em>open page</em> of a column takes slots until it has the bytes or rows that the
 *       options say. Then it is encoded and compressed, and waits for its row group.
 *   <li>A <em>row group</em> ends by its rows, its bytes, {@code flush}, or because the allocator
 *       has no room for more. Its column chunks, and Bloom filters behind them, go to the file.
 * </ul>
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
 *
 * <p><em>Ownership:</em> batches, dictionaries and channels stay the caller's; what waits for its
 * row group is the shredder's, in memory of the caller's allocator, until {@code close}.
 */
package dev.nestedparquet.shred;
