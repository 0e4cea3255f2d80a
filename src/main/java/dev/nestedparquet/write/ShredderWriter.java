package dev.nestedparquet.write;

import dev.nestedparquet.ring.Batch;
import dev.nestedparquet.ring.PartitionRing;
import dev.nestedparquet.shred.ParquetShredder;
import dev.nestedparquet.shred.ShredderOptions;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.arrow.vector.dictionary.DictionaryProvider;
import org.apache.arrow.vector.types.pojo.Schema;

/** Writes Parquet in Java, on the calling thread, by {@link ParquetShredder}. */
public final class ShredderWriter implements PartitionWriter {
  public static final String NAME = "shredder";

  private static final String FILE_NAME = "part-0.parquet";

  private final ShredderOptions options;

  public ShredderWriter(ShredderOptions options) {
    this.options = options;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public int maxOpenFiles() {
    return Integer.MAX_VALUE;
  }

  @Override
  public boolean makesFiles() {
    return true;
  }

  @Override
  public Path write(
      Schema schema, DictionaryProvider dictionaries, PartitionRing ring, Path directory)
      throws IOException {
    Files.createDirectories(directory);
    Path path = directory.resolve(FILE_NAME);
    try (FileChannel file =
        FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ParquetShredder shredder =
          ParquetShredder.open(file, schema, dictionaries, ring.borrowAllocator(), options);
      try {
        Batch next;
        while ((next = ring.take()) != null) {
          try (Batch batch = next) {
            shredder.write(batch.root());
          }
        }
        shredder.close();
      } finally {
        shredder.discard();
      }
    }
    return path;
  }
}
