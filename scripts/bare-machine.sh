#!/usr/bin/env bash
# Runs the README's two commands and scripts/verify.sh where nothing but git is installed: in a root
# folder made for them, with a process table of its own. Needs to be run as root. Needs mmdebstrap, and
# installs it if it is missing.
set -euo pipefail
scripts=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
root=${scripts%/*}
. "$scripts/build-tools.sh"

usage="\
Usage: scripts/bare-machine.sh [COMMAND...]
Makes a minimal root folder of this machine's release of Debian or Ubuntu in a temporary directory (3 GB),
clones the committed files into it, runs the commands of the README and scripts/verify.sh in the clone,
and removes the folder.

  COMMAND  Run these commands instead, each a line for the shell, in the root of the clone.
  --help   Show this help.

The machine's apt sources, certificates, and settings of pip and Maven are copied, so packages come from
where they come to this machine. Nothing else is copied, and no cache.

Exit code: 0 all commands succeeded, 1 one failed, 2 wrong usage."

case ${1:-} in
  -h | --help) echo "$usage" && exit ;;
  -*) printf 'bare-machine.sh: unknown argument %s\n\n%s\n' "$1" "$usage" >&2 && exit 2 ;;
esac
commands=("$@")
((${#commands[@]} > 0)) ||
  commands=("scripts/nested-parquet generate -n 1M" "scripts/nested-parquet verify contacts" scripts/verify.sh)
if ((EUID != 0)); then
  echo "bare-machine.sh: making a root folder takes root; run it with sudo" >&2
  exit 1
fi
need mmdebstrap

work=$(mktemp -d "${TMPDIR:-/tmp}/nested-parquet-bare-XXXXXX")
inside= # The process whose end ends all others in the machine.
trap '${inside:+kill -KILL "$inside"} 2> /dev/null || true; wait; rm -rf --one-file-system "$work"' EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
machine=$work/machine
path=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin
chmod 711 "$work" # apt-get has a user of its own

# Prints the distribution's own apt sources: a bare machine has no others.
distribution_sources() {
  local file
  for file in /etc/apt/sources.list /etc/apt/sources.list.d/{debian,ubuntu}.{list,sources}; do
    [[ ! -s $file ]] || { cat "$file" && echo; }
  done
}

make_machine() {
  local proxies=$work/proxies
  apt-config dump --no-empty --format '%f "%v";%n' Acquire::http::Proxy Acquire::https::Proxy > "$proxies"
  distribution_sources | mmdebstrap --variant=minbase --include=git,ca-certificates \
    --aptopt="$proxies" "$(. /etc/os-release && echo "$VERSION_CODENAME")" "$machine" -
}

# Writes /etc/hosts, as installers and container engines do: Spark's tests look both names up.
name_this_host() {
  printf '127.0.0.1 localhost\n127.0.1.1 %s\n' "$(uname -n)" > "$machine/etc/hosts"
}

# Copies the files that tell clients of package registries where to go, and whom to trust.
copy_settings_of_clients() {
  local file
  for file in /usr/local/share/ca-certificates /etc/pip.conf \
    ~/.config/pip/pip.conf ~/.pip/pip.conf ~/.m2/settings.xml ~/.m2/settings-security.xml; do
    [[ ! -e $file ]] || cp --recursive --parents "$file" "$machine"
  done
  chroot "$machine" env -i "PATH=$path" update-ca-certificates
}

# Prints the environment of a new login, and this one's variables for clients of package registries.
environment() {
  local name
  echo HOME=/root
  echo "PATH=$path"
  echo "TERM=${TERM:-dumb}"
  for name in $(compgen -e); do
    case $name in
      PIP_* | MAVEN_* | SSL_CERT_* | REQUESTS_CA_BUNDLE | *_proxy | *_PROXY) echo "$name=${!name}" ;;
    esac
  done
}

# Runs the commands with a mount table and a process table of their own: whatever happens, nothing stays
# mounted or running.
run_in_machine() {
  local variables
  mapfile -t variables < <(environment)
  # shellcheck disable=SC2016  # for the shells in there
  unshare --mount --pid --fork --kill-child bash -euc '
    mount -t proc proc "$1/proc"
    mount -t devpts -o newinstance,ptmxmode=0666 devpts "$1/dev/pts"
    chroot "$1" env -i "${@:2}"' bash "$machine" "${variables[@]}" bash -euc '
    cd /srv/nested-parquet
    for command in "$@"; do
      echo "\$ $command"
      bash -c "$command"
    done' bash "${commands[@]}" < /dev/null &
  inside=$!
  wait "$inside"
}

make_machine
name_this_host
copy_settings_of_clients
git clone --quiet --no-local "$root" "$machine/srv/nested-parquet"
if [[ -n $(git -C "$root" status --porcelain) ]]; then
  echo "bare-machine.sh: what is not committed in $root is not in the clone" >&2
fi
run_in_machine
