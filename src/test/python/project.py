"""The project's programs, as tests start them."""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
LAUNCHER = ROOT / "scripts/nested-parquet"
READERS = ROOT / "scripts/readers"

ENDED = 900  # seconds: a program that hangs is to be told from one that is slow
DIFFERS = 3  # exit code of all that compare


def run(*command, expect=0, timeout=ENDED, **options):
    """Runs a program, whose exit code must be the expected one; what it printed is in the report of a failure."""
    command = [str(word) for word in command]
    print("$", *command, flush=True)
    ended = subprocess.run(command, timeout=timeout, **options)
    assert ended.returncode == expect, f"exit code {ended.returncode}, not {expect}: {' '.join(command)}"
    return ended


def generate(directory, *flags):
    """Makes a data set with the command line."""
    run(LAUNCHER, "generate", "--quiet", "--output", directory, *flags)
    return Path(directory)


def read_with(script, directory, expect=0):
    """Runs a script of those for users on a data set."""
    run(sys.executable, READERS / script, directory, expect=expect)


def verify(directory, expect=0):
    run(LAUNCHER, "verify", "--quiet", "--no-progress", directory, expect=expect)


# Programs that end soon take half of the CPU time without the second compiler and a second collector.
SHORT_LIVED = ["-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"]


def run_java(main, *arguments, expect=0, **options):
    """Runs a class of the tests, in the JVM that the project is built with."""
    classpath = tests_classpath("target/test.classpath")
    flags = [*SHORT_LIVED, "--add-opens=java.base/java.nio=ALL-UNNAMED", "-classpath", classpath]
    java = Path(os.environ["JAVA_HOME"], "bin/java") if "JAVA_HOME" in os.environ else "java"
    return run(java, *flags, main, *arguments, expect=expect, **options)


def tests_classpath(libraries):
    """A class path of the tests' classes and of libraries that Maven has listed in a file."""
    listed = ROOT / libraries
    assert listed.is_file(), f"there is no {libraries}; scripts/verify.sh makes it"
    return f"{ROOT / 'target/test-classes'}:{ROOT / 'target/classes'}:{listed.read_text().strip()}"
