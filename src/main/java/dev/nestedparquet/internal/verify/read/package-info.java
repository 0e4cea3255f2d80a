/**
 * Reads Parquet files by means that share no code with what wrote them: DuckDB for rows, types and
 * row groups; parquet-format's Thrift classes for what DuckDB doesn't tell of the footer.
 *
 * <pre>{@code
 * try (DuckDbReader reader = DuckDbReader.open();
 *     RowBatches batches =
 *         reader.read(file, new RowRange(0, 1_000), List.of(), batchRows, allocator)) {
 *   while (batches.next()) {
 *     compare(batches.borrowColumns());
 *   }
 * }
 * }</pre>
 *
 * <p>A {@link dev.nestedparquet.internal.verify.read.ReadException} says that a file can't be read,
 * which is a finding about the file. An {@link java.io.IOException} says that nothing can be found
 * out, for example because DuckDB can't be started.
 *
 * <p><em>Ownership:</em> a reader owns its database, and batches own the vectors of the one that
 * they stand at; the caller closes both, batches first.
 *
 * <p><em>Threading:</em> each thread has a reader of its own.
 */
package dev.nestedparquet.internal.verify.read;
