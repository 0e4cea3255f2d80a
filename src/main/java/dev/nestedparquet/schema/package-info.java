/**
 * Data sets that a file declares: the columns, how often they are null, how long lists are, and
 * where values come from.
 *
 * <pre>{@code
 * BatchFiller orders = DataSet.load(Path.of("orders.yaml")).filler(0, Map.of("skew", "0"));
 * PipelineOptions options =
 *     PipelineOptions.builder(1_000_000, Destination.directory(Path.of("orders"))).build();
 * PipelineResult result = new ParquetPipeline(orders, options).run();
 * }</pre>
 *
 * <p>What a file can have is in the guide's reference, under "Data-set file".
 */
package dev.nestedparquet.schema;
