package dev.nestedparquet.shred;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SplittableRandom;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.ipc.ArrowFileWriter;

/**
 * Writes random batches twice, as Arrow's file format and as Parquet, for readers in Python: {@code
 * DIRECTORY CASES} makes {@code 000.arrow}, {@code 000.parquet}, and so on; {@code sorted.parquet};
 * and {@link QuestionFiles} in {@code questions}.
 */
final class WriteRandomBatches {
  private WriteRandomBatches() {}

  public static void main(String[] args) throws IOException {
    Path directory = Path.of(args[0]);
    int cases = Integer.parseInt(args[1]);
    SortedFile.write(directory.resolve("sorted.parquet"));
    QuestionFiles.write(directory.resolve("questions"));
    try (BufferAllocator allocator = new RootAllocator()) {
      for (int i = 0; i < cases; i++) {
        SplittableRandom random = new SplittableRandom(i);
        int rows = random.nextInt(8) == 0 ? 3_000 : 1 + random.nextInt(100);
        write(
            new RandomCase(i, 1 + random.nextInt(8), random.nextInt(5), random.nextInt(4), rows),
            directory.resolve(String.format("%03d", i)),
            allocator);
      }
    }
  }

  private static void write(RandomCase random, Path path, BufferAllocator allocator)
      throws IOException {
    try (RandomBatches batches = random.open(/* hidesNulls= */ false, allocator);
        FileChannel parquet = create(path + ".parquet");
        FileChannel arrow = create(path + ".arrow");
        ArrowFileWriter writer =
            new ArrowFileWriter(batches.root(), batches.dictionaries(), arrow);
        ParquetShredder shredder =
            ParquetShredder.open(
                parquet,
                batches.schema(),
                batches.dictionaries(),
                allocator,
                random.options(new ReferenceLevels(batches.schema()).paths()))) {
      while (batches.loadNext()) {
        writer.writeBatch();
        shredder.write(batches.root());
      }
      writer.end();
      shredder.finish();
    }
  }

  private static FileChannel create(String path) throws IOException {
    return FileChannel.open(Path.of(path), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
  }
}
