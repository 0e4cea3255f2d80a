package dev.nestedparquet.shred.internal.file;

import java.util.List;
import java.util.Map;

/**
 * The user's options for a file.
 *
 * @param columns options of each column, in the order of the schema's leaves
 * @param pageVersion version of data pages, 1 or 2
 * @param rowGroupRows most rows of a row group
 * @param rowGroupBytes bytes of a row group in the file at which it ends, about
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
