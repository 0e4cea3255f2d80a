/**
 * The file: pages, column chunks, row groups, footer; and how much memory they take on the way.
 *
 * <ul>
 *   <li>A <em>layout</em> is the user's options, resolved for one column or for the file.
 *   <li>A <em>chunk</em> is a column's pages of one row group. They wait, buffered in segments that
 *       all columns share, until the row group ends, since chunks follow each other in the file.
 *   <li>An <em>estimate</em> is an upper bound on the memory that rows at hand come to need, and a
 *       <em>bound</em> the same of rows of which only the bytes in Arrow are known.
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
 * <p><em>Ownership:</em> batches are borrowed for the call, the channel is the caller's; pages and
 * scratch memory are the writer's until {@code close}.
 */
package dev.nestedparquet.shred.internal.file;
