#!/usr/bin/env bash
# Measures Nested Parquet and the programs that a user would take instead; see --help. Installs what it needs:
# the product's jar, a Python environment in .venv-bench, and libraries for Java in Maven's repository.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

bench=$scripts/bench
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
    cat "$list" "$scripts/readers/requirements.txt" | cmp --silent - "$venv/installed-${list##*/}" && continue
    echo "Installing Python packages of ${list#"$root"/} into $venv (once) ..." >&2
    quietly "$venv/bin/python" -m pip install --disable-pip-version-check --no-input --requirement "$list" ||
      return
    cat "$list" "$scripts/readers/requirements.txt" > "$venv/installed-${list##*/}"
  done
}

# Compiles what src/bench has, and lists its class path, which candidates.py reads.
prepare_java() {
  local list=$root/target/bench.classpath
  if [[ -e $list && -z $(find "$root/src/bench" "$root/pom.xml" "$jar" -newer "$list" -print -quit) ]]; then
    return 0
  fi
  echo "Preparing the programs of src/bench (once) ..." >&2
  quietly plain_maven -Pbench -Dspotless.check.skip test-compile "$build_classpath" "-Dmdep.outputFile=$list"
}

prepare() {
  prepare_venv && prepare_java
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
