package dev.nestedparquet.spark;

import java.util.Locale;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SQLContext;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.connector.catalog.Table;
import org.apache.spark.sql.connector.catalog.TableProvider;
import org.apache.spark.sql.connector.expressions.Transform;
import org.apache.spark.sql.sources.BaseRelation;
import org.apache.spark.sql.sources.CreatableRelationProvider;
import org.apache.spark.sql.sources.DataSourceRegister;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.sql.util.CaseInsensitiveStringMap;

/**
 * The Spark data source {@value #NAME}: the rows that the command line makes, made inside of
 * Spark's tasks.
 *
 * <pre>{@code
 * spark.read().format("nested-contacts").option("rows", "10G").option("partitions", 1000).load()
 * spark.read().format("nested-contacts").option("schema", "orders").option("param.skew", 1.2).load()
 * }</pre>
 *
 * <p>Options are those of the command {@code generate} that concern the rows. Spark finds this
 * class by {@code META-INF/services}.
 */
public final class ContactsSource
    implements TableProvider, DataSourceRegister, CreatableRelationProvider {
  static final String NAME = "nested-contacts";

  @Override
  public String shortName() {
    return NAME;
  }

  /**
   * Returns true, so that a catalog asks for the schema when a table is created, and wrong options
   * are told then.
   */
  @Override
  public boolean supportsExternalMetadata() {
    return true;
  }

  @Override
  public StructType inferSchema(CaseInsensitiveStringMap options) {
    return new RowsTable(options).structType();
  }

  @Override
  public Table getTable(
      StructType schema, Transform[] partitioning, Map<String, String> properties) {
    RowsTable table = new RowsTable(properties);
    if (!schema.asNullable().equals(table.structType().asNullable())) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "%s: schema: %s is not %s, which the rows have; leave it out",
              NAME,
              schema.simpleString(),
              table.structType().simpleString()));
    }
    return table;
  }

  /**
   * Refuses to write. Spark calls this since the table has no write support; without it, Spark
   * would report an internal error.
   */
  @Override
  public BaseRelation createRelation(
      SQLContext context,
      SaveMode mode,
      scala.collection.immutable.Map<String, String> parameters,
      Dataset<Row> data) {
    throw new UnsupportedOperationException(
        NAME + " can only be read: its rows follow from its options; write to parquet, say");
  }
}
