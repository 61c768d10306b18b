#!/bin/sh
# Installs Chuangcheng from this folder, or brings an installation up to this version. Needs Python
# 3.11, 3.12 or 3.13 and no network. Nothing outside the two folders below is touched, but for the
# system user, /etc/chuangcheng.env and the systemd unit, which only root can make.
set -eu
cd "$(dirname "$0")"
here=$(pwd)
umask 022
PATH=$PATH:/usr/sbin:/sbin # `su` without a dash leaves them out; useradd and runuser are there
env_file=/etc/chuangcheng.env unit=/etc/systemd/system/chuangcheng.service

usage() {
  cat << 'TEXT'
./install.sh [--prefix FOLDER] [--home FOLDER] [--user NAME] [--python PROGRAM] [--no-service]

  --prefix      where the program goes (root: /opt/chuangcheng, else ~/chuangcheng)
  --home        where its data are kept (root: /var/lib/chuangcheng, else PREFIX/var)
  --user        system user that runs it (root only; made where missing; default chuangcheng)
                an upgrade keeps the folder and the user of the installation that is there
  --python      which Python to use (default: the newest fitting one)
  --no-service  make no systemd unit
TEXT
}

fail() { echo "install.sh: $*" >&2; exit 1; }

root=false; [ "$(id -u)" -eq 0 ] && root=true
prefix= home= user= python= service=true
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
$root || service=false
if $root; then prefix=${prefix:-/opt/chuangcheng}; else prefix=${prefix:-$HOME/chuangcheng} user=$(id -un); fi
[ -d /etc/systemd/system ] || service=false
version=$(cat VERSION)
plain() {
  case $2 in
    *[!A-Za-z0-9/._-]*) fail "$1 may hold letters, digits and / . _ - only" ;;
    /*) ;;
    *) fail "$1 must begin with /" ;;
  esac
  # The unit keeps the program out of these folders.
  ! $service || case $2/ in
    /home/* | /root/* | /run/user/*) fail "$1 $2 is hidden from services; choose another or add --no-service" ;;
  esac
}
plain --prefix "$prefix"

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

# Where the data of an installation lie, and whose they are, is asked for once.
setting() { "$python" -I "$here/with_settings.py" "$env_file" get "$1"; }
before=
if $root && [ -e "$env_file" ]; then
  before=$(setting CHUANGCHENG_HOME)
  [ -n "$before" ] || fail "$env_file lacks CHUANGCHENG_HOME"
elif ! $root && [ -e "$prefix/home" ]; then
  before=$(cat "$prefix/home")
fi
if [ -n "$before" ] && [ "${home:-$before}" != "$before" ]; then
  fail "the data of this installation are in $before; leave --home out, or move them and say so in $($root && echo "$env_file" || echo "$prefix/home")"
fi
if $root; then home=${home:-${before:-/var/lib/chuangcheng}}; else home=${home:-${before:-$prefix/var}}; fi
plain --home "$home"
if [ -z "$user" ] && [ -d "$home" ]; then
  user=$(stat -c %U "$home")
  case $user in root | UNKNOWN) user= ;; esac
fi
user=${user:-chuangcheng}

# The new version goes beside the old one; the link "current" is turned only when all is well.
place=$prefix/versions/$version
[ "$(readlink "$prefix/current" || true)" != "$place" ] || fail "version $version is installed already in $place"
echo "installing version $version into $place"
rm -rf "$place" # of a try that did not come to its end
mkdir -p "$prefix/versions"
"$python" -m venv --without-pip "$place" || fail "$python lacks its module venv"
pip=$(echo "$here"/wheels/pip-*.whl)
offline() {
  PIP_CONFIG_FILE=/dev/null "$place/bin/python" "$pip/pip" install --quiet --isolated \
    --disable-pip-version-check --no-warn-script-location --no-index --no-cache-dir "$@"
}
offline --find-links "$here/wheels" --require-hashes --requirement requirements.txt
offline --no-deps "$here"/wheels/chuangcheng-*.whl
cp with_settings.py "$place/"

if $root; then
  if ! id "$user" > /dev/null 2>&1; then
    nologin=/usr/sbin/nologin; [ -x "$nologin" ] || nologin=/bin/false
    useradd --system --home-dir "$home" --no-create-home --shell "$nologin" "$user"
  fi
  [ -d "$home" ] || install -d -m 700 -o "$user" "$home"
  if [ ! -e "$env_file" ]; then
    (umask 077; printf '# Settings of Chuangcheng; see docs/reference/settings.md\nCHUANGCHENG_HOME=%s\n' "$home" > "$env_file")
  fi
else
  [ -d "$home" ] || (umask 077; mkdir -p "$home")
  echo "$home" > "$prefix/home"
fi

as_user() {
  if $root; then
    "$python" -I "$here/with_settings.py" "$env_file" run runuser -u "$user" -- "$@"
  else
    CHUANGCHENG_HOME=$home "$@"
  fi
}
running=false
go_on() { if $running; then running=false; systemctl start chuangcheng; fi; }
trap go_on EXIT
trap 'exit 130' HUP INT TERM
if $root && command -v systemctl > /dev/null && systemctl --quiet is-active chuangcheng; then
  running=true; systemctl stop chuangcheng
fi
cd /
as_user "$place/bin/chuangcheng" upgrade ||
  fail "the data could not be brought to version $version; no other version was put in place.
Mend what is said above, then run this again."
ln -s "$place" "$prefix/current.new.$$"
mv -T "$prefix/current.new.$$" "$prefix/current"

# What people type: the program with its settings, as its user.
mkdir -p "$prefix/bin"
{
  echo '#!/bin/sh'
  echo "current=$prefix/current"
  if $root; then
    echo '[ "$(id -u)" -eq 0 ] || { echo "only root may: sudo $0 $*" >&2; exit 1; }'
    echo 'exec "$current/bin/python" -I "$current/with_settings.py" \'
    echo "  $env_file run runuser -u $user -- \"\$current/bin/chuangcheng\" \"\$@\""
  else
    echo "CHUANGCHENG_HOME=$home exec \"\$current/bin/chuangcheng\" \"\$@\""
  fi
} > "$prefix/bin/chuangcheng"
chmod 755 "$prefix/bin/chuangcheng"

if $service; then
  # The heads of the record may lie elsewhere, and must be written there.
  heads=$(setting AUDIT_HEADS_FILE); heads=${heads:+ $(dirname "$heads")}
  sed -e "s|@PREFIX@|$prefix|g" -e "s|@HOME@|$home|g" -e "s|@USER@|$user|g" -e "s|@HEADS@|$heads|g" \
    "$here/chuangcheng.service" > "$unit"
  if command -v systemctl > /dev/null && [ -d /run/systemd/system ]; then systemctl daemon-reload; fi
fi
go_on

echo "installed: $prefix/bin/chuangcheng (data in $home)"
if $root; then
  echo "next: set PUBLIC_URL in $env_file, then run as root: $prefix/bin/chuangcheng init"
  $service && echo "then: systemctl enable --now chuangcheng"
else
  echo "next: $prefix/bin/chuangcheng init"
fi
exit 0
