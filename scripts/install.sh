#!/usr/bin/env bash
# Installs Nested Parquet below a prefix, for every user of the machine; see --help.
set -euo pipefail
scripts=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

usage="\
Usage: scripts/install.sh [--uninstall] PREFIX
Installs the program below PREFIX (/usr/local, ~/.local), for every user; builds it first if need be.

  PREFIX/bin/nested-parquet                                  link to the launcher
  PREFIX/lib/nested-parquet/                                 launcher, jar, archives of classes
  PREFIX/share/bash-completion/completions/nested-parquet    link to the completion for bash

The installed program writes nothing to these places. An earlier version is replaced in one step, once
the new program has run. The start is shortened for each Java of 17 or newer that is found: that of
JAVA_HOME, the one on the PATH, and those in /usr/lib/jvm. The program runs with any other as well.

  --uninstall  Remove the program.
  --help       Show this help.

Exit code: 0 done, 1 failed and all is as it was, 2 wrong usage."

wrong_usage() {
  printf 'install.sh: %s\n\n%s\n' "$1" "$usage" >&2
  exit 2
}

fail() {
  echo "install.sh: $1" >&2
  exit 1
}

uninstall=false
prefix=
for argument in "$@"; do
  case $argument in
    --uninstall) uninstall=true ;;
    -h | --help) echo "$usage" && exit ;;
    -*) wrong_usage "unknown option $argument" ;;
    *)
      [[ -z $prefix ]] || wrong_usage "more than one PREFIX: $prefix and $argument"
      [[ -n $argument ]] || wrong_usage "PREFIX is empty"
      prefix=$argument
      ;;
  esac
done
[[ -n $prefix ]] || wrong_usage "PREFIX is missing"

# The files are for every user, whatever the umask was.
umask 022

# The links below the prefix, and the target of each, relative to the link.
links=(bin/nested-parquet share/bash-completion/completions/nested-parquet)
targets=(../lib/nested-parquet/current/nested-parquet ../../../lib/nested-parquet/current/completion)

# Files that this script didn't install are neither replaced nor removed.
require_own_links() {
  local i at
  for i in "${!links[@]}"; do
    at=$prefix/${links[i]}
    if [[ -e $at || -L $at ]] && [[ $(readlink "$at") != "${targets[i]}" ]]; then
      fail "$at is there and was not installed by this script; remove it, or choose another PREFIX"
    fi
  done
}

uninstall() {
  local link
  prefix=$(CDPATH='' cd -P -- "$prefix" 2> /dev/null && pwd) || fail "$prefix is no directory"
  lib=$prefix/lib/nested-parquet
  [[ -L $lib/current ]] || fail "nothing is installed in $lib"
  require_own_links
  for link in "${links[@]}"; do
    rm -f "$prefix/$link"
  done
  rm -rf "$lib"
}

install_program() {
  mkdir -p "$prefix" || fail "$prefix cannot be made"
  prefix=$(CDPATH='' cd -P -- "$prefix" && pwd)
  [[ $prefix != *:* ]] || fail "$prefix has a colon in it, which Java's class path can't have"
  lib=$prefix/lib/nested-parquet
  require_own_links
  mkdir -p "$lib" "$prefix/bin" "$prefix/share/bash-completion/completions"
  exec {lock}< "$lib"
  flock "$lock"
  new=$(mktemp -d "$lib/XXXXXX")
  trap remove_new EXIT
  trap 'exit 130' INT
  trap 'exit 143' TERM
  chmod 755 "$new"
  copy_program
  shorten_start
  try_program
  find "$new" -type f -exec chmod a-w {} +
  switch
}

# Runs at the exit: removes the new program, unless it is the one that starts.
remove_new() {
  if [[ $(readlink "$lib/current") != "${new##*/}" ]]; then
    rm -rf "$new" "$lib/current-$$" "$prefix/${links[0]}-$$" "$prefix/${links[1]}-$$"
    rmdir "$lib" 2> /dev/null || true
  fi
}

copy_program() {
  cp "$jar" "$new/nested-parquet.jar"
  cp "$scripts/nested-parquet" "$scripts/find-java.sh" "$new"
  chmod 755 "$new/nested-parquet"
  chmod 644 "$new/nested-parquet.jar" "$new/find-java.sh"
}

# Makes an archive of classes for each Java. It is valid for the jar in this very place only.
shorten_start() {
  local home made=()
  for home in "${JAVA_HOME:-}" "$(java_home_on_path java)" /usr/lib/jvm/*; do
    if [[ -x $home/bin/java ]] && read_java_version "$home" && ((java_major >= 17)); then
      home=$(readlink -f "$home")
      if [[ " ${made[*]} " != *" $home "* ]]; then
        made+=("$home")
        shorten_start_of "$home" || echo "install.sh: no shorter start with $home" >&2
      fi
    fi
  done
}

# The launcher itself sets the Java, the flags and the files to make the archive with.
shorten_start_of() (
  JAVA_HOME=$1
  . "$new/nested-parquet"
  . "$scripts/startup-cache.sh"
  prepare_start
)

try_program() {
  local work status=0
  "$new/nested-parquet" generate-completion > "$new/completion"
  work=$(mktemp -d)
  "$new/nested-parquet" generate --quiet --rows 1k --output "$work/contacts" || status=$?
  rm -rf "$work"
  ((status == 0)) || fail "the new program fails; all is as it was"
}

# All links lead through the link "current", so that renaming one link exchanges the program.
switch() {
  local i at old
  for i in "${!links[@]}"; do
    ln -s "${targets[i]}" "$prefix/${links[i]}-$$"
  done
  ln -s "${new##*/}" "$lib/current-$$"
  mv -T "$lib/current-$$" "$lib/current"
  for i in "${!links[@]}"; do
    at=$prefix/${links[i]}
    mv -T "$at-$$" "$at"
  done
  for old in "$lib"/*; do
    [[ $old == "$new" || $old == "$lib/current" ]] || rm -rf "$old"
  done
}

if $uninstall; then
  uninstall
  echo "Removed from $prefix"
else
  [[ -n ${NESTED_PARQUET_AS_BUILT:-} ]] || jar_is_current || "$scripts/build.sh"
  # shellcheck disable=SC2031  # in the subshell, it is the one that was installed
  [[ -e $jar ]] || fail "$jar is not there"
  find_java java || { need jdk; find_java java; }
  install_program
  echo "Installed $prefix/bin/nested-parquet"
fi
