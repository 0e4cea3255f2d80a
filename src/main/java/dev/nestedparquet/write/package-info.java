/**
 * Writers: each makes a Parquet file of a partition's record batches. {@code DatasetWriter} does it
 * by Arrow's Dataset API, in C++; {@code ShredderWriter} by package {@code shred}, in Java; {@code
 * PartitionWriter.discarding()} makes no file.
 *
 * <p>A writer of one's own implements {@code PartitionWriter}. It takes the batches, and has an
 * allocator of its own, limited to the memory that it asked for:
 *
 * <pre>{@code
 * final class PlainWriter implements PartitionWriter {
 *   @Override public String name() { return "plain"; }
 *
 *   @Override public int maxOpenFiles() { return Integer.MAX_VALUE; }
 *
 *   @Override public boolean makesFiles() { return true; }
 *
 *   @Override public long bytesPerFile(
 *       BatchFiller filler, BatchPlan plan, DictionaryProvider dictionaries) {
 *     return 64 << 20; // A row group of 16 MiB, and rows on their way into it.
 *   }
 *
 *   @Override public void write(
 *       Schema schema, DictionaryProvider dictionaries, PartitionBatches batches, OutputFile file)
 *       throws IOException {
 *     try (WritableByteChannel out = file.create();
 *         BufferAllocator own = new RootAllocator(batches.writerBytes());
 *         ParquetShredder shredder =
 *             ParquetShredder.open(out, schema, dictionaries, own, ShredderOptions.DEFAULT)) {
 *       VectorSchemaRoot next;
 *       while ((next = batches.take()) != null) {
 *         try (VectorSchemaRoot batch = next) {
 *           shredder.write(batch);
 *         }
 *       }
 *       shredder.finish();
 *     }
 *   }
 * }
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>The <em>native side</em> is Arrow's C++ library, with threads and memory of its own. It
 *       gets a batch by Arrow's C data interface, without a copy; the <em>export</em> is the C
 *       structs that describe the batch.
 *   <li>The <em>native pool</em> is the I/O threads of the native side, which all runs of a process
 *       share.
 *   <li>A <em>layout</em> is all options that make a difference to the bytes of a file, other than
 *       its rows.
 * </ul>
 *
 * <p><em>Ownership:</em> batches taken are the writer's to close, and so is the channel of a file.
 * The schema, the dictionaries and the source of batches are borrowed for the call.
 *
 * <p><em>Threading:</em> a run calls one writer on several threads at once, one for each open file.
 * The native side calls {@code BatchReader} on its own threads.
 */
package dev.nestedparquet.write;
