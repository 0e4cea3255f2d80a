/**
 * Shredding of nested data in Java: writes Arrow record batches, from their off-heap buffers, to
 * the pages of a Parquet file. The package needs Arrow's vectors, the Thrift structures of the
 * Parquet format, and codecs. Of this project it uses nothing else but the version.
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
 * <p>These words are used throughout the package, in the order in which a value meets them:
 *
 * <ul>
 *   <li>A <em>column</em> is a leaf of the schema, and a column of the Parquet file: {@code
 *       phones}, a list of a struct, has the columns {@code phones.list.element.number} and {@code
 *       phones.list.element.phone_type}.
 *   <li>An <em>element space</em> is the elements that some rows have in a list, or the rows
 *       themselves. All fields between two lists share one: an index means the same element in each
 *       field.
 *   <li>The <em>chain</em> of a column is the fields from the entry of its element space down to
 *       the column. An element has a value in the column if it is valid in all fields of the chain.
 *   <li>A <em>slot</em> is an entry of a column: a repetition level, a definition level, and a
 *       value or none. Each element has a slot, and so has each list above that is null or empty.
 *   <li>The <em>open page</em> of a column takes slots until it has the bytes or rows that the
 *       options say. Then the page is encoded and compressed, and waits for its row group.
 *   <li>A <em>row group</em> ends when it has the rows or bytes that the options say, by {@code
 *       flush}, or when the allocator has no room for more. Then its column chunks are written to
 *       the file, and its Bloom filters behind them.
 * </ul>
 *
 * <p>This package is the public API. It resolves options for each column, and turns internal
 * exceptions into public ones. The work is done in packages below {@code internal}, which may
 * change with any version:
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
 * <p>Each of these imports only packages above it in the list, and never the public API.
 *
 * <p><em>Ownership:</em> batches, dictionaries and channels stay the caller's. Pages that wait for
 * their row group are the shredder's, in memory of the caller's allocator, until {@code close}.
 */
package dev.nestedparquet.shred;
