package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.encode.EncodingRule;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * How one column is written: the user's options, resolved for it.
 *
 * @param encoding of the values
 * @param codec makes what compresses the pages; columns with the same one share what it makes
 * @param pageBytes a page ends when its values have so many bytes, about
 * @param pageRows rows of a page, at most
 * @param dictionaryBytes a dictionary that gets as large as this no longer pays
 * @param hasStatistics whether there are smallest and largest values
 * @param hasPageIndex whether there are a column index, if there are statistics, and an offset
 *     index
 * @param falsePositives share of other values that a Bloom filter may take for its own; empty if
 *     the column gets none
 */
public record ColumnLayout(
    EncodingRule encoding,
    Supplier<PageCodec> codec,
    int pageBytes,
    int pageRows,
    int dictionaryBytes,
    boolean hasStatistics,
    boolean hasPageIndex,
    OptionalDouble falsePositives) {}
