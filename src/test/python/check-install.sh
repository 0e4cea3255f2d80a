#!/usr/bin/env bash
# Checks scripts/install.sh with the jar as it is built: what it puts in place runs for every user, from
# anywhere, writes nothing there, and is replaced as a whole or not at all. Ends with how many checks
# passed. Those that take another user are left out unless root runs it.
set -euo pipefail
root=$(CDPATH='' cd -P -- "$(dirname -- "${BASH_SOURCE[0]}")/../../.." && pwd)
scripts=$root/scripts
# shellcheck source-path=SCRIPTDIR/../../../scripts
. "$scripts/build-tools.sh"
export NESTED_PARQUET_AS_BUILT=1

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
chmod 755 "$work"
prefix="$work/a prefix"
program=$prefix/bin/nested-parquet
lib=$prefix/lib/nested-parquet
checks=0

fail() {
  echo "check-install.sh: $1" >&2
  exit 1
}

passed() { checks=$((checks + 1)); }

# All that is there: names, modes, sizes, times.
contents() {
  find "$prefix" -printf '%P %m %s %T@ %l\n' | sort
}

# Runs the program as a user who owns nothing, with no more than this in the environment, and sees
# to it that it does what it is told to and says nothing.
check_silent() {
  local as=() out=$work/out
  if ((EUID == 0)); then
    as=(setpriv --reuid=65534 --regid=65534 --clear-groups)
  fi
  rm -rf "$out"
  mkdir "$out"
  chmod 777 "$out"
  (cd "$out" && "${as[@]}" env -i PATH=/usr/bin:/bin TMPDIR="$out" "$@" \
    generate -q -n 1k -o contacts > said 2>&1) || fail "$* fails: $(< "$out/said")"
  [[ ! -s $out/said ]] || fail "$* says: $(< "$out/said")"
  [[ -e $out/contacts/_manifest.json ]] || fail "$* makes nothing"
  passed
}

# Whether a Java takes the archive that was made for it.
check_archive() {
  local home=$1 strictly=-Xshare:on status=0
  read_java_version "$home"
  ((java_major < 25)) || strictly=-XX:AOTMode=on
  env -i PATH=/usr/bin:/bin JAVA_HOME="$home" NESTED_PARQUET_JAVA_OPTIONS="$strictly" \
    "$program" --version > "$work/said" 2>&1 || status=$?
  ((status == 0)) || fail "$home does not take its archive: $(< "$work/said")"
  passed
}

check_refused() {
  local reason=$1 status=0
  shift
  "$scripts/install.sh" "$@" > "$work/said" 2>&1 || status=$?
  ((status != 0)) || fail "install.sh $* succeeds"
  grep -qF "$reason" "$work/said" || fail "install.sh $* says: $(< "$work/said")"
  passed
}

# Installs under an umask that keeps others out.
(umask 077 && "$scripts/install.sh" "$prefix" > /dev/null)
chmod -R a-w "$prefix"
before=$(contents)
[[ -z $(find "$prefix" -type f ! -perm -444) ]] || fail "others can't read all"
passed

homes=()
for home in "${JAVA_HOME:-}" "$(java_home_on_path java)" /usr/lib/jvm/*; do
  if [[ -x $home/bin/java ]] && read_java_version "$home" && ((java_major >= 17)); then
    home=$(readlink -f "$home")
    [[ " ${homes[*]} " == *" $home "* ]] || homes+=("$home")
  fi
done
for home in "${homes[@]}"; do
  check_silent JAVA_HOME="$home" "$program"
  if [[ -x $home/bin/jar ]]; then
    check_archive "$home"
  fi
done

# From a link elsewhere, and with a Java that nothing was prepared for.
ln -s "$program" "$work/link"
check_silent "$work/link"
ln -s "$prefix" "$work/linked prefix"
check_silent "$work/linked prefix/bin/nested-parquet"
cp -r "$prefix" "$work/copy"
check_silent "$work/copy/bin/nested-parquet"
copied=$work/copy/lib/nested-parquet/current/startup
chmod -R u+w "$work/copy"
for cache in "$copied"/jdk-*; do
  for other in "$lib/current/startup"/jdk-*; do
    [[ ${cache##*/} == "${other##*/}" ]] || cat "$other" > "$cache" # another Java's in its place
  done
done
for home in "${homes[@]}"; do
  check_silent JAVA_HOME="$home" "$work/copy/bin/nested-parquet"
done
rm -f "$copied"/jdk-*
check_silent "$work/copy/bin/nested-parquet"
[[ $(contents) == "$before" ]] || fail "the prefix has changed: $(diff <(echo "$before") <(contents))"
passed

# bash-completion looks for a file of the command's name there, and sources it.
# shellcheck disable=SC1091
. "$prefix/share/bash-completion/completions/nested-parquet"
complete -p nested-parquet > /dev/null
passed

# An installation that fails leaves the one before: here, the new program has no Java to run.
chmod -R u+w "$prefix"
before=$(contents | grep -v '^lib/nested-parquet \|^bin \|^share/bash-completion/completions ')
mkdir "$work/broken"
cp -r "$root/scripts" "$work/broken"
mkdir "$work/broken/target"
head -c 1000 "$jar" > "$work/broken/target/nested-parquet.jar"
if "$work/broken/scripts/install.sh" "$prefix" > "$work/said" 2>&1; then
  fail "a broken jar is installed"
fi
[[ $(contents | grep -v '^lib/nested-parquet \|^bin \|^share/bash-completion/completions ') == "$before" ]] ||
  fail "a failure leaves another prefix: $(diff <(echo "$before") <(contents))"
passed
check_silent "$program"

# A newer one replaces it, and nothing of the old stays.
old=$(readlink "$lib/current")
"$scripts/install.sh" "$prefix" > /dev/null
[[ $(readlink "$lib/current") != "$old" && ! -e $lib/$old ]] || fail "the old program is still there"
[[ $(find "$lib" -mindepth 1 -maxdepth 1 | wc -l) == 2 ]] || fail "there is more than the new program"
passed
check_silent "$program"

# What is somebody else's stays.
"$scripts/install.sh" --uninstall "$prefix" > /dev/null
[[ -z $(find "$prefix" ! -type d) ]] || fail "uninstalled, but there is $(find "$prefix" ! -type d)"
passed
check_refused "nothing is installed" --uninstall "$prefix"
echo mine > "$program"
check_refused "was not installed by this script" "$prefix"
[[ $(< "$program") == mine && ! -e $lib ]] || fail "somebody else's file was touched"
check_refused "PREFIX is missing"
check_refused "colon" "$work/a:b"
passed

echo "$checks passed"
