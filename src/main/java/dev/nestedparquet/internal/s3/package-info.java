/**
 * The requests that are made of an object store by the S3 protocol, each with failures in one line
 * for the program's user.
 *
 * <pre>{@code
 * try (ObjectStore store = ObjectStore.connect(location, System.getenv())) {
 *   try (UploadChannel object = store.create("prefix/name")) {
 *     object.write(bytes);
 *   }
 *   store.copy("prefix/name", "prefix/other");
 * }
 * }</pre>
 *
 * <p>Words are those of S3: bucket, key, object, prefix, multipart upload and its parts. A
 * <em>version</em> of an object is its entity tag. A <em>refusal</em> is a failure that another try
 * would meet again.
 *
 * <p><em>Ownership:</em> a store owns its connections until {@code close}. Whoever opens a channel
 * or a stream closes it.
 *
 * <p><em>Threading:</em> a store serves any number of threads at once; a channel or a stream
 * belongs to one.
 */
package dev.nestedparquet.internal.s3;
