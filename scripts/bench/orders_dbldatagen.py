#!/usr/bin/env python3
"""Makes orders with dbldatagen on Spark on this machine: orders_dbldatagen.py ROWS DIRECTORY

The same columns and distributions as the built-in data set orders. dbldatagen declares columns of
random numbers; its own arrays are of uniform length, so lists are made by Spark's higher-order
functions in its column expressions, as its guide advises. One partition a file.
"""

import sys

import dbldatagen
from pyspark.sql import SparkSession

FILES = 4

UNIT = "((xxhash64({}) & 9007199254740991) / 9007199254740992D)"
PRODUCT = f"cast(pow(1 - {UNIT.format('line')} * (1 - pow(200001D, -0.1D)), -10D) AS BIGINT)"
PRICE = (
    "least(5000D, greatest(0.5D, 20 * exp(1.1D * 1.7320508D * ("
    + " + ".join(UNIT.format(f"4 * {PRODUCT} + {i}") for i in range(4))
    + " - 2))))"
)
QUANTITY = "cast(1 + pmod(xxhash64(line + 1), 50) AS INT)"
LINES = f"""
    transform(sequence(1000 * shipment, 1000 * shipment - 1
        + cast(pow(1 - {UNIT.format('shipment + 2')} * (1 - pow(1001D, -1.41D)), -1 / 1.41D) AS BIGINT)),
      line -> named_struct('product_id', {PRODUCT}, 'quantity', {QUANTITY},
        'amount', cast({PRICE} * {QUANTITY} AS DECIMAL(14, 2))))"""
CARRIER = """
    CASE WHEN pmod(xxhash64(shipment), 100) < 3 THEN NULL
      WHEN customer.country = 'US' THEN element_at(array('UPS', 'USPS'), cast(1 + pmod(xxhash64(shipment + 1), 2) AS INT))
      ELSE element_at(array('DHL', 'DPD'), cast(1 + pmod(xxhash64(shipment + 1), 2) AS INT)) END"""
SHIPMENTS = f"""
    CASE WHEN shipment_count = 0 THEN cast(array() AS ARRAY<STRUCT<carrier: STRING,
        lines: ARRAY<STRUCT<product_id: BIGINT, quantity: INT, amount: DECIMAL(14, 2)>>>>)
      ELSE transform(sequence(20 * id, 20 * id + shipment_count - 1),
        shipment -> named_struct('carrier', {CARRIER}, 'lines', {LINES})) END"""
ATTRIBUTES = """
    map_from_arrays(slice(array('gift', 'note', 'coupon', 'channel'), 1, attribute_count),
      transform(slice(array(0L, 1L, 2L, 3L), 1, attribute_count), i ->
        if(pmod(xxhash64(4 * id + i), 10) = 0, NULL,
          left(md5(cast(4 * id + i AS STRING)), cast(3 + pmod(xxhash64(4 * id + i + 1), 18) AS INT)))))"""
TOTAL = """
    cast(aggregate(shipments, cast(0 AS DECIMAL(18, 2)), (sum, shipment) -> cast(sum
      + aggregate(shipment.lines, cast(0 AS DECIMAL(18, 2)), (part, line) -> cast(part + line.amount AS DECIMAL(18, 2)))
      AS DECIMAL(18, 2))) AS DECIMAL(18, 2))"""


def main(rows, directory):
    spark = (
        SparkSession.builder.master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.parquet.compression.codec", "uncompressed")
        .getOrCreate()
    )
    orders = (
        dbldatagen.DataGenerator(spark, name="orders", rows=int(rows), partitions=FILES)
        .withColumn("order_id", "long", expr="pmod(id * 2654435761, 4294967296)")
        .withColumn(
            "ordered_at",
            "timestamp",
            expr="timestamp_micros(1704067200000000 + id * 250000 + cast(rand() * 2000000 AS BIGINT))",
        )
        .withColumn(
            "customer_id",
            "long",
            expr="cast(pow(1 - rand() * (1 - pow(15000001D, 0.1D)), 10D) AS BIGINT)",
            omit=True,
        )
        .withColumn("country_draw", "double", expr=UNIT.format("customer_id"), omit=True, baseColumn="customer_id")
        .withColumn(
            "customer",
            "struct<id: bigint, country: string>",
            expr="named_struct('id', customer_id, 'country', CASE WHEN country_draw < 0.40 THEN 'US'"
            " WHEN country_draw < 0.65 THEN 'DE' WHEN country_draw < 0.90 THEN 'IN' ELSE 'NO' END)",
            baseColumn=["customer_id", "country_draw"],
        )
        .withColumn("draw", "double", expr="rand()", omit=True)
        .withColumn(
            "shipment_count",
            "int",
            expr="CASE WHEN draw < 0.02 THEN 0 WHEN draw < 0.82 THEN 1 WHEN draw < 0.95 THEN 2"
            " ELSE 3 + cast((draw - 0.95) * 360 AS INT) END",
            baseColumn="draw",
            omit=True,
        )
        .withColumn(
            "shipments",
            "array<struct<carrier: string, lines: array<struct<product_id: bigint, quantity: int, amount: decimal(14,2)>>>>",
            expr=SHIPMENTS,
            baseColumn=["customer", "shipment_count"],
        )
        .withColumn("attribute_count", "int", minValue=0, maxValue=4, random=True, omit=True)
        .withColumn(
            "attributes", "map<string, string>", expr=ATTRIBUTES, baseColumn="attribute_count"
        )
        .withColumn("total", "decimal(18,2)", expr=TOTAL, baseColumn="shipments")
        .build()
    )
    orders.write.parquet(directory)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:3])
