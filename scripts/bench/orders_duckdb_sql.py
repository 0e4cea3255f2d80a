#!/usr/bin/env python3
"""Makes orders with SQL in DuckDB: orders_duckdb_sql.py ROWS DIRECTORY

The same columns and distributions as the built-in data set orders. One COPY a file, each from a thread
of its own. Nothing is joined or unnested: lists are made by list_transform, which was the fastest way,
and a product's price is a function of its hash. Zipf's law is drawn by the inverse of its continuous
form, and the logarithm of a price is a sum of uniform numbers.
"""

import sys
from pathlib import Path

import duckdb
import duckdb_files

MACROS = """
-- A number from 0 to 1 that follows from a key.
CREATE MACRO unit(key) AS (hash(key) >> 11) / 9007199254740992.0;
-- A rank from 1 to n by Zipf's law with exponent s.
CREATE MACRO zipf(draw, n, s) AS floor((1 - draw * (1 - n ** (1 - s))) ** (1 / (1 - s)))::BIGINT;
CREATE MACRO price(product) AS least(5000, greatest(0.5, 20 * exp(1.1 * 1.7320508 * (
  unit(product * 4) + unit(product * 4 + 1) + unit(product * 4 + 2) + unit(product * 4 + 3) - 2))));
CREATE MACRO product(line) AS zipf(unit(line), 200001.0, 1.1);
CREATE MACRO quantity(line) AS (1 + hash(line + 1) % 50)::INTEGER;
CREATE MACRO carrier(shipment, country) AS CASE
  WHEN hash(shipment) % 100 < 3 THEN NULL
  WHEN country = 'US' THEN CASE hash(shipment + 1) % 2 WHEN 0 THEN 'UPS' ELSE 'USPS' END
  ELSE CASE hash(shipment + 1) % 2 WHEN 0 THEN 'DHL' ELSE 'DPD' END END;
"""

# A row has up to 20 shipments of up to 1,000 lines: positions are numbered by these.
ORDERS = """
SELECT order_id, ordered_at, {id: customer, country: country} AS customer, shipments, attributes,
  list_sum(list_transform(shipments, lambda s: list_sum(list_transform(s.lines, lambda l: l.amount))))::DECIMAL(18, 2)
    AS total
FROM (
  SELECT row * 2654435761 % 4294967296 AS order_id,
    make_timestamp(1704067200000000 + row * 250000 + (random() * 2000000)::BIGINT) AS ordered_at,
    customer, country,
    list_transform(range(20 * row, 20 * row + shipment_count), lambda shipment: {
      carrier: carrier(shipment, country),
      lines: list_transform(
        range(1000 * shipment, 1000 * shipment + zipf(unit(shipment + 2), 1001.0, 2.41)), lambda line: {
          product_id: product(line),
          quantity: quantity(line),
          amount: round(price(product(line)) * quantity(line), 2)::DECIMAL(14, 2)})}) AS shipments,
    map(['gift', 'note', 'coupon', 'channel'][1:attribute_count],
      list_transform(range(attribute_count), lambda i: CASE WHEN hash(4 * row + i) % 10 = 0 THEN NULL
        ELSE left(md5((4 * row + i)::VARCHAR), (3 + hash(4 * row + i + 1) % 18)::INTEGER) END)) AS attributes
  FROM (
    SELECT row, customer, attribute_count,
      CASE WHEN country_draw < 0.40 THEN 'US' WHEN country_draw < 0.65 THEN 'DE'
        WHEN country_draw < 0.90 THEN 'IN' ELSE 'NO' END AS country,
      CASE WHEN draw < 0.02 THEN 0 WHEN draw < 0.82 THEN 1 WHEN draw < 0.95 THEN 2
        ELSE 3 + floor((draw - 0.95) * 360)::BIGINT END AS shipment_count
    FROM (
      SELECT row, customer, draw, attribute_count, unit(customer) AS country_draw
      FROM (
        SELECT range AS row, zipf(random(), 15000001.0, 0.9) AS customer, random() AS draw,
          floor(random() * 5)::BIGINT AS attribute_count
        FROM range($first, $last)))))
"""


def main(rows, directory):
    rows, directory = int(rows), Path(directory)
    directory.mkdir(parents=True)
    database = duckdb.connect()
    database.execute(MACROS)
    duckdb_files.write(database, ORDERS, rows, directory, "orders")


if __name__ == "__main__":
    main(*sys.argv[1:3])
