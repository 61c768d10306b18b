#!/usr/bin/env bash
# Proves that the offline installer needs Python and nothing else: `make bare-bundle` (as root, with
# debootstrap, after `make bundle`).
#
# Unpacks the newest dist/chuangcheng-*.tar.gz of this machine into a minimal Debian that has neither
# pip nor a network, installs it as root and as an ordinary user, serves,
# backs up and restores, and refuses a damaged copy and the same version twice.
set -euo pipefail
cd "$(dirname "$0")/.."
PATH=$PATH:/usr/sbin:/sbin  # where debootstrap and chroot are, in whatever shell this runs

if [[ $EUID -ne 0 ]]; then echo "make bare-bundle: only root can build and enter a root folder" >&2; exit 2; fi
for program in debootstrap unshare; do
  command -v "$program" > /dev/null || { echo "make bare-bundle: $program is missing" >&2; exit 2; }
done
bundle=$(find dist -maxdepth 1 -name "chuangcheng-*-$(uname -m).tar.gz" -printf '%T@ %p\n' 2> /dev/null | sort -rn | head -n 1 | cut -d' ' -f2)
[[ -n $bundle ]] || { echo "make bare-bundle: no offline installer in dist; run: make bundle" >&2; exit 2; }

release=$(. /etc/os-release && echo "$VERSION_CODENAME")
mirror=$(apt-get indextargets --format '$(REPO_URI) $(RELEASE)' 'Identifier: Packages' \
  | awk -v release="$release" '$2 == release { print $1; exit }')
[[ -n $mirror ]] || { echo "make bare-bundle: apt names no mirror of $release" >&2; exit 2; }

cache=${XDG_CACHE_HOME:-$HOME/.cache}/chuangcheng
packed=$cache/bare-python-$release.tar
work=$(mktemp -d -t chuangcheng-bare-XXXXXX)
root=$work/root
trap 'rm -rf --one-file-system "$work"' EXIT

mkdir -p "$cache" "$root"
if [[ -z $(find "$packed" -mtime -30 2> /dev/null) ]]; then
  echo "building a minimal $release"
  debootstrap --variant=minbase --include=python3 "$release" "$root" "$mirror" \
    > "$work/log" 2>&1 || { tail -n 20 "$work/log" >&2; exit 1; }
  rm -rf "$root"/var/cache/apt/archives/*.deb
  tar --create --file "$packed.new" --directory "$root" .
  mv "$packed.new" "$packed"
else
  tar --extract --file "$packed" --directory "$root"
fi

chroot "$root" useradd --create-home --shell /bin/bash office
tar --extract --no-same-owner --file "$bundle" --directory "$root/home/office"
mv "$root"/home/office/chuangcheng-* "$root/home/office/bundle"
chroot "$root" chown --recursive office:office /home/office
install -m 755 tools/bare_bundle_inside.sh "$root/usr/local/bin/try-bundle"

# A network of its own that leads nowhere: not even the loopback is up until the script asks.
env --ignore-environment PATH=/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin HOME=/root LC_ALL=C.UTF-8 \
  unshare --mount --pid --net --fork --kill-child --mount-proc="$root/proc" \
  "$(command -v chroot)" "$root" /usr/local/bin/try-bundle
