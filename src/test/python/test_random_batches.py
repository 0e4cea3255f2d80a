"""The shredder's files of random nested batches, as readers see them.

A new reader is an entry of random_batches.READERS, and of FINDERS and COUNTERS in pruning.
"""

import functools
import shutil

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import questions
from project import DIFFERS, run_java
from pruning import COUNTERS, FINDERS, ID, VALUES, compare_random, destroy_row_groups, row_groups_with
from random_batches import READERS, compare_types, compare_values, read_batches, write_with_pyarrow

CASES, ALL_CASES = 100, 2_000
ROW_GROUP = 4  # of sorted.parquet, that has the values


def number_of_cases(config):
    """More where slow tests are not left out."""
    return CASES if "not slow" in config.option.markexpr else ALL_CASES


def pytest_generate_tests(metafunc):
    if "case" in metafunc.fixturenames:
        metafunc.parametrize("case", range(number_of_cases(metafunc.config)))


def each(readers):
    """Parametrises by reader; those of requirements-slow.txt are slow."""
    slow = {"polars", "datafusion"}
    names = [pytest.param(x, marks=[pytest.mark.slow] if x in slow else []) for x in readers]
    return pytest.mark.parametrize("reader", names)


@pytest.fixture(scope="module")
def directory(tmp_path_factory, request):
    """The files of all cases, pyarrow's own among them."""
    directory = tmp_path_factory.mktemp("random")
    cases = number_of_cases(request.config)
    run_java("dev.nestedparquet.shred.fixtures.WriteRandomBatches", directory, cases)
    for path in directory.glob("*.arrow"):
        write_with_pyarrow(path.with_suffix(".pyarrow.parquet"), read_batches(path))
    return directory


@pytest.fixture(scope="module")
def batches(directory):
    """Batches of a case, which the tests of a case ask for one after the other."""
    return functools.lru_cache(maxsize=4)(lambda case: read_batches(directory / f"{case:03}.arrow"))


def assert_none(differences):
    found = list(differences)
    assert not found, "\n".join(found)


@each(READERS)
def test_values_are_those_of_the_batches(directory, batches, reader, case):
    assert_none(compare_values(directory / f"{case:03}.parquet", batches(case), reader))


def test_arrow_types_are_those_of_pyarrows_own_file(directory, batches, case):
    path = directory / f"{case:03}.parquet"
    assert_none(compare_types(path, path.with_suffix(".pyarrow.parquet"), batches(case).schema))


def test_levels_are_those_of_pyarrows_own_files_as_parquet_java_reads_both(directory):
    run_java("dev.nestedparquet.shred.fixtures.CompareLevels", directory, "pyarrow")


def test_levels_are_the_same_to_hardwood(directory, hardwood):
    hardwood("CompareLevelsWithHardwood", directory)


@each(READERS)
def test_a_file_of_other_batches_is_noticed(directory, batches, reader):
    assert list(compare_values(directory / "000.parquet", batches(1), reader))


def test_levels_of_other_batches_are_noticed(directory, tmp_path):
    shutil.copy(directory / "000.parquet", tmp_path / "001.parquet")
    shutil.copy(directory / "001.pyarrow.parquet", tmp_path)
    run_java("dev.nestedparquet.shred.fixtures.CompareLevels", tmp_path, "pyarrow", expect=DIFFERS)


@each(COUNTERS)
def test_values_that_are_there_are_found_by_a_filter(directory, batches, reader, case):
    assert_none(compare_random(directory / f"{case:03}.parquet", batches(case), reader))


@each(questions.READERS)
def test_questions_are_answered_by_the_values_whatever_is_skipped(directory, reader):
    assert_none(questions.wrong_answers(directory / "questions", reader))


@pytest.fixture(scope="module")
def destroyed(directory, tmp_path_factory):
    """sorted.parquet, of which one row group can be read."""
    path = tmp_path_factory.mktemp("destroyed") / "sorted.parquet"
    shutil.copy(directory / "sorted.parquet", path)
    destroy_row_groups(path, kept=ROW_GROUP)
    return path


@pytest.mark.parametrize("column", VALUES)
def test_statistics_leave_one_row_group_for_a_value(directory, column):
    assert row_groups_with(directory / "sorted.parquet", column) == [ROW_GROUP]


@each(FINDERS)
def test_readers_skip_row_groups_that_a_filter_rules_out(destroyed, reader):
    find, column_not_skipped_by = FINDERS[reader]
    columns = VALUES.keys() - {column_not_skipped_by}
    assert {column: find(destroyed, column, VALUES[column]) for column in columns} == {
        column: [ID] for column in columns
    }


def test_row_groups_that_are_read_all_the_same_are_noticed(destroyed):
    with pytest.raises((pa.ArrowException, OSError)):
        pq.read_table(destroyed)
