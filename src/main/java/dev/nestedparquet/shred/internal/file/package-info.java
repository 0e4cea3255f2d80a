/**
 * Writing of the file: pages, column chunks, row groups and footer; and bounds on the memory that
 * they take.
 *
 * <ul>
 *   <li>A <em>layout</em> is the user's options for one column or for the file.
 *   <li>A <em>chunk</em> is a column's pages of one row group. The pages wait until the row group
 *       ends, since chunks follow each other in the file. They wait in segments of memory, which
 *       columns take from a common pool.
 *   <li>An <em>estimate</em> is an upper bound on the memory that the rows of a batch need. A
 *       <em>bound</em> is an upper bound for rows of which only the bytes in Arrow are known.
 * </ul>
 *
 * <pre>{@code
 * FileWriter file = new FileWriter(channel, schema, dictionaries, allocator, layout);
 * file.begin();
 * file.write(batch); // any number of times
 * file.finish();     // without this, there is no Parquet file
 * file.close();
 * }</pre>
 *
 * <p><em>Ownership:</em> batches are borrowed for the call. The channel is the caller's. Pages and
 * scratch memory are the writer's until {@code close}.
 */
package dev.nestedparquet.shred.internal.file;
