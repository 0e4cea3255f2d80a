package dev.nestedparquet.internal.s3;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.time.Duration;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.AwsProfileRegionProvider;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/**
 * Makes clients of the AWS SDK that reach a store the way Arrow's file systems do, and knows where
 * the region is said.
 */
final class StoreClients {
  private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(3);

  /**
   * Longest wait for an answer. The store answers a copy when it is done, which takes seconds for a
   * part.
   */
  private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(60);

  /**
   * Configuration without proxies. Arrow's file system uses none; so a store that it can't reach
   * must not be reached here, either.
   */
  private static final ProxyConfiguration DIRECT =
      ProxyConfiguration.builder()
          .useSystemPropertyValues(false)
          .useEnvironmentVariablesValues(false)
          .build();

  private StoreClients() {}

  /**
   * Makes a client, which opens no connection yet; the caller closes it.
   *
   * @param region region of the bucket, as far as it is known
   */
  static S3Client of(
      ObjectStorePrefix location, String region, AwsCredentialsProvider credentials) {
    S3ClientBuilder builder =
        S3Client.builder()
            .credentialsProvider(credentials)
            .region(Region.of(region))
            .overrideConfiguration(
                configuration ->
                    configuration.retryStrategy(AwsRetryStrategy.standardRetryStrategy()))
            .httpClientBuilder(
                UrlConnectionHttpClient.builder()
                    .connectionTimeout(CONNECT_TIMEOUT)
                    .socketTimeout(ANSWER_TIMEOUT)
                    .proxyConfiguration(DIRECT));
    if (location.endpoint() == null) {
      builder.crossRegionAccessEnabled(true);
    } else {
      // Requests are as Arrow makes them, and as stores other than Amazon's understand them: no
      // bucket in the host's name, no checksums in trailers.
      builder
          .endpointOverride(location.endpoint())
          .forcePathStyle(true)
          .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
          .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED);
    }
    return builder.build();
  }

  /** Region by the environment. Some of the AWS SDKs read one variable, some the other. */
  static String region(Map<String, String> environment) {
    for (String variable : new String[] {"AWS_REGION", "AWS_DEFAULT_REGION"}) {
      String region = environment.get(variable);
      if (region != null && !region.isEmpty()) {
        return region;
      }
    }
    try {
      return new AwsProfileRegionProvider().getRegion().id();
    } catch (SdkException e) {
      return Region.US_EAST_1.id(); // Amazon's endpoint there tells the region of any bucket.
    }
  }
}
