#!/usr/bin/env bash
# Checks everything: format, warnings, static analysis, tests, package, scripts, and generated files as
# pyarrow and DuckDB read them. Installs what it needs; see --help.
#
# Each check is a test: tests of Java are in src/test/java, tests of programs, scripts and files in
# src/test/python (marked slow if they are for --all only). A step here runs them, or prepares a run.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/build-tools.sh"
. "$root/scripts/steps.sh"
read_flags "$@"
need jdk maven python

python_packages=prepare_python
java_options=()
if $all; then
  python_packages=prepare_slow
  python_options+=(-m "")
  java_options+=(-DexcludedGroups= -Dtest.flags= '-Dit.projects=*/pom.xml')
fi

step "Python packages; Maven: format, warnings, Error Prone" side_by_side "$python_packages" exclusively maven -Pbench test-compile
step "Maven: tests, package, benchmarks compiled" exclusively maven \
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
    step "pytest: Spark $version" test_in_python src/test/python/spark/test_{source,parts,declared}.py
  done
fi
summary 0
