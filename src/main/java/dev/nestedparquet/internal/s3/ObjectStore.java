package dev.nestedparquet.internal.s3;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.Delete;
import software.amazon.awssdk.services.s3.model.DeleteObjectsResponse;
import software.amazon.awssdk.services.s3.model.HeadBucketResponse;
import software.amazon.awssdk.services.s3.model.MultipartUpload;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;
import software.amazon.awssdk.services.s3.model.NoSuchUploadException;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;
import software.amazon.awssdk.services.s3.model.S3Error;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * Makes this program's requests of a bucket, by the S3 protocol. The native writer sends its data
 * through Arrow's file system. That has no interface in Java to look, copy, delete and read back,
 * and so this class does it.
 *
 * <p>Keys are whole keys: they begin with the location's prefix.
 *
 * <p><em>Threading:</em> any number of threads at the same time.
 */
public final class ObjectStore implements AutoCloseable {
  private static final int MOST_KEYS_IN_A_DELETE = 1000;

  private final S3Client client;
  private final ObjectStorePrefix location;
  private final Failures failures;
  private String region;

  private ObjectStore(S3Client client, ObjectStorePrefix location, String region) {
    this.client = client;
    this.location = location;
    this.region = region;
    failures = new Failures(location);
  }

  /**
   * Connects to the store, and asks for the bucket; the caller closes the connection.
   *
   * @param environment where the region is looked up; credentials are found by the SDK's rules
   * @throws ObjectStoreException if the store can't be reached, or denies access
   */
  public static ObjectStore connect(ObjectStorePrefix location, Map<String, String> environment)
      throws IOException {
    AwsCredentialsProvider credentials = DefaultCredentialsProvider.builder().build();
    Failures failures = new Failures(location);
    failures.requireCredentials(credentials);
    String region = StoreClients.region(environment);
    ObjectStore store =
        new ObjectStore(StoreClients.of(location, region, credentials), location, region);
    try {
      HeadBucketResponse bucket =
          failures.telling(
              "opening the bucket",
              () -> store.client.headBucket(request -> request.bucket(location.bucket())));
      if (bucket.bucketRegion() != null) {
        store.region = bucket.bucketRegion();
      }
      return store;
    } catch (IOException | RuntimeException e) {
      store.close();
      throw e;
    }
  }

  /** Region of the bucket, as the store tells it; else the environment's. */
  public String region() {
    return region;
  }

  /**
   * Lists objects, in the order of their keys.
   *
   * @param prefix what their keys start with
   */
  public List<StoredObject> list(String prefix) throws IOException {
    return failures.telling(
        "listing objects",
        () ->
            client
                .listObjectsV2Paginator(request -> request.bucket(location.bucket()).prefix(prefix))
                .contents()
                .stream()
                .map(ObjectStore::stored)
                .toList());
  }

  /**
   * Lists objects and directories directly below a prefix.
   *
   * @param prefix empty, or with a slash at the end
   */
  public S3Directory directory(String prefix) throws IOException {
    List<StoredObject> objects = new ArrayList<>();
    List<String> directories = new ArrayList<>();
    failures.telling(
        "listing objects",
        () -> {
          client
              .listObjectsV2Paginator(
                  request -> request.bucket(location.bucket()).prefix(prefix).delimiter("/"))
              .forEach(
                  page -> {
                    page.contents().forEach(object -> objects.add(stored(object)));
                    page.commonPrefixes()
                        .forEach(
                            common ->
                                directories.add(
                                    common
                                        .prefix()
                                        .substring(prefix.length(), common.prefix().length() - 1)));
                  });
          return null;
        });
    objects.removeIf(object -> object.key().equals(prefix)); // the marker of the prefix itself
    return new S3Directory(objects, directories);
  }

  private static StoredObject stored(S3Object object) {
    return new StoredObject(object.key(), object.size(), object.eTag());
  }

  /** Size of an object; -1 if there is none. */
  public long bytes(String key) throws IOException {
    return failures.telling(
        "looking at " + key,
        () -> {
          try {
            return client
                .headObject(request -> request.bucket(location.bucket()).key(key))
                .contentLength();
          } catch (NoSuchKeyException e) {
            return -1L;
          }
        });
  }

  /** Opens an object; the caller closes it. */
  public InputStream read(String key) throws IOException {
    return new ResumingInputStream(
        offset ->
            failures.telling(
                "reading " + key,
                () ->
                    client.getObject(
                        request ->
                            request
                                .bucket(location.bucket())
                                .key(key)
                                .range(offset == 0 ? null : "bytes=" + offset + "-"))));
  }

  /**
   * Copies an object into a file. If that fails, no file is left.
   *
   * @param cancelled asked while bytes are copied; once it is true, the copying fails
   * @return whether there is such an object
   */
  public boolean download(String key, Path file, BooleanSupplier cancelled) throws IOException {
    if (bytes(key) < 0) {
      return false;
    }
    try (InputStream in = read(key);
        OutputStream out = Files.newOutputStream(file)) {
      byte[] buffer = new byte[128 << 10];
      int length;
      while ((length = in.read(buffer)) >= 0) {
        if (cancelled.getAsBoolean()) {
          throw new CancellationException("interrupted");
        }
        out.write(buffer, 0, length);
      }
      return true;
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(file);
      throw e;
    }
  }

  /**
   * Creates an object from bytes that are written. The object is there once the caller has closed
   * the channel.
   */
  public UploadChannel create(String key) {
    return new UploadChannel(client, failures, location.bucket(), key);
  }

  /**
   * Copies an object within the store. An object that has the key already is replaced when the copy
   * is whole.
   */
  public void copy(String from, String to) throws IOException {
    failures.telling(
        "copying " + from + " to " + to,
        () -> {
          new ServerSideCopy(client, location.bucket()).copy(from, to);
          return null;
        });
  }

  /** Deletes objects. A key without an object counts as deleted. */
  public void delete(Collection<String> keys) throws IOException {
    List<ObjectIdentifier> all =
        keys.stream().map(key -> ObjectIdentifier.builder().key(key).build()).toList();
    for (int start = 0; start < all.size(); start += MOST_KEYS_IN_A_DELETE) {
      Delete some =
          Delete.builder()
              .objects(all.subList(start, Math.min(all.size(), start + MOST_KEYS_IN_A_DELETE)))
              .quiet(true)
              .build();
      DeleteObjectsResponse response =
          failures.telling(
              "deleting objects",
              () ->
                  client.deleteObjects(request -> request.bucket(location.bucket()).delete(some)));
      if (response.hasErrors()) {
        S3Error error = response.errors().get(0);
        throw failures.ofDelete(error.key(), error.code());
      }
    }
  }

  /**
   * Aborts multipart uploads that were begun and never completed. Their parts take room in the
   * store, and no listing shows them.
   *
   * @param prefix what their keys start with
   * @return number of uploads
   */
  public int abortUploads(String prefix) throws IOException {
    return failures.telling(
        "ending unfinished uploads",
        () -> {
          List<MultipartUpload> uploads =
              client
                  .listMultipartUploadsPaginator(
                      request -> request.bucket(location.bucket()).prefix(prefix))
                  .uploads()
                  .stream()
                  .toList();
          uploads.forEach(this::abort);
          return uploads.size();
        });
  }

  private void abort(MultipartUpload upload) {
    try {
      client.abortMultipartUpload(
          request ->
              request.bucket(location.bucket()).key(upload.key()).uploadId(upload.uploadId()));
    } catch (NoSuchUploadException e) {
      // Someone else has aborted or completed it meanwhile.
    }
  }

  @Override
  public void close() {
    client.close();
  }
}
