package dev.nestedparquet.s3;

import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A prefix of a bucket, and where the store is that has it.
 *
 * @param bucket the bucket's name
 * @param prefix what the keys start with, without a slash at the end; empty for the whole bucket
 * @param endpoint scheme, host and port of the store; null for Amazon's own
 */
public record S3Location(String bucket, String prefix, URI endpoint) {
  private static final String SCHEME = "s3://";

  private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

  /** In the order in which they count; the AWS SDKs' own names. */
  private static final String[] ENDPOINT_VARIABLES = {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"};

  public S3Location {
    if (!BUCKET.matcher(bucket).matches()) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "bucket: '%s' is not 3 to 63 of a-z, 0-9, '.' and '-'; name it as in"
                  + " s3://bucket/prefix",
              bucket));
    }
    requireKey(bucket, prefix);
    requireEndpoint(endpoint);
  }

  /** Whether a text names an object store's prefix, and no directory. */
  public static boolean isNamedBy(String text) {
    return text.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length());
  }

  /**
   * Reads {@code s3://bucket/prefix}. The prefix stands for itself: nothing in it is decoded.
   *
   * @param endpoint the store's, if the user has named one; else null, and the environment counts
   * @throws IllegalArgumentException if it is wrong; the message says what is allowed
   */
  public static S3Location parse(String text, String endpoint, Map<String, String> environment) {
    String path = text.substring(SCHEME.length());
    int slash = path.indexOf('/');
    String bucket = slash < 0 ? path : path.substring(0, slash);
    String prefix = slash < 0 ? "" : path.substring(slash + 1);
    if (text.contains("?") || text.contains("#") || bucket.contains("@")) {
      throw new IllegalArgumentException(
          text
              + " has more in it than s3://bucket/prefix; credentials and region are taken from"
              + " AWS_* variables, and the store's address from --endpoint");
    }
    return new S3Location(
        bucket,
        prefix.endsWith("/") ? prefix.substring(0, prefix.length() - 1) : prefix,
        endpoint(endpoint, environment));
  }

  private static URI endpoint(String named, Map<String, String> environment) {
    String endpoint = named;
    for (String variable : ENDPOINT_VARIABLES) {
      if (endpoint == null) {
        endpoint = environment.get(variable);
      }
    }
    if (endpoint == null || endpoint.isEmpty()) {
      return null;
    }
    try {
      return URI.create(endpoint);
    } catch (IllegalArgumentException e) {
      throw notAnEndpoint(endpoint);
    }
  }

  private static void requireEndpoint(URI endpoint) {
    if (endpoint != null
        && !(Pattern.matches("https?", String.valueOf(endpoint.getScheme()))
            && endpoint.getHost() != null
            && endpoint.getUserInfo() == null
            && Pattern.matches("/?", endpoint.getPath())
            && endpoint.getQuery() == null)) {
      throw notAnEndpoint(endpoint.toString());
    }
  }

  private static IllegalArgumentException notAnEndpoint(String endpoint) {
    return new IllegalArgumentException(
        "endpoint: '" + endpoint + "' is not of the form http://HOST:PORT or https://HOST");
  }

  /** Arrow's file system takes a key for a path, and refuses what no path can have. */
  private static void requireKey(String bucket, String prefix) {
    boolean isPath =
        prefix.isEmpty()
            || Arrays.stream(prefix.split("/", -1))
                .noneMatch(name -> name.isEmpty() || name.equals(".") || name.equals(".."));
    if (!isPath || prefix.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException(
          SCHEME
              + bucket
              + "/"
              + prefix
              + " has a name in it that is empty, '.', '..' or not printable");
    }
  }

  /** The key of a name below the prefix. */
  public String key(String name) {
    return prefix.isEmpty() ? name : prefix + "/" + name;
  }

  /** How a user would name what is below the prefix. */
  public String nameOf(String name) {
    return SCHEME + bucket + "/" + key(name);
  }

  /**
   * How Arrow's file systems name what is below the prefix.
   *
   * @param region the bucket's
   */
  public String arrowUri(String name, String region) {
    String path =
        Arrays.stream(key(name).split("/"))
            .map(S3Location::encode)
            .collect(Collectors.joining("/"));
    String uri = SCHEME + bucket + "/" + path + "?region=" + encode(region);
    return endpoint == null
        ? uri
        : uri
            + "&scheme="
            + endpoint.getScheme()
            + "&endpoint_override="
            + encode(endpoint.getAuthority());
  }

  private static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  @Override
  public String toString() {
    return prefix.isEmpty() ? SCHEME + bucket : SCHEME + bucket + "/" + prefix;
  }
}
