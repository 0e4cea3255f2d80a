/**
 * Compression of page bodies by native libraries. Each library is an optional dependency: {@code
 * Compression}, of the public API, checks for it before a class of the codec is linked.
 *
 * <p>A new codec implements {@code PageCodec}, gets a name in {@code Compression}, and meets the
 * contract of {@code PageCodecTest}.
 *
 * <p><em>Ownership:</em> native contexts are the codec's until {@code close}.
 */
package dev.nestedparquet.shred.internal.codec;
