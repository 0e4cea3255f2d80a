/**
 * What is told from the whole file only: which names are there, the types of expressions, that
 * nothing refers to itself, how many rows can be numbered.
 *
 * <p>{@code Meanings} is what fillers and interpreters ask: what a name refers to, of what kind an
 * expression is, and what can be null.
 */
package dev.nestedparquet.internal.schema.check;
