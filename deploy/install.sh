#!/bin/sh
# Installs Chuangcheng from this folder, or brings an installation up to this version. Needs Python
# 3.11, 3.12 or 3.13 and no network. Nothing outside the two folders below is touched, but for the
# system user, /etc/chuangcheng.env and the systemd unit, which only root can make.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
umask 022

usage() {
  cat << 'TEXT'
./install.sh [--prefix FOLDER] [--home FOLDER] [--user NAME] [--python PROGRAM] [--no-service]

  --prefix      where the program goes (root: /opt/chuangcheng, else ~/chuangcheng)
  --home        where its data are kept (root: /var/lib/chuangcheng, else PREFIX/var)
  --user        system user that runs it (root only; made where missing; default chuangcheng)
  --python      which Python to use (default: the newest fitting one)
  --no-service  make no systemd unit
TEXT
}

fail() { echo "install.sh: $*" >&2; exit 1; }

root=false; [ "$(id -u)" -eq 0 ] && root=true
prefix= home= user=chuangcheng python= service=true
while [ $# -gt 0 ]; do
  case $1 in
    --prefix | --home | --user | --python)
      [ $# -ge 2 ] || fail "$1 needs a value"
      case $1 in
        --prefix) prefix=$2 ;; --home) home=$2 ;; --user) user=$2 ;; --python) python=$2 ;;
      esac
      shift 2 ;;
    --no-service) service=false; shift ;;
    --help | -h) usage; exit 0 ;;
    *) usage >&2; fail "unknown option $1" ;;
  esac
done
if $root; then
  prefix=${prefix:-/opt/chuangcheng} home=${home:-/var/lib/chuangcheng}
else
  prefix=${prefix:-$HOME/chuangcheng} home=${home:-$prefix/var} service=false user=$(id -un)
fi
case $prefix$home in *[!A-Za-z0-9/._-]*) fail "folders may hold letters, digits and / . _ - only" ;; esac
case $prefix in /*) ;; *) fail "--prefix must begin with /" ;; esac
case $home in /*) ;; *) fail "--home must begin with /" ;; esac
version=$(cat VERSION)

echo "checking the files"
sha256sum --quiet --check SHA256SUMS || fail "this copy is damaged; copy it again"

fits() { "$1" -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2> /dev/null; }
if [ -n "$python" ]; then
  fits "$python" || fail "$python is not Python 3.11, 3.12 or 3.13"
else
  for candidate in python3.13 python3.12 python3.11 python3; do
    if fits "$candidate"; then python=$candidate; break; fi
  done
  [ -n "$python" ] || fail "Python 3.11, 3.12 or 3.13 is missing"
fi

# The new version goes beside the old one; the link "current" is turned only when all is well.
place=$prefix/versions/$version
[ ! -e "$place" ] || [ ! -e "$place/.whole" ] || fail "version $version is installed already in $place"
echo "installing version $version into $place"
rm -rf "$place"
mkdir -p "$prefix/versions"
"$python" -m venv --without-pip "$place" || fail "$python lacks its module venv"
pip=$(echo "$here"/wheels/pip-*.whl)
offline() {
  PIP_CONFIG_FILE=/dev/null "$place/bin/python" "$pip/pip" install --quiet --isolated \
    --disable-pip-version-check --no-warn-script-location --no-index --no-cache-dir "$@"
}
offline --find-links "$here/wheels" --require-hashes --requirement requirements.txt
offline --no-deps "$here"/wheels/chuangcheng-*.whl
touch "$place/.whole"

if $root; then
  if ! id "$user" > /dev/null 2>&1; then
    nologin=/usr/sbin/nologin; [ -x "$nologin" ] || nologin=/bin/false
    useradd --system --home-dir "$home" --no-create-home --shell "$nologin" "$user"
  fi
  [ -d "$home" ] || install -d -m 700 -o "$user" "$home"
  if [ ! -e /etc/chuangcheng.env ]; then
    (umask 077; printf '# Settings of Chuangcheng; see docs/reference/settings.md\nCHUANGCHENG_HOME=%s\n' "$home" > /etc/chuangcheng.env)
  fi
else
  [ -d "$home" ] || (umask 077; mkdir -p "$home")
fi

as_user() {
  if $root; then
    # /etc/chuangcheng.env holds NAME=value lines, as systemd reads them.
    runuser -u "$user" -- env $(grep -v '^[[:space:]]*\(#\|$\)' /etc/chuangcheng.env) "$@"
  else
    CHUANGCHENG_HOME=$home "$@"
  fi
}
running=false
if $service && command -v systemctl > /dev/null && systemctl --quiet is-active chuangcheng; then
  running=true; systemctl stop chuangcheng
fi
cd /
if ! as_user "$place/bin/chuangcheng" upgrade; then
  $running && systemctl start chuangcheng
  fail "the data could not be brought to version $version; the version before is still in place"
fi
ln -s "$place" "$prefix/current.new.$$"
mv -T "$prefix/current.new.$$" "$prefix/current"

if $service && [ -d /etc/systemd/system ]; then
  sed -e "s|@PREFIX@|$prefix|g" -e "s|@HOME@|$home|g" -e "s|@USER@|$user|g" \
    "$here/chuangcheng.service" > /etc/systemd/system/chuangcheng.service
  if command -v systemctl > /dev/null && [ -d /run/systemd/system ]; then
    systemctl daemon-reload
    $running && systemctl start chuangcheng
  fi
fi

echo "installed: $prefix/current/bin/chuangcheng (data in $home)"
if $root; then
  echo "next: set PUBLIC_URL in /etc/chuangcheng.env, then as $user run: chuangcheng init"
  $service && echo "then: systemctl enable --now chuangcheng"
else
  echo "next: CHUANGCHENG_HOME=$home $prefix/current/bin/chuangcheng init"
fi
exit 0
