# shellcheck shell=bash
# Sourced by verify.sh: reads its flags, runs steps, ends the script when one fails, and adds up the tests
# of all steps.
#
# The caller has sourced build-tools.sh, and has set -euo pipefail. work is a directory for this run.

usage="\
Usage: scripts/verify.sh [--verbose] [--all]
Checks the whole project, step by step, and stops at the first step that fails.

  --verbose  Show the output of all steps, not only of one that failed.
  --all      Also run what takes minutes: tests tagged 'slow', 10 million rows end to end, and
             Spark clusters that lose machines, of all versions; and, as root, this script itself
             on a bare machine (3 GB in the temporary directory).
  --help     Show this help.

Exit code: 0 all passed, 1 a step failed, 2 wrong usage."

work=$(mktemp -d "${TMPDIR:-/tmp}/nested-parquet-verify-XXXXXX")
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM

# Sets verbose and all, each true or false, and python_options to pytest's.
# shellcheck disable=SC2034  # all is for verify.sh
read_flags() {
  local argument
  verbose=false
  all=false
  python_options=(--quiet --basetemp "$work/python")
  for argument in "$@"; do
    case $argument in
      -v | --verbose) verbose=true python_options[0]=--verbose ;;
      -a | --all) all=true ;;
      -h | --help) echo "$usage" && exit ;;
      *) printf 'verify.sh: unknown argument %s\n\n%s\n' "$argument" "$usage" >&2 && exit 2 ;;
    esac
  done
}

# Runs tests in Python, in two processes, by the Python that was prepared last. Data that the tests of
# a file share is made once, in one of these processes, and so is a session of Spark.
test_in_python() {
  cd "$root" && "$python" -B -m pytest "${python_options[@]}" --numprocesses 2 "$@"
}

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

# Runs a command of one word beside one of several: each of them keeps one core busy.
side_by_side() {
  local status=0
  "$1" &
  beside=$!
  trap 'kill "$beside" 2> /dev/null || true' EXIT # a job in the background does not hear Control-C
  "${@:2}" || status=$?
  ((status)) || wait "$beside" || status=$?
  return "$status"
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
