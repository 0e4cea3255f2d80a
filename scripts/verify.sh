#!/usr/bin/env bash
# Checks everything: format, warnings, static analysis, tests, package, scripts, and files that are
# really generated, as pyarrow and DuckDB read them. Installs what it needs; see --help.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

usage="\
Usage: scripts/verify.sh [--verbose] [--all]
Checks the whole project, step by step, and stops at the first step that fails.

  --verbose  Show all output, not only that of a step that failed.
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
work=$(mktemp -d "${TMPDIR:-/tmp}/nested-parquet-verify-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
log=$work/step.log
passed=$work/passed # a number per line, added up at the end
skipped=0
: > "$passed"

# A step is a function. It runs in a shell of its own, with set -e in force, and tells what it has
# checked with add_passed.
step() {
  local name=$1 start=$SECONDS status=0
  shift
  if $verbose; then
    echo "=== $name"
  fi
  set +e # not "|| status=$?", which would switch set -e off inside
  if $verbose; then
    (set -e && "$@") 2>&1 | tee "$log"
    status=${PIPESTATUS[0]}
  else
    (set -e && "$@") > "$log" 2>&1
    status=$?
  fi
  set -e
  if ((status)); then
    $verbose || cat "$log"
    printf 'FAILED %4d s  %s\n' $((SECONDS - start)) "$name"
    summary 1
    exit 1
  fi
  printf 'ok     %4d s  %s\n' $((SECONDS - start)) "$name"
}

add_passed() {
  echo "$1" >> "$passed"
}

summary() {
  local total=0 number
  while read -r number; do
    total=$((total + number))
  done < "$passed"
  echo "$total passed, $1 failed$( ((skipped == 0)) || echo ", $skipped skipped")"
}

# Steps -----------------------------------------------------------------------------------------

check_scripts() {
  local file scripts_of_shell=("$scripts"/*.sh "$scripts/nested-parquet" "$root/.ci/run")
  for file in "${scripts_of_shell[@]}"; do
    bash -n "$file"
    add_passed 1
  done
  if command -v shellcheck > /dev/null; then
    shellcheck "${scripts_of_shell[@]}"
  else
    echo "shellcheck is not installed: syntax only"
  fi
}

check_build() {
  local options=()
  if $all; then
    options+=(-DexcludedGroups=)
  fi
  exclusively maven "${options[@]}" verify
}

# Adds up what Surefire and Failsafe say in their closing lines: tests run, without those skipped.
count_tests() {
  local line run skips
  while read -r line; do
    skips=${line##*Skipped: }
    run=${line#*Tests run: }
    skipped=$((skipped + skips))
    add_passed $((${run%%,*} - skips))
  done < <(grep -E 'Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$' "$log")
}

# Adds up what check-install.sh says in its closing line.
check_installed() {
  "$scripts/check-install.sh" | tee "$work/installed"
  add_passed "$(sed -n '$s/ passed$//p' "$work/installed")"
}

# Far longer than it takes: a run that hangs is to be told from one that is slow. In the foreground,
# or Ctrl-C would not reach it.
generate() {
  local status=0
  timeout --foreground --kill-after=10 900 "$scripts/nested-parquet" generate --quiet "$@" || status=$?
  if ((status == 124 || status == 137)); then
    echo "generate $* did not end within 900 s"
  fi
  return "$status"
}

# Reads a data set with both readers and compares it with its manifest, and then every value.
check_with_readers() {
  "$python" "$scripts/verify_with_pyarrow.py" "$1"
  "$python" "$scripts/verify_with_duckdb.py" "$1"
  "$scripts/nested-parquet" verify --quiet "$1"
  add_passed 3
}

# Generates into a directory of the given name, and checks what came out.
check_generated() {
  local name=$1
  shift
  generate --output "$work/$name" "$@"
  check_with_readers "$work/$name"
}

# The checks must be able to fail: with two files exchanged, all that differs is which rows are where.
check_that_checks_fail() {
  local reader status exchanged=$work/exchanged
  cp -r "$work/odd" "$exchanged"
  mv "$work/odd/contacts-00001-of-00007.parquet" "$exchanged/contacts-00002-of-00007.parquet"
  mv "$work/odd/contacts-00002-of-00007.parquet" "$exchanged/contacts-00001-of-00007.parquet"
  for reader in pyarrow duckdb; do
    status=0
    "$python" "$scripts/verify_with_$reader.py" "$exchanged" || status=$?
    if ((status != 3)); then
      echo "verify_with_$reader.py: exit code $status where two files are exchanged, instead of 3"
      return 1
    fi
    add_passed 1
  done
  status=0
  "$scripts/nested-parquet" verify --no-progress "$exchanged" || status=$?
  if ((status != 3)); then
    echo "verify: exit code $status where two files are exchanged, instead of 3"
    return 1
  fi
  add_passed 1
}

# A preset other than contacts: read by pyarrow and DuckDB, and by hardwood where a JDK is new enough.
check_preset() {
  local preset=$1
  shift
  generate --preset "$preset" --output "$work/$preset" "$@"
  "$python" "$scripts/compare_readers.py" "$work/$preset"
  "$scripts/nested-parquet" verify --quiet "$work/$preset"
  add_passed 2
  if [[ -n $hardwood_java ]]; then
    "$hardwood_java" --enable-native-access=ALL-UNNAMED -Xmx512m \
      -classpath "$root/target/test-classes:$jar:$root/target/readers/hardwood-core-$hardwood.jar" \
      "$root/src/check/java/CompareWithHardwood.java" "$work/$preset"
    add_passed 1
  else
    echo "no JDK of 21 or newer: not read by hardwood"
  fi
}

# Sets hardwood_java to a java that hardwood runs on, if there is one.
hardwood=1.0.1.Final
find_hardwood_java() {
  local candidate
  hardwood_java=
  for candidate in "$java_home" "${JAVA_HOME:-}" "$(java_home_on_path java)" /usr/lib/jvm/*; do
    if [[ -x $candidate/bin/java && -x $candidate/bin/javac ]] && read_java_version "$candidate" &&
      ((java_major >= 21)); then
      hardwood_java=$candidate/bin/java
      return
    fi
  done
}

prepare_hardwood() {
  if [[ -n $hardwood_java ]]; then
    JAVA_HOME=$java_home mvn --batch-mode --quiet --file "$root/pom.xml" \
      org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -Dartifact="dev.hardwood:hardwood-core:$hardwood" -DoutputDirectory="$root/target/readers"
  fi
}

# The shredder's files of random nested batches: values as pyarrow and DuckDB read them, and levels
# beside those of pyarrow's own files, as parquet-java reads both.
check_random_batches() {
  local random=$work/random test_classes
  test_classes=$root/target/test-classes:$root/target/classes:$(< "$root/target/test.classpath")
  mkdir "$random"
  "$java_home/bin/java" --add-opens=java.base/java.nio=ALL-UNNAMED -classpath "$test_classes" \
    dev.nestedparquet.shred.WriteRandomBatches "$random" "$1"
  "$python" "$scripts/compare_random_batches.py" "$random"
  "$java_home/bin/java" -classpath "$test_classes" \
    dev.nestedparquet.shred.CompareLevels "$random" pyarrow
  if [[ -n $hardwood_java ]]; then
    "$hardwood_java" --enable-native-access=ALL-UNNAMED \
      -classpath "$test_classes:$root/target/readers/hardwood-core-$hardwood.jar" \
      "$root/src/check/java/CompareLevelsWithHardwood.java" "$random"
  else
    echo "no JDK of 21 or newer: not read by hardwood"
  fi
  "$python" "$scripts/check_pruning.py" "$random"
  add_passed "$1"
}

# The class path of the tests, which has parquet-java.
prepare_test_classpath() {
  JAVA_HOME=$java_home mvn --batch-mode --quiet --file "$root/pom.xml" \
    org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath \
    -Dmdep.outputFile="$root/target/test.classpath"
}

# A file of other batches must be noticed: exit code 3, and nothing else.
check_that_comparing_random_batches_fails() {
  local status=0 exchanged=$work/exchanged-random
  mkdir "$exchanged"
  cp "$work/random"/00[01].* "$exchanged"
  cp "$exchanged/000.parquet" "$exchanged/001.parquet"
  "$python" "$scripts/compare_random_batches.py" "$exchanged" || status=$?
  if ((status != 3)); then
    echo "compare_random_batches.py: exit code $status where a file is another one, instead of 3"
    return 1
  fi
  add_passed 1
}

prepare_polars() {
  "$python" -m pip install --disable-pip-version-check --no-input \
    --requirement "$scripts/requirements-polars.txt"
}

# compare_readers.py must be able to fail, too: the last file's counts are not the first one's.
check_that_comparing_fails() {
  local status=0 exchanged=$work/exchanged-presets
  cp -r "$work/null-states" "$exchanged"
  cp "$exchanged/null-states-00003-of-00004.parquet" "$exchanged/null-states-00000-of-00004.parquet"
  "$python" "$scripts/compare_readers.py" "$exchanged" || status=$?
  if ((status != 3)); then
    echo "compare_readers.py: exit code $status where a file is another one, instead of 3"
    return 1
  fi
  add_passed 1
}

# The parts of a run, made one after the other, are the files of the whole run.
check_parts() {
  local options=(--rows 200_001 --partitions 4 --seed 3) whole=$work/whole parts=$work/parts file
  generate --output "$whole" "${options[@]}"
  generate --output "$parts" "${options[@]}" --part 0-2
  generate --output "$parts" "${options[@]}" --part 3
  for file in "$whole"/*.parquet; do
    cmp "$file" "$parts/${file##*/}"
    add_passed 1
  done
  "$python" - "$whole" "$parts" << 'PYTHON'
import json, pathlib, sys

whole, parts = map(pathlib.Path, sys.argv[1:])
manifests = [json.loads(path.read_text()) for path in sorted(parts.glob("_manifest-*.json"))]
files = [file for manifest in manifests for file in manifest["files"]]
assert len(manifests) == 4, f"{len(manifests)} manifests of parts, not 4"
assert files == json.loads((whole / "_manifest.json").read_text())["files"], "manifests of parts differ"
PYTHON
  "$scripts/nested-parquet" merge "$parts"
  cmp "$whole/_manifest.json" "$parts/_manifest.json"
  add_passed 2
}

# Runs tests in a real Spark, whose executors are processes of their own.
check_spark() {
  (cd "$scripts/spark" && JAVA_HOME=$java_home timeout --foreground --kill-after=10 3600 \
    "$python" -B -W ignore -m unittest --verbose "$@")
}

# Adds up what unittest says in its closing line.
count_spark_tests() {
  add_passed "$(sed -n 's/^Ran \([0-9]*\) tests\{0,1\} in .*/\1/p' "$log" | tail -1)"
}

# -----------------------------------------------------------------------------------------------

step "shell scripts: syntax, shellcheck where there is one" check_scripts
step "Python packages: readers, an object store" prepare_python
python=$root/.venv/bin/python
step "Maven: format, warnings as errors, Error Prone, tests, package" check_build
count_tests
step "installed: for every user, read-only, in one step" check_installed
step "1M rows with default flags, read by pyarrow and DuckDB" check_generated default --rows 1M
step "odd flags: 7 files, short batches, names all alike, another seed" check_generated odd \
  --rows 100_003 --partitions 7 --batch-rows 5000 --seed 7 --name-skew 0
step "no rows" check_generated none --rows 0
step "more partitions than rows" check_generated few --rows 3 --partitions 5
step "parts made separately are the whole" check_parts
step "exchanged files are noticed" check_that_checks_fail
find_hardwood_java
step "hardwood, where a JDK of 21 or newer is" prepare_hardwood
step "null-states, as readers see them" check_preset null-states --rows 200k
step "long-lists, as readers see them" check_preset long-lists --rows 20k
step "null-runs, as readers see them" check_preset null-runs --rows 3M
step "wide-text, as readers see them" check_preset wide-text --rows 100k
step "a file in another one's place is noticed" check_that_comparing_fails
step "parquet-java, to read levels" prepare_test_classpath
if $all; then
  step "polars, to read random batches" prepare_polars
fi
step "random nested batches of the shredder, as readers see them" check_random_batches \
  "$($all && echo 2000 || echo 150)"
step "a file of other batches is noticed" check_that_comparing_random_batches_fails
step "Spark for the tests" prepare_spark
step "Spark: its rows and its files are the command line's" check_spark test_source test_parts
count_spark_tests
if $all; then
  step "10M rows, read by pyarrow and DuckDB" check_generated large --rows 10M
  step "a Spark cluster that loses an executor, a worker, and a race" check_spark test_lost_machines
  count_spark_tests
  for version in 4.2 4.3; do
    step "Spark $version for the tests" prepare_other_spark "$version"
    python=$root/.venv-spark-$version/bin/python
    step "Spark $version: its rows and its files are the command line's" check_spark test_source test_parts
    count_spark_tests
  done
  if ((EUID == 0)) && command -v apt-get > /dev/null && unshare --mount --pid --fork true; then
    step "a bare machine: what the README says works where only git is" "$scripts/bare-machine.sh"
    add_passed 1
  else
    echo "skipped       a bare machine: making one takes root, apt-get, and mounting"
    skipped=$((skipped + 1))
  fi
fi
summary 0
