/**
 * Off-heap memory: buffers that grow, segments that are shared, and the few operations on bits,
 * bytes and numbers that all of the shredder stands on. It knows nothing of Parquet.
 *
 * <p>An <em>address</em> is a {@code long} of {@code MemoryUtil}; whoever passes one on also says
 * how many bytes are there. <em>Slack</em> is room behind what was reserved, so that short values
 * are stored as whole words.
 *
 * <p><em>Ownership:</em> each buffer owns its memory from the first store to {@code close}, and can
 * be written to again afterwards. Nothing here is safe for use by several threads.
 */
package dev.nestedparquet.shred.internal.memory;
