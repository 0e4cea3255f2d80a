"""Fixtures of all tests, and which of them run in the same process."""

import os
from pathlib import Path

import project
import pytest
from xdist.scheduler import LoadScopeScheduling


class ByFile(LoadScopeScheduling):
    """A file's tests run in one process and share what they read; those of Spark share a session."""

    def _split_scope(self, nodeid):
        file = nodeid.partition("::")[0]
        return "spark" if file.rpartition("/")[0].endswith("spark") else file


# Not by pytest-xdist's own groups: with pytest 9.2, release 3.8.0 doesn't see them.
def pytest_xdist_make_scheduler(config, log):
    return ByFile(config, log)


@pytest.fixture(scope="session")
def hardwood():
    """Runs a comparison by hardwood (src/check/java), for which scripts/verify.sh finds a newer JDK."""
    home = os.environ.get("NEWER_JAVA_HOME")
    if not home:
        pytest.skip("NEWER_JAVA_HOME names no JDK of 21 or newer: not read by hardwood")
    flags = [*project.SHORT_LIVED, "--enable-native-access=ALL-UNNAMED", "-Xmx512m"]
    flags += ["-classpath", project.tests_classpath("target/check.classpath")]

    def compare(main, directory, expect=0):
        main = f"dev.nestedparquet.check.{main}"
        project.run(Path(home, "bin/java"), *flags, main, directory, expect=expect)

    return compare
