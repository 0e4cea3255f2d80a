/**
 * What is told from the whole file only: which names are there, the types of expressions, that
 * nothing refers to itself, how many rows can be numbered.
 *
 * <p>{@code Resolver} finds what a name means from where it stands; fillers ask it, too.
 */
package dev.nestedparquet.internal.schema.check;
