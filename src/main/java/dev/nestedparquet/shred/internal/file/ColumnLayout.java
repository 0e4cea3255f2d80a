package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.codec.PageCodec;
import dev.nestedparquet.shred.internal.encode.EncodingRule;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * The user's options for one column.
 *
 * @param encoding encoding of the values
 * @param codec makes the codec of the pages; columns with the same supplier share one codec
 * @param pageBytes bytes of a page's values, before compression, at which it ends, about
 * @param pageRows most rows of a page
 * @param dictionaryBytes bytes of a dictionary, before compression, at which the chunk goes on
 *     without it, about
 * @param hasStatistics whether smallest and largest values and counts of nulls are written
 * @param hasPageIndex whether an offset index is written and, with statistics, a column index
 * @param falsePositives false-positive rate of the column's Bloom filters; empty if it gets none
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
