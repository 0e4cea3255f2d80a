package dev.nestedparquet.write;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The Parquet files that a manifest found in a directory lists, and that may be replaced with it.
 */
final class ListedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ListedFiles() {}

  /**
   * The listed files that are there. Nobody vouches for what a manifest says: so only files in its
   * own directory, whose names are such as this program gives, count.
   */
  static List<Path> of(Path manifest) throws IOException {
    List<Path> files = new ArrayList<>();
    for (JsonNode file : read(manifest).path("files")) {
      String name = file.path("path").asText();
      if (FileNames.anyFileOfAnyBase().matcher(name).matches()) {
        Path path = manifest.resolveSibling(name);
        if (Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)) {
          files.add(path);
        }
      }
    }
    return files;
  }

  /** What can't be read as a manifest of this program lists nothing. */
  private static JsonNode read(Path manifest) throws IOException {
    try {
      JsonNode json = JSON.readTree(manifest.toFile());
      if (json.path("tool").asText().equals("nested-parquet")) {
        return json;
      }
    } catch (JacksonException notJson) {
      // Listed or not, it is replaced itself, for its name.
    }
    return JSON.missingNode();
  }
}
