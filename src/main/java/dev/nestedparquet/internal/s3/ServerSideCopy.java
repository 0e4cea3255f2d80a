package dev.nestedparquet.internal.s3;

import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * Copies an object within its bucket, without its bytes passing through this process. The protocol
 * allows objects of more than 5 GiB to be copied in parts only; large objects are copied faster in
 * parts, too.
 */
final class ServerSideCopy {
  private static final long PART_BYTES = 512L << 20;

  private final S3Client client;
  private final String bucket;
  private final long partBytes;

  ServerSideCopy(S3Client client, String bucket) {
    this(client, bucket, PART_BYTES);
  }

  /**
   * Makes copies in parts of a size. The protocol wants parts of at least 5 MiB, but for the last,
   * and at most 10,000 of them.
   */
  ServerSideCopy(S3Client client, String bucket, long partBytes) {
    this.client = client;
    this.bucket = bucket;
    this.partBytes = partBytes;
  }

  void copy(String from, String to) {
    long bytes = client.headObject(request -> request.bucket(bucket).key(from)).contentLength();
    if (bytes <= partBytes) {
      client.copyObject(
          request ->
              request
                  .sourceBucket(bucket)
                  .sourceKey(from)
                  .destinationBucket(bucket)
                  .destinationKey(to));
    } else {
      copyInParts(from, to, bytes);
    }
  }

  private void copyInParts(String from, String to, long bytes) {
    String upload =
        client.createMultipartUpload(request -> request.bucket(bucket).key(to)).uploadId();
    try {
      List<CompletedPart> parts = new ArrayList<>();
      for (long start = 0; start < bytes; start += partBytes) {
        parts.add(copyPart(from, to, upload, parts.size() + 1, start, bytes));
      }
      client.completeMultipartUpload(
          request ->
              request
                  .bucket(bucket)
                  .key(to)
                  .uploadId(upload)
                  .multipartUpload(completed -> completed.parts(parts)));
    } catch (RuntimeException e) {
      abort(to, upload, e);
      throw e;
    }
  }

  private CompletedPart copyPart(
      String from, String to, String upload, int number, long start, long bytes) {
    String range = "bytes=" + start + "-" + (Math.min(bytes, start + partBytes) - 1);
    String tag =
        client
            .uploadPartCopy(
                request ->
                    request
                        .sourceBucket(bucket)
                        .sourceKey(from)
                        .copySourceRange(range)
                        .destinationBucket(bucket)
                        .destinationKey(to)
                        .uploadId(upload)
                        .partNumber(number))
            .copyPartResult()
            .eTag();
    return CompletedPart.builder().partNumber(number).eTag(tag).build();
  }

  private void abort(String key, String upload, RuntimeException failure) {
    try {
      client.abortMultipartUpload(request -> request.bucket(bucket).key(key).uploadId(upload));
    } catch (RuntimeException e) {
      failure.addSuppressed(e);
    }
  }
}
