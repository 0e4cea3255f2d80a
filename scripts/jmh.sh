#!/usr/bin/env bash
# Builds the JMH benchmarks, and runs them with the launcher's flags for off-heap work, compiler and
# collector. Arguments are JMH's. A check that fails in a benchmark ends the script with an error.
#
#   scripts/jmh.sh                                  all, about ten minutes
#   scripts/jmh.sh FillBenchmark -p nameSkew=0      one benchmark, with one value of a parameter
#   scripts/jmh.sh -f 1 -wi 1 -i 2                  fewer iterations, for rough figures
#   scripts/jmh.sh -rf json -rff target/jmh.json    with the figures as JSON
#   scripts/jmh.sh -h                               JMH's help
#   scripts/jmh.sh --help                           this help
set -euo pipefail

if [[ ${1:-} == --help ]]; then
  sed -n '2,/^set/s/^# \{0,1\}//p' "${BASH_SOURCE[0]}"
  exit
fi

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/build-tools.sh"

run() {
  JAVA_HOME=$java_home mvn --batch-mode --no-transfer-progress --quiet --file "$root/pom.xml" -Pbench "$@"
}

need jdk maven
cd "$root"
exclusively quietly run -Dspotless.check.skip test-compile
run -Djmh.args="-foe true $*" exec:exec@jmh
