#!/usr/bin/env bash
# Proves that a bare Debian or Ubuntu is enough: `make bare` (as root, with debootstrap and git).
#
# Builds a minimal root of this machine's own release with git, make and Python and nothing else,
# clones the committed state of this repository into it, and runs tools/bare_inside.sh there as an
# ordinary user. What the machine's package clients are told of their registries goes along; nothing
# of it is written here. The root is kept packed for thirty days, so that the next run is quicker.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin  # where debootstrap and chroot are, in whatever shell this runs

if [[ $EUID -ne 0 ]]; then echo "make bare: only root can build and enter a root folder" >&2; exit 2; fi
for program in debootstrap git unshare; do
  command -v "$program" > /dev/null || { echo "make bare: $program is missing" >&2; exit 2; }
done
[[ -z $(git status --porcelain --untracked-files=no) ]] || echo "note: what is not committed is not tried"

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' \
  | awk -v release="$release" '$2 == release { print $1; exit }')
[[ -n $mirror ]] || { echo "make bare: apt names no mirror of $release" >&2; exit 2; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/chuangcheng
packed=$cache/bare-$release.tar
work=$(mktemp -d -t chuangcheng-bare-XXXXXX)
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT

mkdir -p "$cache" "$root"
if [[ -z $(find "$packed" -mtime -30 2> /dev/null) ]]; then
  echo "building a minimal $release"
  debootstrap --variant=minbase --include=ca-certificates,git,make,python3,python3-venv \
    "$release" "$root" "$mirror" > "$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
  rm -rf "$root"/var/cache/apt/archives/*.deb
  tar --create --file "$packed.new" --directory "$root" .
  mv "$packed.new" "$packed"
else
  tar --extract --file "$packed" --directory "$root"
fi

# The way out: names, trusted certificates, and the registries that pip and npm are told of.
certificates=/etc/ssl/certs/ca-certificates.crt
for file in /etc/resolv.conf /etc/hosts "$certificates"; do
  [[ -e $file ]] && cp --dereference "$file" "$root$file"
done
environment=(
  PATH=/usr/local/bin:/usr/bin:/bin HOME=/home/office LC_ALL=C.UTF-8
  PIP_CERT="$certificates" SSL_CERT_FILE="$certificates" NODE_EXTRA_CA_CERTS="$certificates"
)
for name in http_proxy https_proxy no_proxy HTTP_PROXY HTTPS_PROXY NO_PROXY PIP_DEFAULT_TIMEOUT; do
  [[ -n ${!name:-} ]] && environment+=("$name=${!name}")
done
for key in index-url extra-index-url trusted-host; do
  value=$(python3 -m pip config get "global.$key" 2> /dev/null) || continue
  variable=PIP_${key^^}
  [[ $value == *file:* ]] || environment+=("${variable//-/_}=$value")
done
if command -v npm > /dev/null; then
  environment+=("NPM_CONFIG_REGISTRY=$(npm config get registry)")
fi

chroot "$root" useradd --create-home --shell /bin/bash office
git clone --quiet --no-hardlinks --no-local . "$root/home/office/chuangcheng"
chroot "$root" chown --recursive office:office /home/office

# In namespaces of its own, so that every process and mount is gone when it ends.
env --ignore-environment "${environment[@]}" \
  unshare --mount --pid --fork --kill-child --mount-proc="$root/proc" \
  "$(command -v chroot)" --userspec=office:office "$root" \
  /bin/bash -c 'cd ~/chuangcheng && exec tools/bare_inside.sh'
