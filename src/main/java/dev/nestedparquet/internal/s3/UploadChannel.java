package dev.nestedparquet.internal.s3;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.WritableByteChannel;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Creates an object from the bytes that are written to it, in bounded memory: content that is
 * larger than a part is uploaded part by part. There is no object before {@link #close}.
 *
 * <p><em>Threading:</em> one thread.
 */
public final class UploadChannel implements WritableByteChannel {
  /**
   * Size of a part. The protocol wants at least 5 MiB, but for the last, and at most 10,000 parts:
   * an object has 80 GiB at most.
   */
  private static final int PART_BYTES = 8 << 20;

  private final S3Client client;
  private final Failures failures;
  private final String bucket;
  private final String key;
  private final ByteArrayOutputStream part = new ByteArrayOutputStream();
  private final List<CompletedPart> parts = new ArrayList<>();

  /** Id of the multipart upload; null as long as all bytes fit one part. */
  private String upload;

  private boolean open = true;

  UploadChannel(S3Client client, Failures failures, String bucket, String key) {
    this.client = client;
    this.failures = failures;
    this.bucket = bucket;
    this.key = key;
  }

  @Override
  public int write(ByteBuffer bytes) throws IOException {
    if (!open) {
      throw new ClosedChannelException();
    }
    int written = bytes.remaining();
    byte[] chunk = new byte[Math.min(written, 64 << 10)];
    while (bytes.hasRemaining()) {
      int length = Math.min(Math.min(chunk.length, PART_BYTES - part.size()), bytes.remaining());
      bytes.get(chunk, 0, length);
      part.write(chunk, 0, length);
      if (part.size() == PART_BYTES) {
        sendPart();
      }
    }
    return written;
  }

  private void sendPart() throws IOException {
    request(
        () -> {
          if (upload == null) {
            upload =
                client.createMultipartUpload(request -> request.bucket(bucket).key(key)).uploadId();
          }
          int number = parts.size() + 1;
          String tag =
              client
                  .uploadPart(
                      request ->
                          request.bucket(bucket).key(key).uploadId(upload).partNumber(number),
                      RequestBody.fromBytes(part.toByteArray()))
                  .eTag();
          parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        });
    part.reset();
  }

  /** Creates the object from the bytes that were written. Does nothing after a failure. */
  @Override
  public void close() throws IOException {
    if (!open) {
      return;
    }
    open = false;
    if (upload == null) {
      request(
          () ->
              client.putObject(
                  request -> request.bucket(bucket).key(key),
                  RequestBody.fromBytes(part.toByteArray())));
    } else {
      if (part.size() > 0) {
        sendPart();
      }
      request(
          () ->
              client.completeMultipartUpload(
                  request ->
                      request
                          .bucket(bucket)
                          .key(key)
                          .uploadId(upload)
                          .multipartUpload(completed -> completed.parts(parts))));
    }
  }

  /**
   * Runs a request. If it fails, the upload is aborted, so that neither an object nor parts of one
   * are left.
   */
  private void request(Runnable request) throws IOException {
    try {
      failures.telling(
          "writing " + key,
          () -> {
            request.run();
            return null;
          });
    } catch (IOException | RuntimeException e) {
      open = false;
      abort(e);
      throw e;
    }
  }

  private void abort(Exception failure) {
    if (upload != null) {
      try {
        client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
      } catch (SdkException e) {
        failure.addSuppressed(e);
      }
    }
  }

  @Override
  public boolean isOpen() {
    return open;
  }
}
