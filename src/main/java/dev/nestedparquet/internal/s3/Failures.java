package dev.nestedparquet.internal.s3;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.core.exception.AbortedException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/** Turns exceptions of the AWS SDK into failures with one line for the program's user. */
final class Failures {
  private static final int FORBIDDEN = 403;
  private static final int TOO_MANY_REQUESTS = 429;
  private static final int SERVER_ERRORS = 500;

  private final ObjectStorePrefix location;

  Failures(ObjectStorePrefix location) {
    this.location = location;
  }

  /**
   * Runs a request of the SDK.
   *
   * @param what the purpose of the request, for the message: "writing KEY"
   */
  <T> T telling(String what, Supplier<T> request) throws IOException {
    try {
      return request.get();
    } catch (AbortedException e) {
      Thread.currentThread().interrupt();
      InterruptedIOException interrupt = new InterruptedIOException("interrupted while " + what);
      interrupt.initCause(e);
      throw interrupt;
    } catch (S3Exception e) {
      throw ofAnswer(what, e);
    } catch (SdkException e) {
      throw new ObjectStoreException(
          "cannot reach the object store " + store() + " (" + reason(e) + ") while " + what,
          /* refusal= */ false,
          e);
    }
  }

  private ObjectStoreException ofAnswer(String what, S3Exception e) {
    if (e instanceof NoSuchBucketException) {
      return new ObjectStoreException(
          "there is no bucket '" + location.bucket() + "' in " + store() + "; create it first",
          /* refusal= */ true,
          e);
    }
    int status = e.statusCode();
    if (status == FORBIDDEN) {
      return new ObjectStoreException(
          String.format(
              Locale.ROOT,
              "%s denies access to %s (%s) while %s; check the credentials (AWS_* variables) and"
                  + " what they permit: list, read, write and delete",
              store(),
              location,
              code(e),
              what),
          /* refusal= */ true,
          e);
    }
    return new ObjectStoreException(
        String.format(Locale.ROOT, "%s answers %d (%s) while %s", store(), status, code(e), what),
        /* refusal= */ status < SERVER_ERRORS && status != TOO_MANY_REQUESTS,
        e);
  }

  /** Error code of an answer. There is none in the answer to a HEAD request, which has no body. */
  private static String code(S3Exception e) {
    AwsErrorDetails details = e.awsErrorDetails();
    return details == null || details.errorCode() == null ? "no reason given" : details.errorCode();
  }

  ObjectStoreException ofDelete(String key, String code) {
    return new ObjectStoreException(
        store() + " does not delete " + key + " (" + code + ")",
        /* refusal= */ code.equals("AccessDenied"),
        null);
  }

  void requireCredentials(AwsCredentialsProvider credentials) throws ObjectStoreException {
    try {
      credentials.resolveCredentials();
    } catch (SdkClientException e) {
      throw new ObjectStoreException(
          "no credentials for "
              + location
              + "; set AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY, or AWS_PROFILE",
          /* refusal= */ true,
          e);
    }
  }

  private String store() {
    return location.endpoint() == null ? "Amazon S3" : location.endpoint().toString();
  }

  private static Throwable rootOf(Throwable e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return root;
  }

  /**
   * Reason of a failure: the network's if there is one, which the SDK's own message has far behind.
   */
  private static String reason(SdkException e) {
    Throwable root = rootOf(e);
    if (root instanceof UnknownHostException) {
      return "unknown host " + root.getMessage();
    }
    return root.getMessage() == null ? e.getMessage() : root.getMessage();
  }
}
