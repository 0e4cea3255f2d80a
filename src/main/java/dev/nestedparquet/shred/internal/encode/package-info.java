/**
 * Encoding of values (Encodings.md of the Parquet format), and the choice between encodings.
 *
 * <ul>
 *   <li>The <em>open page</em> of a column takes rows until it is full. Its levels are in {@code
 *       OpenPage}, its values in the encoder.
 *   <li>An <em>encoder</em> takes values page after page. A row group uses one of its column's
 *       encoders, and another one for the rest if the dictionary gets too large.
 *   <li>The <em>rule</em> is the encoding that the user asks for. If the rule leaves the choice to
 *       the values, a <em>sample</em> of a row group's first values tells which encoding is short.
 * </ul>
 *
 * <pre>{@code
 * encoder.append(values, minMax); // any number of times
 * encoder.finishPage(target);     // appends the encoded values; the next page begins
 * }</pre>
 *
 * <p><em>Ownership:</em> values are borrowed for the call. The open page is the encoder's until
 * {@code close}.
 */
package dev.nestedparquet.shred.internal.encode;
