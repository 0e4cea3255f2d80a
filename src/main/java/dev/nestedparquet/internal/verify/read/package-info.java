/**
 * Reads Parquet files by means that share no code with what wrote them: DuckDB for rows, types and
 * row groups, parquet-format's Thrift classes for what only the footer tells.
 *
 * <p>A {@link dev.nestedparquet.internal.verify.read.ReadException} says that a file can't be read,
 * which is a finding about the file. A {@link dev.nestedparquet.dataset.VerifyException} says that
 * nothing can be found out, such as that DuckDB can't be started.
 */
package dev.nestedparquet.internal.verify.read;
