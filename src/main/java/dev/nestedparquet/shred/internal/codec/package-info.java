/**
 * Compression of page bodies by native libraries, each of which need not be on the class path: a
 * codec asks for its own before any class of it is linked.
 *
 * <p>A new codec implements {@code PageCodec}, gets a name in the face's {@code Compression}, and
 * meets the contract of {@code PageCodecTest}.
 *
 * <p><em>Ownership:</em> native contexts are the codec's until {@code close}.
 */
package dev.nestedparquet.shred.internal.codec;
