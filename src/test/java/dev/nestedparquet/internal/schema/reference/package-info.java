/**
 * Rows of data-set files as {@code reference/values.md} defines them: slow, plain, a value at a
 * time. It shares no code with what fills columns, so that each finds the other's mistakes.
 *
 * <pre>
 *   Draws, Permutation, AliasTable, ...   numbers
 *   Spot                                  where something is drawn: text, position, attempt
 *   Cell                                  a node in one row or element: null, length, value
 *   SourceValues, CountLaws, TextValues   values of sources
 *   Evaluator, Kinds                      values and kinds of expressions
 * </pre>
 *
 * <pre>{@code
 * Map<String, Object> row = ReferenceRows.of(file, seed).row(17);
 * }</pre>
 */
package dev.nestedparquet.internal.schema.reference;
