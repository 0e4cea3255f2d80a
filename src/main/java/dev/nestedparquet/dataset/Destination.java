package dev.nestedparquet.dataset;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemNotFoundException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Place where a data set is or will be: a directory of a file system, or a prefix of an object
 * store.
 *
 * <p>A destination is a name. Making one opens nothing, and the place need not exist.
 */
public sealed interface Destination {
  /** Directory of a file system. A run creates it if need be. */
  static Destination directory(Path path) {
    return new Directory(path);
  }

  /**
   * Prefix of a bucket, given as {@code s3://bucket/prefix}. The environment variable {@code
   * AWS_ENDPOINT_URL_S3}, or else {@code AWS_ENDPOINT_URL}, names the store; without them it is
   * Amazon S3. Credentials and region come from the other {@code AWS_*} variables.
   *
   * @throws IllegalArgumentException if the URI is wrong; the message says what is allowed
   */
  static Destination s3(String uri) {
    return ObjectStorePrefix.parse(uri, null, System.getenv());
  }

  /**
   * Prefix of a bucket in a given object store.
   *
   * @param endpoint the store's address, {@code http://HOST:PORT} or {@code https://HOST}
   * @throws IllegalArgumentException if either is wrong; the message says what is allowed
   */
  static Destination s3(String uri, URI endpoint) {
    return ObjectStorePrefix.parse(uri, endpoint.toString(), Map.of());
  }

  /**
   * Reads what a user has typed: a directory, its {@code file:} URI, or {@code s3://bucket/prefix}.
   *
   * @param endpoint address of the object store; null if the user has named none
   * @throws IllegalArgumentException if the text names no place that can be used; the message
   *     starts with the text
   */
  static Destination parse(String text, String endpoint) {
    if (ObjectStorePrefix.isNamedBy(text)) {
      return ObjectStorePrefix.parse(text, endpoint, System.getenv());
    }
    Directory directory = Directory.parse(text);
    if (endpoint != null) {
      throw new IllegalArgumentException(
          text + " is a directory, which has no endpoint; an object store's is s3://bucket/prefix");
    }
    return directory;
  }

  /**
   * This place, with output that outlasts a loss of power: files, their names and the manifest are
   * synced to the disk in this order, so that whenever there is a manifest, there are its files. An
   * object store does as much anyway.
   */
  default Destination durably() {
    return this;
  }

  /**
   * A directory of a file system.
   *
   * @param path the directory
   * @param durable whether files are to outlast a loss of power, see {@link #durably}
   */
  record Directory(Path path, boolean durable) implements Destination {
    /**
     * Text that starts with a scheme. A scheme has at least two letters here, unlike a drive of
     * Windows.
     */
    private static final String URI_PATTERN = "[A-Za-z][A-Za-z0-9+.-]+:.*";

    /**
     * Characters that a URI must encode by RFC 3986, among them a percent sign that begins no
     * encoded character.
     */
    private static final Pattern NO_URI_CHARACTER =
        Pattern.compile("%(?![0-9A-Fa-f]{2})|[^\\x21-\\x7E]|[\"<>\\\\^`{|}\\[\\]]");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    /** Directory whose files the operating system writes to the disk when it likes. */
    public Directory(Path path) {
      this(path, /* durable= */ false);
    }

    private static Directory parse(String text) {
      if (text.isEmpty()) {
        throw new IllegalArgumentException("'' is no name; give it a directory");
      }
      try {
        return new Directory(
            text.matches(URI_PATTERN) ? Path.of(URI.create(escaped(text))) : Path.of(text));
      } catch (IllegalArgumentException | FileSystemNotFoundException e) {
        throw new IllegalArgumentException(
            String.format(
                Locale.ROOT,
                "%s is neither a directory nor a file: URI nor s3://bucket/prefix (%s)",
                text,
                e.getMessage()),
            e);
      }
    }

    /** Encodes what people type into a URI as it is, such as spaces and letters beyond ASCII. */
    private static String escaped(String uri) {
      return NO_URI_CHARACTER.matcher(uri).replaceAll(match -> percentEncoded(match.group()));
    }

    private static String percentEncoded(String characters) {
      StringBuilder encoded = new StringBuilder();
      for (byte octet : characters.getBytes(StandardCharsets.UTF_8)) {
        encoded.append('%').append(HEX.toHexDigits(octet));
      }
      return encoded.toString();
    }

    @Override
    public Directory durably() {
      return new Directory(path, /* durable= */ true);
    }

    @Override
    public String toString() {
      return path.toString();
    }
  }

  /**
   * A prefix of a bucket, and the address of its object store.
   *
   * @param bucket the bucket's name
   * @param prefix start of all keys of the data set, without a slash at the end; empty for the
   *     whole bucket
   * @param endpoint scheme, host and port of the store; null for Amazon's own
   */
  record ObjectStorePrefix(String bucket, String prefix, URI endpoint) implements Destination {
    private static final String SCHEME = "s3://";

    private static final Pattern BUCKET = Pattern.compile("[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]");

    /**
     * Environment variables of the AWS SDKs that name a store's address; the first that is set
     * counts.
     */
    private static final String[] ENDPOINT_VARIABLES = {"AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL"};

    public ObjectStorePrefix {
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

    private static boolean isNamedBy(String text) {
      return text.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length());
    }

    /** Reads a URI. Nothing in its prefix is decoded. */
    static ObjectStorePrefix parse(String text, String endpoint, Map<String, String> environment) {
      if (!isNamedBy(text)) {
        throw new IllegalArgumentException(text + " is not of the form s3://bucket/prefix");
      }
      String path = text.substring(SCHEME.length());
      int slash = path.indexOf('/');
      String bucket = slash < 0 ? path : path.substring(0, slash);
      String prefix = slash < 0 ? "" : path.substring(slash + 1);
      if (text.contains("?") || text.contains("#") || bucket.contains("@")) {
        throw new IllegalArgumentException(
            text
                + " has more in it than s3://bucket/prefix; credentials and region are taken from"
                + " AWS_* variables, and the store's address is given apart, as its endpoint");
      }
      return new ObjectStorePrefix(
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

    /** Refuses keys that Arrow's file system can't use, since it takes a key for a path. */
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

    /** Key of a name below the prefix. */
    public String key(String name) {
      return prefix.isEmpty() ? name : prefix + "/" + name;
    }

    /** URI of a name below the prefix, as a user would write it. */
    public String nameOf(String name) {
      return SCHEME + bucket + "/" + key(name);
    }

    @Override
    public String toString() {
      return prefix.isEmpty() ? SCHEME + bucket : SCHEME + bucket + "/" + prefix;
    }
  }
}
