#!/usr/bin/env bash
# Checks everything: format, warnings, static analysis, tests, package, scripts, and generated files as
# pyarrow and DuckDB read them. Installs what it needs; see --help.
#
# Each check is a test: tests of Java are in src/test/java, tests of programs, scripts and files in
# src/test/python (marked slow if they are for --all only). A step here runs them, or prepares a run.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

usage="\
Usage: scripts/verify.sh [--verbose] [--all]
Checks the whole project, step by step, and stops at the first step that fails.

  --verbose  Show the output of all steps, not only of one that failed.
  --all      Also run what takes minutes: tests tagged 'slow', 10 million rows end to end, and
             Spark clusters that lose machines, of all versions; and, as root, this script itself
             on a bare machine (3 GB in the temporary directory).
  --help     Show this help.

Exit code: 0 all passed, 1 a step failed, 2 wrong usage."

verbose=false
all=false
for argument in "$@"; do
  case $argument in
    -v | --verbose) verbose=true ;;
    -a | --all) all=true ;;
    -h | --help) echo "$usage" && exit ;;
    *) printf 'verify.sh: unknown argument %s\n\n%s\n' "$argument" "$usage" >&2 && exit 2 ;;
  esac
done

need jdk maven python
. "$scripts/steps.sh"

# Runs tests in Python, in two processes, by the Python that was prepared last. Data that the tests of
# a file share is made once, in one of these processes, and so is a session of Spark.
test_in_python() {
  cd "$root" && "$python" -B -m pytest "${python_options[@]}" --numprocesses 2 "$@"
}

python_options=(--quiet --basetemp "$work/python")
java_options=()
build_classpath=org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath
! $verbose || python_options[0]=--verbose
if $all; then
  python_options+=(-m "")
  java_options+=(-DexcludedGroups= -Dtest.flags= '-Dit.projects=*/pom.xml')
fi

step "Python packages: pytest, readers, an object store, Spark" "prepare_$($all && echo slow || echo python)"
step "Maven: format, warnings as errors, Error Prone, tests, package, benchmarks compiled" exclusively maven \
  -Pbench "${java_options[@]}" verify "$build_classpath" -Dmdep.outputFile=target/test.classpath
newer_java_home=$(newer_jdk)
if [[ -n $newer_java_home ]]; then
  java_home=$newer_java_home step "Maven: checks that need a newer JDK" exclusively plain_maven \
    -Pcheck compiler:testCompile@check "$build_classpath" -Dmdep.outputFile=target/check.classpath
fi
export JAVA_HOME=$java_home NEWER_JAVA_HOME=$newer_java_home
python=$root/.venv/bin/python
step "pytest: scripts, files as readers see them, Spark" test_in_python src/test/python
if $all; then
  for version in 4.2 4.3; do
    step "Spark $version for the tests" prepare_other_spark "$version"
    python=$root/.venv-spark-$version/bin/python
    step "pytest: Spark $version" test_in_python src/test/python/spark/test_{source,parts}.py
  done
fi
summary 0
