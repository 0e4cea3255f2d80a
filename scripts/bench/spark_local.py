#!/usr/bin/env python3
"""Makes contacts with Spark on this machine: spark_local.py ROWS DIRECTORY NAME_LISTS

Spark's own functions only, so that no row passes through Python. One partition a file.
"""

import sys
from pathlib import Path

import pyarrow as pa
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

FILES = 4


def names(lists, which):
    names = (Path(lists) / f"{which}-names.txt").read_text().splitlines()
    ids = pa.array(range(len(names)), pa.int32())
    return pa.table({f"{which}_id": ids, f"{which}_name": names})


def main(rows, directory, lists):
    spark = (
        SparkSession.builder.master("local[*]")
        .config("spark.ui.enabled", "false")
        .config("spark.log.level", "ERROR")
        .config("spark.sql.parquet.compression.codec", "uncompressed")
        .getOrCreate()
    )
    # xxhash64 of the phone's id decides on the phone: 16 bits on nulls, and 16 on the type.
    phone = """
        named_struct(
          'number', if(xxhash64(id) & 65535 < 0.95 * 65536,
            concat('+91-99-', lpad(cast(id AS STRING), greatest(8, length(cast(id AS STRING))), '0')), NULL),
          'phone_type', CASE
            WHEN xxhash64(id) & 65535 >= 0.90 * 65536
              AND NOT xxhash64(id) & 65535 BETWEEN 0.95 * 65536 AND 0.99 * 65536 THEN NULL
            WHEN shiftright(xxhash64(id), 16) & 65535 < 0.55 * 65536 THEN 'Mobile'
            WHEN shiftright(xxhash64(id), 16) & 65535 < 0.90 * 65536 THEN 'Work'
            ELSE 'Home'
          END)"""
    first, last = names(lists, "first"), names(lists, "last")
    draws = spark.range(0, int(rows), 1, FILES).select(
        f.col("id").alias("row"),
        f.expr(f"if(rand() >= 0.20, cast(floor(rand() * {first.num_rows}) AS INT), NULL)").alias("first_id"),
        f.expr(f"cast(floor(rand() * {last.num_rows}) AS INT)").alias("last_id"),
        f.rand().alias("phone_draw"),
    )
    contacts = (
        draws.join(f.broadcast(spark.createDataFrame(first)), "first_id", "left")
        .join(f.broadcast(spark.createDataFrame(last)), "last_id")
        .selectExpr(
            "row",
            "concat(first_name, ' ', last_name) AS name",
            """CASE
                 WHEN phone_draw < 0.40 THEN NULL
                 WHEN phone_draw < 0.85 THEN array(5 * row)
                 WHEN phone_draw < 0.95 THEN array(5 * row, 5 * row + 1)
                 ELSE sequence(5 * row, 5 * row + 2 + cast(floor((phone_draw - 0.95) * 60) AS INT))
               END AS ids""",
        )
        .selectExpr("name", f"transform(ids, id -> {phone}) AS phones")
    )
    contacts.write.parquet(directory)
    spark.stop()


if __name__ == "__main__":
    main(*sys.argv[1:])
