/**
 * The program {@code nested-parquet}: flags in, a run of the library, a report and an exit code
 * out. It is the only package that knows flags; the library's failures name settings, and {@code
 * Flags} adds the flags for them.
 *
 * <pre>{@code
 * NestedParquet.main(new String[] {"generate", "--rows", "10M", "--output", "contacts"}); // ends the JVM
 * }</pre>
 *
 * <p>Words:
 *
 * <ul>
 *   <li>A <em>command</em> is the first word after the program's name: {@code generate}, {@code
 *       verify}, {@code merge}, {@code schema}.
 *   <li>A <em>converter</em> reads the value of a flag, and says in words what is wrong with it.
 *   <li>A <em>report</em> is the outcome of a command, as lines for people on stderr, or as one
 *       JSON object for programs on stdout.
 * </ul>
 *
 * <p><em>Ownership:</em> a command owns the run that it starts, and the display of its progress; it
 * closes both before the exit code is known.
 *
 * <p>Threads, by name, beside the main thread and those of the run:
 *
 * <ul>
 *   <li>{@code prepare-writer} loads the native library while the command line is parsed.
 *   <li>{@code progress} draws how far the run has come.
 *   <li>{@code last-words}, a shutdown hook, waits until the main thread has printed the outcome.
 * </ul>
 */
package dev.nestedparquet.cli;
