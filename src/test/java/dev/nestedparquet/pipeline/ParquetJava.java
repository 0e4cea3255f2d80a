package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.parquet.conf.PlainParquetConfiguration;
import org.apache.parquet.example.data.Group;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.example.GroupReadSupport;
import org.apache.parquet.io.InputFile;
import org.apache.parquet.io.LocalInputFile;

/** Reads contacts with parquet-java's own record model, one row at a time. */
final class ParquetJava {
  private static final class Builder extends ParquetReader.Builder<Group> {
    Builder(InputFile file) {
      super(file, new PlainParquetConfiguration());
    }

    @Override
    protected ReadSupport<Group> getReadSupport() {
      return new GroupReadSupport();
    }
  }

  private ParquetJava() {}

  /** Passes on the contacts of all Parquet files of a directory, in the order of their rows. */
  static void readContacts(Path directory, Consumer<Contact> consumer) throws IOException {
    TreeSet<Path> files = new TreeSet<>();
    try (DirectoryStream<Path> entries = Files.newDirectoryStream(directory, "*.parquet")) {
      entries.forEach(files::add);
    }
    for (Path file : files) {
      try (ParquetReader<Group> reader = new Builder(new LocalInputFile(file)).build()) {
        for (Group row; (row = reader.read()) != null; ) {
          consumer.accept(contact(row));
        }
      }
    }
  }

  /** An optional field that is null is there 0 times, else once. */
  private static Contact contact(Group row) {
    if (row.getFieldRepetitionCount("phones") == 0) {
      return new Contact(text(row, "name"), null);
    }
    Group list = row.getGroup("phones", 0);
    List<Phone> phones = new ArrayList<>();
    for (int i = 0; i < list.getFieldRepetitionCount("list"); i++) {
      Group entry = list.getGroup("list", i);
      boolean isNull = entry.getFieldRepetitionCount("element") == 0;
      phones.add(isNull ? null : phone(entry.getGroup("element", 0)));
    }
    return new Contact(text(row, "name"), phones);
  }

  private static Phone phone(Group element) {
    return new Phone(text(element, "number"), text(element, "phone_type"));
  }

  private static String text(Group group, String field) {
    return group.getFieldRepetitionCount(field) == 0 ? null : group.getString(field, 0);
  }
}
