/**
 * Values with places to the model: each class reads one kind of thing, and says of what is wrong
 * what would be right. What can only be told from the whole file, such as whether a name is there,
 * is for {@code check}. A part that is wrong is null in the model; a problem was added for it, so
 * such a model never leaves {@code DataSetReader}.
 */
package dev.nestedparquet.internal.schema.parse;
