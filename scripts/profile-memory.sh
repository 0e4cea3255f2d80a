#!/usr/bin/env bash
# Profiles the memory of a run, part by part, from the accounts of the JVM, the kernel and Arrow. Writes
# a report with a chart, and removes the generated files.
#
#   scripts/profile-memory.sh [--report FILE.md] [flags of nested-parquet generate]
#
# Environment: as for scripts/nested-parquet. The JDK needs jcmd; Linux only.
set -euo pipefail

root=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
. "$root/scripts/build-tools.sh"

need jdk python
find_java jcmd || { need jdk; find_java jcmd; }
export JAVA_HOME=$java_home
exclusively prepare_charts
"$root/scripts/nested-parquet" generate -n 0 --writer none --quiet # builds what isn't built yet
exec "$root/.venv-charts/bin/python" "$root/scripts/memory_profile" --java-home "$java_home" "$@"
