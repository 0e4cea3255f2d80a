#!/usr/bin/env bash
# Builds target/nested-parquet.jar, without running the tests.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
echo "Building Nested Parquet (once, a minute or two)..."
mvn --batch-mode --quiet -DskipTests package
