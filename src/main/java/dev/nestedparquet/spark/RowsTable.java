package dev.nestedparquet.spark;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.connector.catalog.Column;
import org.apache.spark.sql.connector.catalog.SupportsRead;
import org.apache.spark.sql.connector.catalog.TableCapability;
import org.apache.spark.sql.connector.catalog.TableCatalog;
import org.apache.spark.sql.connector.read.ScanBuilder;
import org.apache.spark.sql.types.StructField;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/** A read-only table that consists of options alone; its rows are made when they are read. */
final class RowsTable implements SupportsRead {
  private final Map<String, String> properties;
  private final SourceOptions options;
  private final StructType schema;

  /**
   * Makes a table.
   *
   * @throws IllegalArgumentException if an option is wrong; the message says what is allowed
   */
  RowsTable(Map<String, String> properties) {
    this.properties = properties;
    options = SourceOptions.parse(properties, Map.of());
    schema = options.schema().struct();
  }

  StructType structType() {
    return schema;
  }

  @Override
  public String name() {
    return ContactsSource.NAME;
  }

  /** Source and options, of which {@code SHOW CREATE TABLE} makes a statement. */
  @Override
  public Map<String, String> properties() {
    Map<String, String> shown = new HashMap<>();
    shown.put(TableCatalog.PROP_PROVIDER, ContactsSource.NAME);
    properties.forEach((option, value) -> shown.put(TableCatalog.OPTION_PREFIX + option, value));
    return shown;
  }

  @Override
  public Column[] columns() {
    Column[] columns = new Column[schema.size()];
    for (int i = 0; i < columns.length; i++) {
      StructField field = schema.fields()[i];
      columns[i] = Column.create(field.name(), field.dataType(), field.nullable());
    }
    return columns;
  }

  @Override
  public Set<TableCapability> capabilities() {
    return Set.of(TableCapability.BATCH_READ);
  }

  /**
   * Begins a scan.
   *
   * @param more options of the query, which replace the table's
   */
  @Override
  public ScanBuilder newScanBuilder(CaseInsensitiveStringMap more) {
    return new RowsScanBuilder(SourceOptions.parse(properties, more));
  }
}
