#!/usr/bin/env bash
# Measures Nested Parquet beside what a user would take instead; see --help. Installs what it needs:
# the product's jar, a Python environment in .venv-bench, and libraries in target/bench.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

bench=$scripts/bench
libraries=$root/target/bench
venv=$root/.venv-bench
with_spark=false
only_tell=false
for argument in "$@"; do
  case $argument in
    --with-spark) with_spark=true ;;
    -h | --help) only_tell=true ;;
  esac
done

prepare_venv() {
  local lists=("$bench/requirements.txt") list
  if $with_spark; then
    lists+=("$bench/requirements-spark.txt")
  fi
  if [[ ! -x $venv/bin/python ]]; then
    quietly "$python" -m venv "$venv" || return
  fi
  for list in "${lists[@]}"; do
    cat "$list" "$scripts/requirements.txt" | cmp --silent - "$venv/installed-${list##*/}" && continue
    echo "Installing Python packages of ${list#"$root"/} into $venv (once) ..." >&2
    quietly "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --requirement "$list" ||
      return
    cat "$list" "$scripts/requirements.txt" > "$venv/installed-${list##*/}"
  done
}

# Gets a candidate's libraries and compiles its program; what it prints is shown if it fails.
prepare_java() {
  local profile=$1 source=$root/src/bench/java/$2.java more_classes=$3
  local classes=$libraries/classes/$profile
  if [[ $classes/$2.class -nt $source && $classes/$2.class -nt $bench/pom.xml && $classes/$2.class -nt $jar ]]; then
    return 0
  fi
  echo "Preparing $2 (once) ..." >&2
  rm -rf "$classes" "${libraries:?}/lib/$profile"
  JAVA_HOME=$java_home quietly mvn --batch-mode --quiet --no-transfer-progress --file "$bench/pom.xml" \
    --activate-profiles "$profile" dependency:copy-dependencies \
    "-DoutputDirectory=$libraries/lib/$profile" || return
  quietly "$java_home/bin/javac" -Xlint:all,-processing,-classfile -Werror --release 17 -d "$classes" \
    -cp "$libraries/lib/$profile/*$more_classes" "$source"
}

prepare() {
  prepare_venv &&
    prepare_java duckdb DuckDbFromArrow ":$jar" &&
    prepare_java parquet-java ParquetJavaRows ""
}

if $only_tell; then
  find_python || need python
  exec "$python" "$bench/bench.py" "$@"
fi

need jdk maven python
find_java javac
find_python
"$scripts/build.sh"
exclusively prepare
export JAVA_HOME=$java_home PATH=$java_home/bin:$PATH
export PYTHONDONTWRITEBYTECODE=1
exec "$venv/bin/python" "$bench/bench.py" "$@"
