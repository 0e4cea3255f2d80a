/**
 * Data-set files: nested data by declaration. From YAML to the model, imports one way:
 *
 * <pre>
 *   model   what a file means
 *   grammar which keys can stand where, and what is said of each
 *   read    YAML with places, within limits; what is wrong, collected
 *   parse   each value of the file to its part of the model
 *   check   what is told from the whole: names, types of expressions, circles, rows that fit
 *   arrow   the Arrow schema of the model
 * </pre>
 *
 * <pre>{@code
 * DataSetFile file = DataSetFiles.load(Path.of("orders.yaml"), Map.of("skew", "0"));
 * Schema schema = ArrowSchemas.of(file);
 * Meanings meanings = Meanings.of(file);
 * }</pre>
 *
 * <p>All errors of a file are in one {@code RefusedFileException}, a line for each.
 */
package dev.nestedparquet.internal.schema;
