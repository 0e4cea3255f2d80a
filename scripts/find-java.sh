# shellcheck shell=bash disable=SC2034
# Sourced: finds a Java. Installed beside the launcher, which needs no other of these scripts.

# Sets java_home, java_version and java_major to a Java of 17 or newer that has the tool (java, or
# javac for building): JAVA_HOME's, the one on the PATH, or one in the place where Debian and Ubuntu
# put them.
find_java() {
  local tool=$1 candidate
  for candidate in "${JAVA_HOME:-}" "$(java_home_on_path "$tool")" /usr/lib/jvm/*; do
    if [[ -x $candidate/bin/$tool ]] && read_java_version "$candidate" && ((java_major >= 17)); then
      java_home=${candidate%/}
      if [[ -n ${JAVA_HOME:-} && $candidate != "$JAVA_HOME" ]]; then
        echo "JAVA_HOME=$JAVA_HOME has no $tool of Java 17 or newer; using $java_home" >&2
      fi
      # Archives are named by the Java, so a Java needs a single name, without links.
      [[ ! -L $java_home ]] || java_home=$(readlink -f "$java_home")
      return 0
    fi
  done
  return 1
}

java_home_on_path() {
  local path
  path=$(command -v "$1") || return 0
  path=$(readlink -f "$path")
  if [[ -e ${path%/bin/*}/release ]]; then
    echo "${path%/bin/*}"
  else # a version manager's wrapper: only Java itself knows
    java -XshowSettings:properties -version 2>&1 | sed -n 's/^ *java\.home = //p'
  fi
}

read_java_version() {
  local key value
  java_version=0 java_major=0
  [[ -e $1/release ]] || return
  while IFS='="' read -r key _ value _; do
    if [[ $key == JAVA_VERSION ]]; then
      java_version=$value
      java_major=${value%%[!0-9]*}
    fi
  done < "$1/release"
}
