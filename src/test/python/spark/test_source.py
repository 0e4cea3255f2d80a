"""The data source nested-contacts in a real Spark, compared with the command line's files."""

import re

import pytest
from clusters import assert_same_rows, plan, source
from project import generate


@pytest.fixture
def contacts(spark):
    """Makes a frame of 1,000 rows in 2 partitions, unless told otherwise."""
    return lambda **options: source(spark, **{"rows": 1000, "partitions": 2, **options})


def refused(message):
    """Expects any exception, the cause of which is told by these words."""
    return pytest.raises(Exception, match=re.escape(message))


@pytest.mark.parametrize(
    "preset, rows, partitions",
    [
        ("contacts", 200_001, 3),
        ("null-states", 20_000, 2),
        ("long-lists", 2_000, 2),
        ("null-runs", 600_000, 2),
        ("wide-text", 5_000, 2),
    ],
)
def test_rows_are_those_of_the_command_line_row_for_row(spark, tmp_path, preset, rows, partitions):
    flags = ["--preset", preset, "--rows", rows, "--partitions", partitions, "--seed", 7]
    files = generate(tmp_path / "cli", *map(str, flags))
    options = {"preset": preset, "rows": rows, "partitions": partitions, "seed": 7}
    source(spark, **options).write.parquet(str(tmp_path / "spark"))
    assert_same_rows(tmp_path / "spark", files)


def test_other_names_and_batches_give_the_same_rows_too(contacts, tmp_path):
    flags = ["--rows", "30k", "--partitions", "1", "--name-skew", "0", "--seed", "-3"]
    files = generate(tmp_path / "cli", *flags)
    options = {"nameSkew": 0, "seed": -3, "batchRows": 1000}
    contacts(rows="30k", partitions=1, **options).write.parquet(str(tmp_path / "spark"))
    assert_same_rows(tmp_path / "spark", files)


def test_aggregates_are_what_the_rows_say(contacts):
    rows = contacts().collect()
    phones = [phone for row in rows for phone in row.phones or []]
    types = {}
    for phone in phones:
        types[phone.phone_type] = types.get(phone.phone_type, 0) + 1
    counted = contacts().selectExpr("explode(phones) AS p").groupBy("p.phone_type").count()
    assert {row.phone_type: row["count"] for row in counted.collect()} == types
    distinct = contacts().selectExpr("count(DISTINCT name)").collect()[0][0]
    assert distinct == len({row.name for row in rows} - {None})
    assert contacts().count() == 1000


def test_rows_survive_shuffles(contacts):
    rows = contacts().collect()
    names = sorted(row.name for row in rows if row.name)
    sorted_names = contacts().where("name IS NOT NULL").orderBy("name").select("name").collect()
    assert [row.name for row in sorted_names] == names
    numbers = contacts().selectExpr("explode(phones.number) AS number")
    phones = contacts().selectExpr("explode(phones) AS phone")
    joined = numbers.join(phones, numbers.number == phones.phone.number)
    with_number = sum(1 for row in rows for phone in row.phones or [] if phone.number)
    assert joined.count() == with_number


def test_rows_survive_the_cache(contacts):
    rows = contacts().collect()
    cached = contacts().cache()
    try:
        assert cached.collect() == rows
    finally:
        cached.unpersist()


def test_only_columns_that_a_query_reads_are_filled(contacts):
    reads = "reads 1,000 rows of struct<"
    numbers = contacts().selectExpr("explode(phones.number)")
    assert f"{reads}phones:array<struct<number:string>>>" in plan(numbers)
    names = contacts().select("name")
    assert f"{reads}name:string>" in plan(names)
    assert names.collect() == [(row.name,) for row in contacts().collect()]
    counting = contacts().groupBy().count()
    assert f"{reads}>" in plan(counting)


def test_batches_are_columnar(contacts):
    assert "ColumnarToRow" in plan(contacts())


def test_a_limit_reads_no_more_rows(contacts):
    limited = contacts(partitions=4).limit(300)
    assert "reads 300 rows" in plan(limited)
    assert limited.collect() == contacts().collect()[:300]


@pytest.fixture
def cost_based(spark):
    """Newer Sparks ask for rows only then."""
    spark.conf.set("spark.sql.cbo.enabled", True)
    yield
    spark.conf.unset("spark.sql.cbo.enabled")


@pytest.mark.usefixtures("cost_based")
def test_the_planner_knows_the_rows(contacts):
    statistics = contacts(rows="12_345")._jdf.queryExecution().optimizedPlan().stats()
    assert statistics.rowCount().get() == 12_345
    joined = contacts(rows="10G").join(contacts(rows=100).select("name"), "name")
    assert "BroadcastHashJoin" in plan(joined)


@pytest.fixture
def people(spark):
    """A table of the catalog."""
    spark.sql("CREATE TABLE people USING `nested-contacts` OPTIONS (rows '1k', partitions 2, seed 9)")
    yield "people"
    spark.sql("DROP TABLE people")


def test_tables_of_a_catalog_are_the_same_data(spark, contacts, people):
    assert spark.sql(f"SELECT * FROM {people}").collect() == contacts(seed=9).collect()
    assert spark.table(people).schema == contacts().schema
    assert spark.sql(f"SELECT count(*) FROM {people} WITH (rows 7)").collect()[0][0] == 7
    statement = spark.sql(f"SHOW CREATE TABLE {people}").collect()[0][0]
    assert re.search("USING `?nested-contacts", statement)
    assert "'seed' = '9'" in statement


@pytest.mark.parametrize(
    "option, value, message",
    [
        ("rows", "many", "nested-contacts: rows: 'many' is not a count such as"),
        ("row", "5", "nested-contacts: there is no option 'row'; there are"),
        ("partitions", "0", "nested-contacts: partitions: 0 is not between 1 and 100,000"),
        ("preset", "people", "nested-contacts: preset: there is no people; choose one of"),
    ],
)
def test_wrong_options_are_refused_before_anything_runs(contacts, option, value, message):
    with refused(message):
        contacts(**{option: value})


def test_wrong_options_of_a_table_are_refused(spark):
    with refused("nested-contacts: there is no option 'row'"):
        spark.sql("CREATE TABLE wrong USING `nested-contacts` OPTIONS (row 5)")


def test_another_schema_is_refused(spark):
    with refused("nested-contacts: schema: struct<age:int> is not struct<name:string,"):
        spark.read.format("nested-contacts").schema("age int").load()


@pytest.mark.parametrize("mode", ["errorifexists", "append", "overwrite", "ignore"])
def test_it_can_only_be_read(contacts, mode):
    with refused("nested-contacts can only be read"):
        contacts().write.format("nested-contacts").mode(mode).save()


def test_it_is_no_stream(spark):
    with refused("does not support streamed reading"):
        spark.readStream.format("nested-contacts").load()


def test_partitions_are_as_many_as_can_run_unless_said_otherwise(spark):
    partitions = source(spark, rows=1000).rdd.getNumPartitions()
    assert partitions == spark.sparkContext.defaultParallelism
