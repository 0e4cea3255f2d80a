package dev.nestedparquet.internal.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.internal.manifest.DataSetNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The Parquet files that a manifest found in an output lists, and that may be replaced with it. */
final class ListedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ListedFiles() {}

  /**
   * The names that are listed. Nobody vouches for what a manifest says: so only such as this
   * program gives count, which are names in the manifest's own directory.
   */
  static List<String> of(InputStream manifest) throws IOException {
    List<String> files = new ArrayList<>();
    for (JsonNode file : read(manifest).path("files")) {
      String name = file.path("path").asText();
      if (DataSetNames.isFileOfAnyBase(name)) {
        files.add(name);
      }
    }
    return files;
  }

  /** What can't be read as a manifest of this program lists nothing. */
  private static JsonNode read(InputStream manifest) throws IOException {
    try {
      JsonNode json = JSON.readTree(manifest);
      if (json.path("tool").asText().equals("nested-parquet")) {
        return json;
      }
    } catch (JacksonException notJson) {
      // Listed or not, it is replaced itself, for its name.
    }
    return JSON.missingNode();
  }
}
