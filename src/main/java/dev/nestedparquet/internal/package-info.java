/**
 * Pieces that several packages need and that depend on none of them: counts as text, text that is
 * safe for a terminal, refusals with advice, joins of threads, and clean-up after loaders of native
 * libraries.
 *
 * <pre>{@code
 * long rows = CountText.parse("1.5G"); // 1,500,000,000
 * Threads.joinUninterruptibly(thread);
 * }</pre>
 *
 * <p>Packages below {@code internal} may change with any version. Users depend on none of them.
 *
 * <p><em>Threading:</em> everything here may be called on any thread, but for {@code
 * UnpackedLibraries}, which must not run while this process loads such libraries.
 */
package dev.nestedparquet.internal;
