"""Questions about files with and without what Spark skips by; see questions.py."""

import pyarrow as pa
import pytest
from project import run_java
from pruning_questions import OPERATORS, answer, questions, values_of
from pyspark.sql import functions as F

UNREAD = "f16"  # Spark has no half floats


@pytest.fixture(scope="module")
def directory(tmp_path_factory):
    directory = tmp_path_factory.mktemp("questions")
    run_java("dev.nestedparquet.shred.fixtures.WriteRandomBatches", directory, 0)
    return directory / "questions"


@pytest.mark.slow
@pytest.mark.parametrize("file", ["all", "all-plain-v2", "no-bloom-filter", "bloom-filter-only", "nothing"])
def test_spark_answers_by_the_values_whatever_it_skips(spark, directory, file):
    with pa.ipc.open_file(directory / "values.arrow") as values:
        columns = values_of(values.read_all())
    frame = spark.read.schema(
        "id long, f32 float, f64 double, text string, bytes binary, price decimal(20, 2), time timestamp_ntz"
    ).parquet(str(directory / f"{file}.parquet"))
    wrong = []
    for question in questions():
        column, op, value = question
        if column == UNREAD:
            continue
        kind = frame.schema[column].dataType
        found = frame.where(OPERATORS[op](F.col(column), F.lit(value).cast(kind))).select("id").collect()
        wanted = answer(columns, question, "greatest")
        if sorted(row.id for row in found) != wanted:
            wrong.append(f"{question}: {len(found)} rows, not {len(wanted)}")
    assert not wrong, "\n".join(wrong)
