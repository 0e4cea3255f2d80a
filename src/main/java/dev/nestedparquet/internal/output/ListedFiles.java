package dev.nestedparquet.internal.output;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nestedparquet.internal.manifest.DataSetNames;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads which Parquet files a manifest in the output lists, since these may be replaced together
 * with it.
 */
final class ListedFiles {
  private static final ObjectMapper JSON = new ObjectMapper();

  private ListedFiles() {}

  /**
   * Names of listed files. The manifest may be anybody's. So only names that this program gives
   * count, which are in the manifest's own directory.
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

  /** Reads a manifest. A file that is no manifest of this program lists nothing. */
  private static JsonNode read(InputStream manifest) throws IOException {
    try {
      JsonNode json = JSON.readTree(manifest);
      if (json.path("tool").asText().equals("nested-parquet")) {
        return json;
      }
    } catch (JacksonException notJson) {
      // The file is replaced for its name, whatever it lists.
    }
    return JSON.missingNode();
  }
}
