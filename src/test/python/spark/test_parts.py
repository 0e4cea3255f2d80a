"""The command line's files made as a Spark job, compared byte for byte."""

from pathlib import Path

import pytest
from clusters import files
from project import generate

TYPES = Path(__file__).parent / "types.yaml"


@pytest.fixture
def run_job(spark):
    """Runs the job in the session's driver; returns its exit code."""

    def run(*arguments):
        gateway = spark.sparkContext._gateway
        array = gateway.new_array(gateway.jvm.String, len(arguments))
        for i, argument in enumerate(arguments):
            array[i] = str(argument)
        return gateway.jvm.dev.nestedparquet.spark.GenerateParts.run(array)

    return run


@pytest.mark.parametrize(
    "flags",
    {
        "contacts": ["--rows", "300_001", "--partitions", "4", "--seed", "3"],
        "one-part": ["--rows", "10k", "--partitions", "1"],
        "more-parts-than-rows": ["--rows", "3", "--partitions", "5"],
        "no-rows": ["--rows", "0", "--partitions", "2"],
        "long-lists": ["--preset", "long-lists", "--rows", "2k", "--partitions", "2"],
        "orders": ["--schema", "orders", "--param", "skew=1.2", "--rows", "3k", "--partitions", "3"],
        "sensors": ["--schema", "sensors", "--rows", "20k", "--partitions", "2"],
        "types": ["--schema", TYPES, "--param", "Most=9", "--rows", "500", "--partitions", "2"],
        "short-batches": ["--rows", "20k", "--partitions", "2", "--batch-rows", "999", "--name-skew", "0"],
    }.values(),
    ids=lambda flags: " ".join(map(str, flags)),
)
def test_files_and_manifest_are_those_of_one_machine(run_job, tmp_path, flags):
    assert run_job("--output", tmp_path / "spark", *flags) == 0
    assert files(tmp_path / "spark") == files(generate(tmp_path / "cli", *flags))


def test_a_directory_that_is_not_empty_is_refused_and_left_alone(run_job, tmp_path):
    (tmp_path / "note.txt").write_text("mine")
    assert run_job("-o", tmp_path, "-n", "1k") == 2
    assert files(tmp_path) == {"note.txt": b"mine"}


def test_earlier_output_is_replaced_if_asked_for(run_job, tmp_path):
    output = tmp_path / "again"
    assert run_job("-o", output, "-n", "2k", "-p", "3") == 0
    assert run_job("-o", output, "-n", "1k", "-p", "2") == 2
    assert run_job("-o", output, "-n", "1k", "-p", "2", "--overwrite") == 0
    assert files(output) == files(generate(tmp_path / "cli", "-n", "1k", "-p", "2"))


@pytest.mark.parametrize(
    "arguments",
    [
        ["-n", "many"],
        ["-p", "0"],
        ["--preset", "people"],
        ["--schema", "people"],
        ["--schema", "orders", "--param", "skw=1"],
        ["--schema", "orders", "--preset", "contacts"],
        ["--preset", "null-runs", "--name-skew", "1"],
        ["--unknown"],
    ],
    ids=" ".join,
)
def test_wrong_options_are_refused_before_anything_is_touched(run_job, tmp_path, arguments):
    assert run_job("-o", tmp_path / "never", *arguments) == 2
    assert not (tmp_path / "never").exists()


def test_an_output_must_be_named(run_job):
    assert run_job("-n", "1k") == 2


@pytest.mark.parametrize("output", ["s3://bucket/contacts", "hdfs://host/contacts", ""])
def test_an_output_that_is_no_directory_is_refused(run_job, output):
    here = set(Path.cwd().iterdir())
    assert run_job("-n", "10", "-o", output) == 2
    assert set(Path.cwd().iterdir()) == here


def test_the_uri_of_a_directory_will_do(run_job, tmp_path):
    assert run_job("-n", "10", "-o", (tmp_path / "by-uri").as_uri()) == 0
    assert (tmp_path / "by-uri/_manifest.json").exists()


def test_a_job_that_fails_leaves_nothing(run_job, tmp_path):
    # Batches that the driver has memory for, and the executors have not.
    assert run_job("-o", tmp_path / "too-large", "-n", "4M", "--batch-rows", "2M") == 1
    assert not (tmp_path / "too-large").exists()
