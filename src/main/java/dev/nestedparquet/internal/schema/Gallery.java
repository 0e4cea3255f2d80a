package dev.nestedparquet.internal.schema;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Built-in data-set files. */
public final class Gallery {
  private static final List<String> NAMES =
      List.of(
          "orders",
          "traces",
          "hep",
          "documents",
          "sensors",
          "embeddings",
          "clicks",
          "github-events",
          "places",
          "wide",
          "deep",
          "types");

  private Gallery() {}

  /** Names of the files, as users call them. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * Text of a file.
   *
   * @throws IllegalArgumentException if there is none of this name
   */
  public static String text(String name) {
    if (!NAMES.contains(name)) {
      throw new IllegalArgumentException(
          "schema: there is no " + name + "; choose one of " + String.join(", ", NAMES));
    }
    return resource(name + ".yaml");
  }

  /** JSON Schema of data-set files, for editors. Built-in files name it in their first line. */
  public static String jsonSchema() {
    return resource("data-set-file.schema.json");
  }

  private static String resource(String name) {
    try (InputStream in = Gallery.class.getResourceAsStream("gallery/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
