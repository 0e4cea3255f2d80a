"""Data sets that a file declares, in a real Spark, compared with the command line's files."""

import re
import shutil
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from clusters import plan, source
from project import generate

TYPES = Path(__file__).parent / "types.yaml"

NANOS = {"s": 1_000_000_000, "ms": 1_000_000, "us": 1_000, "ns": 1}


def value(scalar):
    """A value as Spark and Parquet both have it: times are nanoseconds, unions of width are numbers."""
    kind = scalar.type
    if not scalar.is_valid:
        return None
    elif pa.types.is_map(kind):
        return [(value(entry[0]), value(entry[1])) for entry in scalar.values]
    elif pa.types.is_struct(kind):
        return {field.name: value(scalar[field.name]) for field in kind}
    elif isinstance(scalar, pa.ListScalar):  # Large and fixed-size ones are, too.
        return [value(element) for element in scalar.values]
    elif pa.types.is_dictionary(kind):
        return value(scalar.dictionary[scalar.index.as_py()])
    elif isinstance(kind, pa.BaseExtensionType):
        return value(scalar.value)
    elif pa.types.is_timestamp(kind) or pa.types.is_duration(kind) or pa.types.is_time(kind):
        return scalar.value * NANOS[kind.unit]
    elif pa.types.is_floating(kind):
        return repr(scalar.as_py())  # Zeros have signs, and NaN is NaN.
    return scalar.as_py()


def rows(table):
    columns = {name: [value(one) for one in table[name]] for name in table.column_names}
    return [dict(zip(columns, values)) for values in zip(*columns.values())]


def read(directory):
    return pa.concat_tables(pq.read_table(file) for file in sorted(Path(directory).glob("*.parquet")))


def assert_same(frame, directory):
    found, expected = rows(frame.toArrow()), rows(read(directory))
    assert len(found) == len(expected) > 0
    for row, (our, their) in enumerate(zip(found, expected)):
        assert our == their, f"row {row}"


@pytest.fixture(scope="module")
def orders(spark, tmp_path_factory):
    """A frame, and the rows that pyarrow reads from files of the same rows."""
    flags = ["--schema", "orders", "--param", "skew=1.2", "-n", "300", "-p", "2", "--seed", "7"]
    files = generate(tmp_path_factory.mktemp("orders"), *flags)
    options = {"schema": "orders", "param.skew": 1.2, "rows": 300, "partitions": 2, "seed": 7}
    return source(spark, **options), rows(read(files))


def test_orders_are_those_in_the_files(orders):
    frame, expected = orders
    assert rows(frame.toArrow()) == expected


def test_traces_are_those_in_the_files(spark, tmp_path):
    files = generate(tmp_path, "--schema", "traces", "-n", "200", "-p", "3")
    assert_same(source(spark, schema="traces", rows=200, partitions=3), files)


TYPES_OF_SPARK = {
    "id": "bigint",
    "uint8": "smallint",
    "uint16": "int",
    "uint32": "bigint",
    "uint64": "decimal(20,0)",
    "float16": "float",
    "decimal38": "decimal(38,10)",
    "date": "date",
    "time_s": "time(0)",
    "time_ms": "time(3)",
    "time_us": "time(6)",
    "time_ns": "bigint",
    "at_s": "timestamp_ntz",
    "at_ns": "bigint",
    "in_ms": "timestamp",
    "in_ns": "bigint",
    "took_s": "interval day to second",
    "took_ns": "bigint",
    "large_string": "string",
    "large_binary": "binary",
    "fixed_binary": "binary",
    "uuid": "binary",
    "dictionary_of_texts": "string",
    "dictionary_of_decimals": "decimal(20,3)",
    "dictionary_of_times": "timestamp_ntz",
    "large_list": "array<int>",
    "fixed_list": "array<float>",
    "required_list": "array<time(6)>",
}


def test_all_types_have_the_values_in_the_files(spark, tmp_path):
    flags = ["-n", "300", "-p", "2", "--seed", "5"]
    files = generate(tmp_path, "--schema", TYPES, "--param", "Most=7", *flags)
    options = {"schema": TYPES, "param.Most": 7, "rows": 300, "partitions": 2, "seed": 5}
    frame = source(spark, **options)
    types = {field.name: field.dataType.simpleString() for field in frame.schema}
    assert TYPES_OF_SPARK.items() <= types.items()
    assert [field.name for field in frame.schema if not field.nullable] == ["id", "required_list"]
    assert not frame.schema["required_list"].dataType.containsNull
    assert_same(frame, files)


FAR = """
nested-parquet: 1
name: far
columns:
  at: {type: timestamp(s), sequence: {start: 2000-01-01T00:00:00, step: 200000000d}}
"""


def test_a_value_that_spark_has_no_room_for_is_no_other_value(spark):
    assert source(spark, schema=FAR, rows=1, partitions=1).count() == 1
    with pytest.raises(Exception, match="at: 17280946684800 is beyond what Spark's type timestamp_ntz has"):
        source(spark, schema=FAR, rows=2, partitions=1).collect()


def test_only_fields_that_a_query_reads_are_filled_on_any_level(orders):
    frame, expected = orders
    first = frame.selectExpr("get(shipments, 0).lines.amount AS amounts", "customer.country")
    pruned = "customer:struct<country:string>,shipments:array<struct<lines:array<struct<amount:decimal(14,2)>>>>"
    assert f"reads 300 rows of struct<{pruned}>" in plan(first)
    assert [tuple(row) for row in first.collect()] == [
        (
            [line["amount"] for line in row["shipments"][0]["lines"]] if row["shipments"] else None,
            row["customer"]["country"],
        )
        for row in expected
    ]
    products = frame.selectExpr("explode(shipments) AS s").selectExpr("explode(s.lines) AS l").selectExpr("l.product_id")
    assert "of struct<shipments:array<struct<lines:" in plan(products)
    assert [row.product_id for row in products.collect()] == [
        line["product_id"] for row in expected for shipment in row["shipments"] for line in shipment["lines"]
    ]


def test_only_fields_of_maps_values_that_a_query_reads_are_filled(spark):
    frame = source(spark, schema=TYPES, rows=100, partitions=1)
    words = frame.selectExpr("map_values(map).word AS words")
    assert "of struct<map:map<string,struct<word:string>>>" in plan(words)
    assert [row.words for row in words.collect()] == [
        None if row["map"] is None else [value and value["word"] for key, value in row["map"]]
        for row in rows(frame.select("map").toArrow())
    ]


def test_aggregates_are_what_the_files_say(orders):
    frame, expected = orders
    total = sum(row["total"] for row in expected if row["total"] is not None)
    assert frame.selectExpr("sum(total)").collect()[0][0] == total
    by_country = frame.groupBy("customer.country").count().collect()
    countries = [row["customer"]["country"] for row in expected]
    assert {row.country: row["count"] for row in by_country} == {
        country: countries.count(country) for country in set(countries)
    }
    assert frame.count() == 300


def test_a_table_of_a_catalog_has_a_schema_and_parameters(spark, orders):
    options = "schema 'orders', `param.skew` '1.2', rows 300, partitions 2, seed 7"
    spark.sql(f"CREATE TABLE orders USING `nested-contacts` OPTIONS ({options})")
    try:
        assert spark.table("orders").collect() == orders[0].collect()
        other = spark.sql("SELECT count(DISTINCT customer.id) FROM orders WITH (`param.skew` '0')")
        assert other.collect()[0][0] > len({row["customer"]["id"] for row in orders[1]})
    finally:
        spark.sql("DROP TABLE orders")


def test_the_driver_alone_needs_the_files(spark, tmp_path):
    """By the time that tasks run, they are gone."""
    for file in [TYPES, TYPES.with_name("words.txt")]:
        shutil.copy(file, tmp_path)
    read_on_time = source(spark, schema=tmp_path / "types.yaml", rows=50, partitions=1).select("string", "map")
    expected = source(spark, schema=TYPES, rows=50, partitions=1).select("string", "map").collect()
    assert read_on_time.collect() == expected


@pytest.mark.parametrize(
    "schema, message",
    [
        ("order", "nested-contacts: schema: there is no file and no data set order; choose one of"),
        ("/no/where.yaml", "nested-contacts: /no/where.yaml: there is no such file"),
        ("{nested-parquet: 1, name: x, columns: {a: {type: int9, const: 1}}}", "columns.a"),
    ],
)
def test_a_wrong_schema_is_refused_before_anything_runs(spark, schema, message):
    with pytest.raises(Exception, match=re.escape(message)):
        source(spark, schema=schema)
