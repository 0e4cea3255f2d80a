package dev.nestedparquet.pipeline;

import dev.nestedparquet.internal.contact.ReferenceContacts.Contact;
import dev.nestedparquet.internal.contact.ReferenceContacts.Phone;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Struct;
import java.util.ArrayList;
import java.util.List;

/** Reads Parquet files back with a reader that shares no code with the writer. */
public final class DuckDb {
  private DuckDb() {}

  /** What is done with each row of a result. */
  @FunctionalInterface
  public interface RowReader<T> {
    T read(ResultSet row) throws SQLException;
  }

  /** The rows of all Parquet files of a directory, in the order of the files' names. */
  public static <T> List<T> read(Path directory, String columns, RowReader<T> reader)
      throws SQLException {
    String query = "SELECT " + columns + " FROM read_parquet('" + directory + "/*.parquet')";
    try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(query)) {
      List<T> list = new ArrayList<>();
      while (rows.next()) {
        list.add(reader.read(rows));
      }
      return list;
    }
  }

  /** The contacts of a directory, in the order of their rows. */
  static List<Contact> contacts(Path directory) throws SQLException {
    return read(directory, "name, phones", DuckDb::contact);
  }

  private static Contact contact(ResultSet row) throws SQLException {
    java.sql.Array list = row.getArray("phones");
    if (list == null) {
      return new Contact(row.getString("name"), null);
    }
    List<Phone> phones = new ArrayList<>();
    for (Object element : (Object[]) list.getArray()) {
      phones.add(element == null ? null : phone(((Struct) element).getAttributes()));
    }
    return new Contact(row.getString("name"), phones);
  }

  private static Phone phone(Object[] parts) {
    return new Phone((String) parts[0], (String) parts[1]);
  }
}
