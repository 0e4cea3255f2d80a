package dev.nestedparquet.internal.output;

import dev.nestedparquet.dataset.Destination.ObjectStorePrefix;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names objects by the URIs that Arrow's file systems understand. */
final class ArrowUri {
  private ArrowUri() {}

  /**
   * URI by which Arrow's file systems name an object below a prefix.
   *
   * @param region region of the bucket
   */
  static String of(ObjectStorePrefix location, String name, String region) {
    String path =
        Arrays.stream(location.key(name).split("/"))
            .map(ArrowUri::encode)
            .collect(Collectors.joining("/"));
    String uri = "s3://" + location.bucket() + "/" + path + "?region=" + encode(region);
    URI endpoint = location.endpoint();
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
}
