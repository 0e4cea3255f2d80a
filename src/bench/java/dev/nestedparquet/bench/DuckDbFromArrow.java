package dev.nestedparquet.bench;

import dev.nestedparquet.batch.BatchPlan;
import dev.nestedparquet.batch.RowRange;
import dev.nestedparquet.internal.contact.ContactFiller;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.arrow.c.ArrowArrayStream;
import org.apache.arrow.c.Data;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.arrow.vector.VectorUnloader;
import org.apache.arrow.vector.complex.ListVector;
import org.apache.arrow.vector.complex.StructVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryEncoder;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.ipc.ArrowReader;
import org.apache.arrow.vector.ipc.message.ArrowRecordBatch;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.Field;
import org.apache.arrow.vector.types.pojo.FieldType;
import org.apache.arrow.vector.types.pojo.Schema;
import org.duckdb.DuckDBConnection;

/**
 * Writes the project's own Arrow batches with DuckDB: {@code DuckDbFromArrow ROWS DIRECTORY}.
 *
 * <p>One stream and one COPY a file, each from a thread of its own; a batch is filled when DuckDB
 * asks for it.
 */
public final class DuckDbFromArrow {
  private static final int FILES = 4;
  private static final int BATCH_ROWS = 32_768;
  private static final double UNIFORM_NAMES = 0;

  private DuckDbFromArrow() {}

  public static void main(String[] arguments) throws Exception {
    BatchPlan plan = new BatchPlan(Long.parseLong(arguments[0]), FILES, BATCH_ROWS);
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    ContactFiller filler = new ContactFiller(0, UNIFORM_NAMES);
    ExecutorService threads = Executors.newFixedThreadPool(FILES);
    try (BufferAllocator allocator = new RootAllocator();
        DuckDBConnection database =
            DriverManager.getConnection("jdbc:duckdb:").unwrap(DuckDBConnection.class)) {
      List<Callable<Void>> files = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        int part = i;
        String name = String.format("contacts-%05d-of-%05d.parquet", part, FILES);
        files.add(
            () -> {
              write(plan, part, filler.forProducer(), database, allocator, directory.resolve(name));
              return null;
            });
      }
      for (Future<Void> file : threads.invokeAll(files)) {
        file.get();
      }
    } finally {
      threads.shutdown();
    }
  }

  private static void write(
      BatchPlan plan,
      int part,
      ContactFiller filler,
      DuckDBConnection database,
      BufferAllocator allocator,
      Path file)
      throws Exception {
    try (DuckDBConnection connection = database.duplicate().unwrap(DuckDBConnection.class);
        Statement statement = connection.createStatement();
        ArrowArrayStream stream = ArrowArrayStream.allocateNew(allocator)) {
      Data.exportArrayStream(allocator, new Batches(plan, part, filler, allocator), stream);
      connection.registerArrowStream("contacts" + part, stream);
      statement.execute("SET preserve_insertion_order = false");
      statement.execute(
          String.format(
              "COPY (FROM contacts%d) TO '%s' (FORMAT parquet, COMPRESSION uncompressed)",
              part, file));
    }
  }

  /**
   * The batches of a partition, each filled when it's asked for.
   *
   * <p>Phone types are decoded to strings first: of a dictionary-encoded column inside a list,
   * DuckDB 1.5.6 reads other nulls than there are.
   */
  private static final class Batches extends ArrowReader {
    private static final int BUFFERS_OF_ENCODED_TYPE = 2;

    private final BatchPlan plan;
    private final int part;
    private final ContactFiller filler;
    private final Dictionary types;
    private final VectorSchemaRoot filled;
    private long nextRow;

    Batches(BatchPlan plan, int part, ContactFiller filler, BufferAllocator allocator) {
      super(allocator);
      this.plan = plan;
      this.part = part;
      nextRow = plan.partition(part).first();
      this.filler = filler;
      MapDictionaryProvider dictionaries = filler.newDictionaries(allocator);
      types = dictionaries.lookup(dictionaries.getDictionaryIds().iterator().next());
      filled = VectorSchemaRoot.create(filler.schema(), allocator);
    }

    @Override
    public boolean loadNextBatch() throws IOException {
      RowRange rows = plan.batchFrom(part, nextRow);
      if (rows.isEmpty()) {
        return false;
      }
      filler.fill(rows, filled);
      nextRow = rows.end();
      ListVector phones = (ListVector) filled.getVector("phones");
      FieldVector encodedTypes = ((StructVector) phones.getDataVector()).getChild("phone_type");
      try (ArrowRecordBatch encoded = new VectorUnloader(filled).getRecordBatch();
          FieldVector decodedTypes =
              (FieldVector) DictionaryEncoder.decode(encodedTypes, types, allocator)) {
        int kept = encoded.getBuffers().size() - BUFFERS_OF_ENCODED_TYPE;
        List<ArrowBuf> buffers = new ArrayList<>(encoded.getBuffers().subList(0, kept));
        buffers.addAll(decodedTypes.getFieldBuffers());
        try (ArrowRecordBatch decoded =
            new ArrowRecordBatch(encoded.getLength(), encoded.getNodes(), buffers)) {
          loadRecordBatch(decoded);
        }
      } finally {
        filled.clear();
      }
      return true;
    }

    @Override
    protected Schema readSchema() {
      return new Schema(filler.schema().getFields().stream().map(this::decoded).toList());
    }

    private Field decoded(Field field) {
      ArrowType type = field.getDictionary() == null ? field.getType() : types.getVectorType();
      List<Field> children = field.getChildren().stream().map(this::decoded).toList();
      return new Field(field.getName(), FieldType.nullable(type), children);
    }

    @Override
    protected void closeReadSource() {
      filled.close();
      types.getVector().close();
    }

    @Override
    public long bytesRead() {
      return 0;
    }
  }
}
