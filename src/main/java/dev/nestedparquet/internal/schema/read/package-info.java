/**
 * YAML 1.2 to values that know where they stand. Scalars stay text: what they mean is said by
 * whoever asks, so that {@code NO} is a country where a country is asked for.
 *
 * <p>What is wrong goes to {@code Problems}, all of a file; asking goes on, with null for what
 * can't be had. A file can't exhaust memory or time: {@code YamlReader} has the limits.
 */
package dev.nestedparquet.internal.schema.read;
