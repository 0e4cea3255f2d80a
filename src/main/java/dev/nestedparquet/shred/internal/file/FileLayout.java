package dev.nestedparquet.shred.internal.file;

import java.util.List;
import java.util.Map;

/**
 * How a file is written: the user's options, resolved for its schema.
 *
 * @param columns in the order of the schema's leaves
 * @param pageVersion of data pages, 1 or 2
 * @param rowGroupRows rows of a row group, at most
 * @param rowGroupBytes a row group ends when its pages have so many bytes, about
 * @param hasArrowSchema whether the Arrow schema is kept in the footer
 * @param metadata key-value pairs for the footer
 * @param createdBy the writer's name and version, as the footer has them
 */
public record FileLayout(
    List<ColumnLayout> columns,
    int pageVersion,
    int rowGroupRows,
    long rowGroupBytes,
    boolean hasArrowSchema,
    Map<String, String> metadata,
    String createdBy) {}
