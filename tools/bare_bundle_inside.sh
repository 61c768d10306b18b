#!/usr/bin/env bash
# Runs inside the bare root of tools/bare_bundle.sh, as root, without a network.
set -euo pipefail

for program in cc make git node npm pip pip3 curl wget uv; do
  ! command -v "$program" > /dev/null || { echo "not bare: $program is here" >&2; exit 1; }
done
python3 - << 'PYTHON'
# Bring the loopback up, then see that nothing else leads anywhere.
import fcntl, socket, struct
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as sock:
    fcntl.ioctl(sock, 0x8914, struct.pack("16sH", b"lo", 0x1 | 0x40))  # SIOCSIFFLAGS: up, running
    try:
        sock.connect(("192.0.2.1", 9))
    except OSError:
        pass
    else:
        raise SystemExit("not bare: there is a network")
PYTHON
echo "== bare: $(python3 --version), no pip, no network"

since() { awk -v from="$1" -v to="$EPOCHREALTIME" 'BEGIN { printf "%.1f", to - from }'; }
office=(runuser -u office -- env HOME=/home/office PATH=/usr/bin:/bin LC_ALL=C.UTF-8)
as_office() { "${office[@]}" "$@"; }
answers() {
  python3 -c 'import sys, urllib.request; sys.exit(urllib.request.urlopen(sys.argv[1], timeout=5).status != 200)' \
    "http://127.0.0.1:8000/readyz" 2> /dev/null
}

# Serves with the command given until the site is ready, then stops it. The command is a program, not
# a function: a function would run in a shell of its own, and the signal would end only that.
try_serving() {
  "$@" > /tmp/serve.log 2>&1 &
  local server=$! began=$EPOCHREALTIME
  until answers; do
    if ! kill -0 "$server" 2> /dev/null || (($(since "$began" | cut -d. -f1) >= 60)); then
      cat /tmp/serve.log >&2; echo "the installed program does not answer" >&2; exit 1
    fi
    sleep 0.2
  done
  kill -TERM "$server"; wait "$server" || true
  for _ in {1..100}; do answers || return 0; sleep 0.1; done
  echo "the installed program does not stop" >&2; exit 1
}

# A first try that fails, for the database is not there; without the folders that plain `su` lacks.
mkdir -p /etc/systemd/system
cat > /etc/chuangcheng.env << 'SETTINGS'
CHUANGCHENG_HOME=/var/lib/chuangcheng
DATABASE_URL=postgres://office:not-told@127.0.0.1:9/office
SETTINGS
if PATH=/usr/bin:/bin /home/office/bundle/install.sh > /tmp/first.log 2>&1; then
  echo "installed without a database" >&2; exit 1
fi
grep -q "could not be brought to version" /tmp/first.log || { cat /tmp/first.log >&2; exit 1; }
! grep -q "not-told" /tmp/first.log || { echo "a password was told" >&2; exit 1; }
[[ ! -e /opt/chuangcheng/current ]] || { echo "a version that failed was put in place" >&2; exit 1; }
echo "== bare: refused without a database"

# The same again, mended; settings as systemd reads them.
install -d -o chuangcheng -m 700 /var/log/chuangcheng
cat > /etc/chuangcheng.env << 'SETTINGS'
; a comment
CHUANGCHENG_HOME="/var/lib/chuangcheng"
  LOG_LEVEL = 'WARNING'
AUDIT_HEADS_FILE=/var/log/chuangcheng/heads.log
SETTINGS
if /home/office/bundle/install.sh --home /srv/other > /tmp/other.log 2>&1; then
  echo "the data were left behind" >&2; exit 1
fi
grep -q "are in /var/lib/chuangcheng" /tmp/other.log
began=$EPOCHREALTIME
PATH=/usr/bin:/bin /home/office/bundle/install.sh
echo "== bare: installed as root in $(since "$began") s"
[[ -f /etc/systemd/system/chuangcheng.service ]] || { echo "no unit was made" >&2; exit 1; }
grep -q '^ReadWritePaths=/var/lib/chuangcheng /var/log/chuangcheng$' /etc/systemd/system/chuangcheng.service
! grep -q '@' /etc/systemd/system/chuangcheng.service || { echo "the unit has gaps" >&2; exit 1; }
[[ $(stat -c %a:%U /var/lib/chuangcheng) == 700:chuangcheng ]] || { echo "the data are open to others" >&2; exit 1; }
/opt/chuangcheng/bin/chuangcheng doctor | tee /tmp/doctor.log
grep -q "/var/log/chuangcheng/heads.log" /tmp/doctor.log || { echo "the settings are not heeded" >&2; exit 1; }
[[ -z $(find /var/lib/chuangcheng /var/log/chuangcheng ! -user chuangcheng) ]] || { echo "root left files behind" >&2; exit 1; }
try_serving /opt/chuangcheng/bin/chuangcheng serve
echo "== bare: served"

if /home/office/bundle/install.sh > /tmp/again.log 2>&1; then
  echo "the same version was installed twice" >&2; exit 1
fi
grep -q "installed already" /tmp/again.log

# A later version, which is the same program under another name: folder, user and settings stay.
cp -r /home/office/bundle /tmp/later
echo later > /tmp/later/VERSION
(cd /tmp/later && cut -c 67- SHA256SUMS | xargs -d '\n' sha256sum > /tmp/sums && mv /tmp/sums SHA256SUMS)
/tmp/later/install.sh
[[ $(readlink /opt/chuangcheng/current) == /opt/chuangcheng/versions/later ]] || { echo "not upgraded" >&2; exit 1; }
[[ $(stat -c %U /var/lib/chuangcheng/db.sqlite3) == chuangcheng ]] || { echo "the data changed hands" >&2; exit 1; }
try_serving /opt/chuangcheng/bin/chuangcheng serve
echo "== bare: upgraded"

began=$EPOCHREALTIME
as_office /home/office/bundle/install.sh
echo "== bare: installed as an ordinary user in $(since "$began") s"
try_serving "${office[@]}" /home/office/chuangcheng/bin/chuangcheng serve
as_office /home/office/chuangcheng/bin/chuangcheng backup /home/office/first.backup
as_office env CHUANGCHENG_HOME=/home/office/second \
  /home/office/chuangcheng/current/bin/chuangcheng restore /home/office/first.backup --without-keys
echo "== bare: backup and restore"

echo x >> /home/office/bundle/VERSION
if as_office /home/office/bundle/install.sh --prefix /home/office/other > /tmp/damaged.log 2>&1; then
  echo "a damaged copy was installed" >&2; exit 1
fi
grep -q "damaged" /tmp/damaged.log
echo "== bare: a damaged copy is refused"
