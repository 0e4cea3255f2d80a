package dev.nestedparquet.write;

import dev.nestedparquet.shred.ShredderOptions;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/** Layout of the shredder's files: its options in the words of the manifest. */
final class ShredderLayout {
  private ShredderLayout() {}

  /**
   * Options by name, but for the footer's key-value metadata, which changes nothing else in a file.
   */
  static Map<String, Object> of(ShredderOptions options) {
    Map<String, Object> layout = new LinkedHashMap<>();
    layout.put("compression", options.compression().toString());
    Map<String, String> compressions = new TreeMap<>();
    options
        .columnCompressions()
        .forEach((column, each) -> compressions.put(column, each.toString()));
    layout.put("columnCompressions", compressions);
    layout.put("rowGroupRows", (long) options.rowGroupRows());
    layout.put("rowGroupBytes", options.rowGroupBytes());
    layout.put("pageBytes", (long) options.pageBytes());
    layout.put("pageRows", (long) options.pageRows());
    layout.put("pageVersion", (long) options.pageVersion());
    layout.put("encoding", options.encoding().text());
    Map<String, String> encodings = new TreeMap<>();
    options.columnEncodings().forEach((column, each) -> encodings.put(column, each.text()));
    layout.put("columnEncodings", encodings);
    layout.put("dictionaryBytes", (long) options.dictionaryBytes());
    layout.put("bloomFilters", options.bloomFilters().stream().sorted().toList());
    layout.put("bloomFilterFpp", options.bloomFilterFpp());
    layout.put("statistics", options.statistics());
    layout.put("pageIndex", options.pageIndex());
    layout.put("arrowSchema", options.arrowSchema());
    return layout;
  }
}
