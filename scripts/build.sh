#!/usr/bin/env bash
# Builds target/nested-parquet.jar, and the jar for Spark, if the former is missing or older than its
# sources. Runs no checks: scripts/verify.sh does.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/build-tools.sh"

build() {
  ! jar_is_current || return 0 # another process may have been faster
  if [[ -e $jar && ! -e $building ]]; then
    echo "Building target/nested-parquet.jar, which is older than its sources (a minute or two;" \
      "NESTED_PARQUET_AS_BUILT=1 runs it as it is) ..." >&2
  else
    echo "Building target/nested-parquet.jar (once, a minute or two) ..." >&2
  fi
  quietly maven --quiet -Dmaven.test.skip -Dspotless.check.skip package
}

need jdk maven
exclusively build
