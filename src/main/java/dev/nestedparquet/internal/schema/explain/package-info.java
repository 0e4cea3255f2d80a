/**
 * Tells people what a data-set file comes to: its tree of columns with types and sources, and how
 * much there is of each.
 *
 * <p>A number that the file declares is exact. One that nobody can tell from the file alone, such
 * as how often an expression is null, is measured in the first rows, and marked with a tilde.
 *
 * <pre>{@code
 * List<String> lines = Explanation.lines(file, filler);
 * }</pre>
 */
package dev.nestedparquet.internal.schema.explain;
