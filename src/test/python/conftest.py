"""Fixtures of all tests, and which of them run in the same process."""

import os
from pathlib import Path

import pytest

import project


@pytest.hookimpl(tryfirst=True)  # before pytest-xdist looks for groups
def pytest_collection_modifyitems(items):
    """Groups for pytest-xdist: a file's tests share what they read, those of Spark share a session."""
    for item in items:
        is_of_spark = item.path.parent.name == "spark"
        item.add_marker(pytest.mark.xdist_group("spark" if is_of_spark else item.path.stem))


@pytest.fixture(scope="session")
def hardwood():
    """Runs a comparison by hardwood (src/check/java), for which scripts/verify.sh finds a newer JDK."""
    home = os.environ.get("NEWER_JAVA_HOME")
    if not home:
        pytest.skip("NEWER_JAVA_HOME names no JDK of 21 or newer: not read by hardwood")
    flags = ["--enable-native-access=ALL-UNNAMED", "-Xmx512m"]
    flags += ["-classpath", project.tests_classpath("target/check.classpath")]

    def compare(main, directory, expect=0):
        main = f"dev.nestedparquet.check.{main}"
        project.run(Path(home, "bin/java"), *flags, main, directory, expect=expect)

    return compare
