/** The Arrow schema of a data-set file, with its dictionaries' types. */
package dev.nestedparquet.internal.schema.arrow;
