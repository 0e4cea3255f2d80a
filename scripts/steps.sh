# shellcheck shell=bash
# Sourced by verify.sh: runs steps, ends the script when one fails, and adds up the tests of all steps.
#
# The caller sets verbose, true or false, and has set -euo pipefail. work is a directory for this run.

work=$(mktemp -d "${TMPDIR:-/tmp}/nested-parquet-verify-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Runs a function or command in a shell of its own, with set -e in force.
step() {
  local name=$1 start=$SECONDS status=0 log=$work/step-$SECONDS-$RANDOM.log
  shift
  set +e # not "|| status=$?", which would switch set -e off inside
  if $verbose; then
    echo "=== $name"
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

# Prints the sum of passed and failed tests, from the closing lines of Surefire, Failsafe and pytest. A
# step that fails without a failed test counts as one: $1 is the least number of failures.
summary() {
  awk -v least="$1" '
    /Tests run: [0-9]+, Failures: [0-9]+, Errors: [0-9]+, Skipped: [0-9]+$/ {
      gsub(/,/, "")
      failures = $(NF - 4) + $(NF - 2)
      failed += failures; skipped += $NF; passed += $(NF - 6) - failures - $NF
    }
    /(passed|failed|errors?|skipped).* in [0-9.]+s( \([0-9:]+\))?( =+)?$/ {
      for (i = 2; i <= NF; i++) {
        if ($i ~ /^passed/) passed += $(i - 1)
        if ($i ~ /^(failed|errors?)/) failed += $(i - 1)
        if ($i ~ /^skipped/) skipped += $(i - 1)
      }
    }
    END {
      printf "%d passed, %d failed", passed, failed < least ? least : failed
      if (skipped) printf ", %d skipped", skipped
      print ""
    }' "$work"/step-*.log
}
