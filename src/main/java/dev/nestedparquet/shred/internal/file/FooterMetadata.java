package dev.nestedparquet.shred.internal.file;

import dev.nestedparquet.shred.internal.file.ChunkMetadata.FinishedChunk;
import dev.nestedparquet.shred.internal.levels.ColumnTree;
import dev.nestedparquet.shred.internal.levels.ListNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/**
 * Gathers the key-value metadata of a footer: that of the schema, that of the options, and the
 * Arrow schema as far as readers can give back its types.
 */
final class FooterMetadata {
  private final Schema schema;
  private final DictionaryProvider dictionaries;
  private final FileLayout layout;
  private final ColumnTree tree;

  /** Paths of columns with delta-encoded pages, of which pyarrow makes no dictionaries. */
  private final Set<String> deltaEncoded = new HashSet<>();

  FooterMetadata(
      Schema schema, DictionaryProvider dictionaries, FileLayout layout, ColumnTree tree) {
    this.schema = schema;
    this.dictionaries = dictionaries;
    this.layout = layout;
    this.tree = tree;
  }

  /** Takes note of a row group's chunks, one for each column. */
  void note(List<FinishedChunk> chunks) {
    for (int i = 0; i < chunks.size(); i++) {
      if (chunks.get(i).hasDeltas()) {
        deltaEncoded.add(tree.leaves().get(i).path);
      }
    }
  }

  /** The pairs of the file whose row groups were noted, in the order of the footer. */
  Map<String, String> toMap() {
    Map<String, String> metadata = new LinkedHashMap<>(schema.getCustomMetadata());
    metadata.remove(ArrowSchemaText.KEY); // A schema read from another file may have that file's.
    metadata.putAll(layout.metadata());
    if (layout.hasArrowSchema()) {
      Schema described = new Schema(schema.getFields(), new LinkedHashMap<>(metadata));
      metadata.put(ArrowSchemaText.KEY, ArrowSchemaText.of(described, dictionaries, simplified()));
    }
    return metadata;
  }

  /** Paths of the fields that {@link ArrowSchemaText} is to simplify. */
  private Set<String> simplified() {
    Set<String> simplified = new HashSet<>(deltaEncoded);
    for (int i = 0; i < layout.columns().size(); i++) {
      ColumnLayout column = layout.columns().get(i);
      if (column.encoding().isDelta()) { // pyarrow makes dictionaries of all other encodings.
        simplified.add(tree.leaves().get(i).path);
      }
    }
    for (ListNode list : tree.lists()) {
      if (list.mayBeAbsent()) {
        simplified.add(list.path);
      }
    }
    return simplified;
  }
}
