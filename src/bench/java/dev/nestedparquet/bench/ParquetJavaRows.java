package dev.nestedparquet.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.apache.avro.Schema;
import org.apache.avro.SchemaBuilder;
import org.apache.avro.generic.GenericData;
import org.apache.avro.generic.GenericRecord;
import org.apache.parquet.avro.AvroParquetWriter;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.hadoop.ParquetWriter;
import org.apache.parquet.hadoop.metadata.CompressionCodecName;
import org.apache.parquet.io.LocalOutputFile;

/**
 * Makes contacts row by row with parquet-java and Avro's generic records: {@code ParquetJavaRows
 * ROWS DIRECTORY NAME_LISTS}. One thread a file.
 */
public final class ParquetJavaRows {
  private static final int FILES = 4;

  private static final Schema PHONE =
      SchemaBuilder.record("phone")
          .fields()
          .optionalString("number")
          .optionalString("phone_type")
          .endRecord();

  private static final Schema CONTACT =
      SchemaBuilder.record("contact")
          .fields()
          .optionalString("name")
          .name("phones")
          .type()
          .optional()
          .array()
          .items()
          .nullable()
          .type(PHONE)
          .endRecord();

  private final SplittableRandom random;
  private final List<String> firstNames;
  private final List<String> lastNames;

  private ParquetJavaRows(long seed, List<String> firstNames, List<String> lastNames) {
    random = new SplittableRandom(seed);
    this.firstNames = firstNames;
    this.lastNames = lastNames;
  }

  public static void main(String[] arguments) throws Exception {
    long rows = Long.parseLong(arguments[0]);
    Path directory = Files.createDirectories(Path.of(arguments[1]));
    List<String> firstNames = Files.readAllLines(Path.of(arguments[2], "first-names.txt"));
    List<String> lastNames = Files.readAllLines(Path.of(arguments[2], "last-names.txt"));
    ExecutorService threads = Executors.newFixedThreadPool(FILES);
    try {
      List<Callable<Void>> files = new ArrayList<>();
      for (int i = 0; i < FILES; i++) {
        int part = i;
        Path file = directory.resolve(String.format("contacts-%05d-of-%05d.parquet", part, FILES));
        files.add(
            () -> {
              new ParquetJavaRows(part, firstNames, lastNames)
                  .write(file, part * rows / FILES, (part + 1) * rows / FILES);
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

  private void write(Path file, long firstRow, long endRow) throws IOException {
    PlainParquetConfiguration configuration = new PlainParquetConfiguration();
    configuration.set("parquet.avro.write-old-list-structure", "false");
    try (ParquetWriter<GenericRecord> writer =
        AvroParquetWriter.<GenericRecord>builder(new LocalOutputFile(file))
            .withConf(configuration)
            .withSchema(CONTACT)
            .withCompressionCodec(CompressionCodecName.UNCOMPRESSED)
            .build()) {
      for (long row = firstRow; row < endRow; row++) {
        writer.write(contact(row));
      }
    }
  }

  private GenericRecord contact(long row) {
    GenericRecord contact = new GenericData.Record(CONTACT);
    if (random.nextDouble() >= 0.20) {
      String first = firstNames.get(random.nextInt(firstNames.size()));
      String last = lastNames.get(random.nextInt(lastNames.size()));
      contact.put("name", first + " " + last);
    }
    int count = phoneCount(random.nextDouble());
    if (count > 0) {
      List<GenericRecord> phones = new ArrayList<>(count);
      for (int slot = 0; slot < count; slot++) {
        phones.add(phone(5 * row + slot));
      }
      contact.put("phones", phones);
    }
    return contact;
  }

  private static int phoneCount(double draw) {
    if (draw < 0.40) {
      return 0;
    } else if (draw < 0.85) {
      return 1;
    } else if (draw < 0.95) {
      return 2;
    } else {
      return 3 + (int) ((draw - 0.95) / 0.05 * 3);
    }
  }

  private GenericRecord phone(long id) {
    GenericRecord phone = new GenericData.Record(PHONE);
    double nulls = random.nextDouble();
    if (nulls < 0.95) {
      phone.put("number", number(id));
    }
    if (nulls < 0.90 || (nulls >= 0.95 && nulls < 0.99)) {
      double type = random.nextDouble();
      phone.put("phone_type", type < 0.55 ? "Mobile" : type < 0.90 ? "Work" : "Home");
    }
    return phone;
  }

  private static String number(long id) {
    String digits = Long.toString(id);
    return "+91-99-" + "0".repeat(Math.max(0, 8 - digits.length())) + digits;
  }
}
