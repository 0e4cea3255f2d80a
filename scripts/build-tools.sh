# shellcheck shell=bash
# Sourced by the scripts that build. Finds a JDK, Maven and Python. Missing ones are installed when run
# as root on a system with apt-get; otherwise a message names them and the command that installs them.
#
# The caller sets root, the directory of the project, and has set -euo pipefail.

. "$root/scripts/find-java.sh"

jar=$root/target/nested-parquet.jar

# This file is there while the jar is being written: the jar may be incomplete then, however new it is.
building=$root/target/.building

jar_is_current() {
  [[ -e $jar && ! -e $building ]] &&
    [[ -z $(find "$root/src/main" "$root/src/build" "$root/pom.xml" -newer "$jar" -print -quit) ]]
}

# Runs a command while no other process builds, installs or prepares anything in this directory.
# The lock is on the directory itself: it is always there, and may be read-only.
exclusively() {
  local lock status=0
  exec {lock}< "$root"
  if ! flock --nonblock "$lock"; then
    echo "Waiting for another process that is building in $root ..." >&2
    flock "$lock"
  fi
  "$@" {lock}<&- || status=$?
  exec {lock}<&-
  return "$status"
}

# Runs a command and shows what it prints only if it fails.
quietly() {
  local file output status=0
  file=$(mktemp)
  exec {output}<> "$file"
  rm -f "$file" # so that nothing stays if we are interrupted
  "$@" >&"$output" 2>&1 {output}>&- || status=$?
  if ((status)); then
    cat "/proc/self/fd/$output" >&2
    echo "Failed with exit code $status: $*" >&2
  fi
  exec {output}>&-
  return "$status"
}

# JDK -------------------------------------------------------------------------------------------

# Prints the home of a JDK of 21 or newer, if there is one: some readers need it.
newer_jdk() {
  local candidate
  for candidate in "$java_home" "${JAVA_HOME:-}" "$(java_home_on_path javac)" /usr/lib/jvm/*; do
    if [[ -x $candidate/bin/javac ]] && read_java_version "$candidate" && ((java_major >= 21)); then
      echo "$candidate"
      return
    fi
  done
}

# Prints the package of the oldest JDK that the release has: the tests run with the oldest one most.
jdk_package() {
  local version
  for version in 17 21 25; do
    if apt-cache show "openjdk-$version-jdk-headless" > /dev/null 2>&1; then
      break
    fi
    version=17 # no list of packages yet
  done
  echo "openjdk-$version-jdk-headless"
}

# Python ----------------------------------------------------------------------------------------

# Sets python to a Python that can make virtual environments.
find_python() {
  for python in python3 /usr/bin/python3; do
    if "$python" -c 'import sys, ensurepip, venv; sys.exit(sys.version_info < (3, 10))' 2> /dev/null; then
      return 0
    fi
  done
  return 1
}

# Lists of Python packages, each beside the scripts that use them.
reader_packages=scripts/readers/requirements.txt
test_packages=src/test/python/requirements.txt

# Makes the project's virtual environment for tests, and sets python to its Python. Spark takes 400 MB of it.
prepare_python() {
  prepare_venv "$root/.venv" 'duckdb, pyarrow, moto, flask_cors, pytest, xdist, pyspark' \
    "$reader_packages" "$test_packages" src/test/python/requirements-spark.txt
}

# Makes the same environment, with the packages that only slow tests need.
prepare_slow() {
  prepare_venv "$root/.venv" 'duckdb, pyarrow, moto, flask_cors, pytest, xdist, pyspark, polars, datafusion' \
    "$reader_packages" "$test_packages" src/test/python/requirements-spark.txt src/test/python/requirements-slow.txt
}

# Makes a virtual environment with another version of Spark, and sets python to its Python.
prepare_other_spark() {
  prepare_venv "$root/.venv-spark-$1" 'pyarrow, pytest, pyspark' \
    "$reader_packages" "$test_packages" "src/test/python/requirements-spark-$1.txt"
}

# Makes the virtual environment for charts, and sets python to its Python.
prepare_charts() {
  prepare_venv "$root/.venv-charts" 'matplotlib, numpy' scripts/memory_profile/requirements.txt
}

# Sets python to the Python of a virtual environment. The environment is made if it is missing or can't
# import the modules. It gets the lists of packages that it lacks; other packages in it do no harm.
prepare_venv() {
  local venv=$1 modules=$2 list missing=()
  shift 2
  python=$venv/bin/python
  for list in "$@"; do
    cmp --silent "$root/$list" "$venv/installed/${list//\//+}" || missing+=("$list")
  done
  if ((${#missing[@]} == 0)); then
    ! "$python" -c "import $modules" 2> /dev/null || return 0
    missing=("$@")
    rm -rf "$venv"
  fi
  echo "Installing Python packages into $venv (once) ..." >&2
  if [[ ! -d $venv/installed ]]; then
    find_python
    rm -rf "$venv"
    quietly "$python" -m venv "$venv" || return
    mkdir "$venv/installed"
    python=$venv/bin/python
  fi
  for list in "${missing[@]}"; do
    quietly "$python" -m pip install --disable-pip-version-check --no-input \
      --requirement "$root/$list" || return
    cp "$root/$list" "$venv/installed/${list//\//+}"
  done
}

# Installing ------------------------------------------------------------------------------------

have_jdk() { find_java javac; }
have_maven() { command -v mvn > /dev/null; }
have_python() { find_python; }
have_mmdebstrap() { command -v mmdebstrap > /dev/null; }

# Sets missing (text) and packages to those of the tools that are not there: jdk, maven, python, mmdebstrap.
find_missing() {
  local tool
  missing=() packages=()
  for tool in "$@"; do
    "have_$tool" && continue
    case $tool in
      jdk) missing+=("JDK 17 or newer (with javac)") packages+=("$(jdk_package)") ;;
      maven) missing+=("Maven") packages+=(maven) ;;
      python) missing+=("Python 3.10 or newer with venv") packages+=(python3 python3-venv) ;;
      mmdebstrap) missing+=("mmdebstrap") packages+=(mmdebstrap) ;;
    esac
  done
  local IFS=+
  missing_text=${missing[*]}
  missing_text=${missing_text//+/, }
}

# Installs tools that are missing, or ends the script.
need() {
  find_missing "$@"
  if ((${#missing[@]} > 0)); then
    if ((EUID == 0)) && command -v apt-get > /dev/null; then
      exclusively install_missing "$@"
      find_missing "$@"
    fi
    if ((${#missing[@]} > 0)); then
      echo "Missing: $missing_text. As root: apt-get update && apt-get install -y ${packages[*]}" >&2
      exit 1
    fi
  fi
}

install_missing() {
  local apt=(env DEBIAN_FRONTEND=noninteractive apt-get -y -o DPkg::Lock::Timeout=600)
  find_missing "$@" # another process may have been faster
  ((${#missing[@]} > 0)) || return 0
  echo "Installing with apt-get: $missing_text (once) ..." >&2
  quietly "${apt[@]}" update || return
  find_missing "$@" # with the lists of packages, the JDK's may have another name
  quietly "${apt[@]}" install --no-install-recommends "${packages[@]}"
}

# Building --------------------------------------------------------------------------------------

# The goal that lists the libraries of the tests in the file that -Dmdep.outputFile names.
# shellcheck disable=SC2034  # for verify.sh and bench.sh
build_classpath=org.apache.maven.plugins:maven-dependency-plugin:3.9.0:build-classpath

# Runs Maven so that it makes the jar. The old jar is removed first: a program that runs from it keeps
# the file it has open, and nobody starts from a jar that is half written.
maven() {
  mkdir -p "$root/target"
  : > "$building"
  rm -f "$jar"
  plain_maven "$@" || return
  rm -f "$building"
}

# Runs Maven with the JDK that was found. Debian's Maven resets a terminal's colours even if it is told
# not to use any, hence sed.
plain_maven() {
  JAVA_HOME=$java_home mvn --batch-mode --no-transfer-progress -Dstyle.color=never \
    --file "$root/pom.xml" "$@" 2>&1 | sed --unbuffered $'s/\e\\[0m//g'
}
