"""Data sets of the command line, as readers see them that share no code with the writers.

A new data set is an entry of CONTACTS or PRESETS, a new reader one of READERS.
"""

import filecmp
import functools
import json
import shutil

import pytest
from project import DIFFERS, LAUNCHER, generate, read_with, run, verify

CONTACTS = {
    "default-flags": ["--rows", "1M"],
    "odd-flags": "--rows 100_003 --partitions 7 --batch-rows 5000 --seed 7 --name-skew 0".split(),
    "no-rows": ["--rows", "0"],
    "more-partitions-than-rows": ["--rows", "3", "--partitions", "5"],
    "10M-rows": ["--rows", "10M"],
}
PRESETS = {
    "null-states": ["--preset", "null-states", "--rows", "200k"],
    "long-lists": ["--preset", "long-lists", "--rows", "20k"],
    "null-runs": ["--preset", "null-runs", "--rows", "3M"],
    "wide-text": ["--preset", "wide-text", "--rows", "100k"],
}
SLOW = {"10M-rows"}

# Each fails, with the exit code that is expected, where a data set is not what its manifest says.
READERS = {
    "pyarrow": functools.partial(read_with, "verify_with_pyarrow.py"),
    "DuckDB": functools.partial(read_with, "verify_with_duckdb.py"),
    "verify": verify,
    "all-compared": functools.partial(read_with, "compare_readers.py"),
}


def names(data_sets):
    return [pytest.param(x, marks=pytest.mark.slow) if x in SLOW else x for x in data_sets]


@pytest.fixture(scope="session")
def data_set(tmp_path_factory):
    """Makes a data set by its name, when it is first asked for."""
    directory = tmp_path_factory.mktemp("data-sets")
    return functools.cache(lambda name: generate(directory / name, *{**CONTACTS, **PRESETS}[name]))


@pytest.mark.parametrize("reader", ["pyarrow", "DuckDB", "verify"])
@pytest.mark.parametrize("name", names(CONTACTS))
def test_contacts_are_what_the_manifest_says(data_set, name, reader):
    READERS[reader](data_set(name))


@pytest.mark.parametrize("reader", ["all-compared", "verify"])
@pytest.mark.parametrize("name", names(PRESETS))
def test_a_preset_is_what_the_manifest_says(data_set, name, reader):
    READERS[reader](data_set(name))


@pytest.mark.parametrize("name", names(PRESETS))
def test_a_preset_is_what_its_specification_says_as_hardwood_reads_it(data_set, name, hardwood):
    hardwood("CompareWithHardwood", data_set(name))


@pytest.mark.parametrize("reader", ["pyarrow", "DuckDB", "verify"])
def test_two_files_that_changed_places_are_noticed(data_set, tmp_path, reader):
    """All that differs is which rows are where."""
    exchanged = shutil.copytree(data_set("odd-flags"), tmp_path / "exchanged")
    one, other = (exchanged / f"contacts-0000{i}-of-00007.parquet" for i in (1, 2))
    one.rename(tmp_path / "one")
    other.rename(one)
    (tmp_path / "one").rename(other)
    READERS[reader](exchanged, expect=DIFFERS)


@pytest.mark.parametrize("reader", ["all-compared", "verify"])
def test_a_file_in_the_place_of_another_is_noticed(data_set, tmp_path, reader):
    """The last file's counts are not the first one's."""
    exchanged = shutil.copytree(data_set("null-states"), tmp_path / "exchanged")
    first, last = (exchanged / f"null-states-0000{i}-of-00004.parquet" for i in (0, 3))
    shutil.copy(last, first)
    READERS[reader](exchanged, expect=DIFFERS)


def test_a_file_in_the_place_of_another_is_noticed_by_hardwood(data_set, tmp_path, hardwood):
    exchanged = shutil.copytree(data_set("null-states"), tmp_path / "exchanged")
    first, last = (exchanged / f"null-states-0000{i}-of-00004.parquet" for i in (0, 3))
    shutil.copy(last, first)
    hardwood("CompareWithHardwood", exchanged, expect=DIFFERS)


# The parts of a run, made one after the other, are the whole run ------------------------------------

WHOLE = ["--rows", "200_001", "--partitions", "4", "--seed", "3"]


@pytest.fixture(scope="module")
def whole(tmp_path_factory):
    return generate(tmp_path_factory.mktemp("whole"), *WHOLE)


@pytest.fixture(scope="module")
def parts(tmp_path_factory):
    directory = tmp_path_factory.mktemp("parts")
    generate(directory, *WHOLE, "--part", "0-2")
    return generate(directory, *WHOLE, "--part", "3")


def test_files_of_parts_are_those_of_the_whole(whole, parts):
    names = sorted(path.name for path in whole.glob("*.parquet"))
    assert len(names) == 4
    assert filecmp.cmpfiles(whole, parts, names, shallow=False) == (names, [], [])


def test_manifests_of_parts_list_the_files_of_the_whole(whole, parts):
    manifests = [json.loads(path.read_text()) for path in sorted(parts.glob("_manifest-*.json"))]
    assert len(manifests) == 4
    files = [file for manifest in manifests for file in manifest["files"]]
    assert files == json.loads((whole / "_manifest.json").read_text())["files"]


def test_merged_manifests_of_parts_are_the_one_of_the_whole(whole, parts, tmp_path):
    merged = shutil.copytree(parts, tmp_path / "merged")
    run(LAUNCHER, "merge", merged)
    assert (merged / "_manifest.json").read_bytes() == (whole / "_manifest.json").read_bytes()
