/**
 * What can stand where in a data-set file: the keys of each mapping, the kind of value of each key,
 * and a line about it. Readers take the keys that they allow from here; editors get all of it, as
 * JSON Schema, and the reference page its tables.
 *
 * <p>It is about the form alone. Readers tell what a value means, and whether it is right.
 *
 * <pre>{@code
 * at.allow(SourceKeys.NORMAL.names());
 * }</pre>
 */
package dev.nestedparquet.internal.schema.grammar;
