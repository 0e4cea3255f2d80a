"""Asks readers what files with and without statistics, page index and Bloom filters have.

The answers have to be those that the values themselves give. The files are made by the test class
QuestionFiles.
"""

import datetime
import struct
import subprocess

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from project import run_java
from pruning_questions import EPOCH, NUMBERS, OPERATORS, answer, questions, values_of

DECIMAL_BYTES = 9  # of 20 digits


def ask_pyarrow(path):
    schema = pq.read_schema(path)

    def ask(column, op, value):
        filter_ = OPERATORS[op](pc.field(column), pa.scalar(value, schema.field(column).type))
        return pq.read_table(path, columns=["id"], filters=filter_)["id"].to_pylist()

    return ask


def ask_duckdb(path):
    import duckdb

    connection = duckdb.connect()
    types = dict(connection.execute(f"SELECT column_name, column_type FROM (DESCRIBE FROM '{path}')").fetchall())

    def ask(column, op, value):
        query = f"SELECT id FROM '{path}' WHERE {column} {op} CAST(? AS {types[column]}) ORDER BY id"
        return [row[0] for row in connection.execute(query, [value]).fetchall()]

    return ask


def ask_polars(path):
    import polars

    schema = polars.read_parquet_schema(path)

    def ask(column, op, value):
        filter_ = OPERATORS[op](polars.col(column), polars.lit(value, dtype=schema[column]))
        return polars.scan_parquet(path).filter(filter_).select("id").collect()["id"].to_list()

    return ask


def ask_datafusion(path):
    import datafusion

    config = datafusion.SessionConfig()
    for option in ("pushdown_filters", "enable_page_index", "pruning", "bloom_filter_on_read"):
        config = config.set(f"datafusion.execution.parquet.{option}", "true")
    context = datafusion.SessionContext(config)
    context.register_parquet("t", str(path))
    schema = pq.read_schema(path)

    def ask(column, op, value):
        literal = datafusion.literal(pa.scalar(value, schema.field(column).type))
        filter_ = OPERATORS[op](datafusion.col(column), literal)
        table = context.table("t").filter(filter_).select(datafusion.col("id")).to_arrow_table()
        return sorted(table["id"].to_pylist())

    return ask


def ask_parquet_java(path):
    """All questions that may be asked go to one JVM; this looks up its answers."""
    answers = parquet_javas_answers(path)
    return lambda *question: answers[repr(question)]


def parquet_javas_answers(path):
    asked = list(questions())
    lines = "".join(f"{path}\t{column}\t{op}\t{stored(column, value).hex()}\n" for column, op, value in asked)
    found = run_java("dev.nestedparquet.readers.AskParquetJava", input=lines, stdout=subprocess.PIPE, text=True)
    ids = [[int(word) for word in line.split()] for line in found.stdout.splitlines()]
    assert len(ids) == len(asked), f"{len(ids)} answers to {len(asked)} questions"
    return {repr(question): each for question, each in zip(asked, ids)}


def stored(column, value):
    """A value as Parquet stores it."""
    if column in NUMBERS:
        return struct.pack("<" + NUMBERS[column], value)
    if column == "price":
        return int(value.scaleb(2)).to_bytes(DECIMAL_BYTES, "big", signed=True)
    if column == "time":
        return ((value - EPOCH) // datetime.timedelta(microseconds=1)).to_bytes(8, "little", signed=True)
    return value.encode() if isinstance(value, str) else value


def has_no_halves(path, column, op):
    """pyarrow compares no half floats."""
    return column == "f16"


def nothing(path, column, op):
    return False


# Each reader's function, its order of numbers, and the questions that it can't be asked.
READERS = {
    "pyarrow": (ask_pyarrow, "ieee", has_no_halves),
    "duckdb": (ask_duckdb, "greatest", nothing),
    "polars": (ask_polars, "greatest", nothing),
    "datafusion": (ask_datafusion, "total", nothing),
    "parquet-java": (ask_parquet_java, "java", nothing),
}


def wrong_answers(directory, reader):
    with pa.ipc.open_file(directory / "values.arrow") as file:
        columns = values_of(file.read_all())
    opened, order, without = READERS[reader]
    for path in sorted(directory.glob("*.parquet")):
        ask = opened(path)
        for question in questions():
            if without(path, *question[:2]):
                continue
            wanted = answer(columns, question, order)
            try:
                found = ask(*question)
            except Exception as e:
                yield f"{path.name}: {question}: {e!r}"
                continue
            if found != wanted:
                missing, other = len(set(wanted) - set(found)), len(set(found) - set(wanted))
                yield f"{path.name}: {question}: lacks {missing:,} rows, has {other:,} others"
