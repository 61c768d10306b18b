"""Runs a command beside a throw-away S3 server: `python -m tools.with_s3 COMMAND...`

The server is OpenStack Swift with its s3api, as Debian packages it: proxy, account, container and
object server, each one process on a free loopback port, with rings and data in a temporary folder.
The command gets the address of an empty bucket as S3_TEST_URL, written like FILES_URL; its exit
code is ours. Servers and folder are gone afterwards, however the command ends.
"""

import hmac
import http.client
import os
import secrets
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from types import FrameType

from tools.with_postgres import free_port

PYTHON = "/usr/bin/python3"
"""Debian's own Python, which sees Debian's Swift."""
PACKAGES = "swift-proxy swift-account swift-container swift-object"
SERVERS = ("account", "container", "object")
START_WITHIN_SECONDS = 30
USER, BUCKET, REGION = "test:tester", "chuangcheng", "us-east-1"

# Rings of one device; Swift reads them from its folder.
MAKE_RINGS = """
import sys
from swift.common.ring import RingBuilder
folder, ports = sys.argv[1], dict(zip(("account", "container", "object"), sys.argv[2:]))
for name, port in ports.items():
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({"region": 1, "zone": 1, "ip": "127.0.0.1", "port": int(port),
                     "device": "disk", "weight": 1.0})
    builder.rebalance()
    builder.get_ring().save(f"{folder}/{name}.ring.gz")
"""
# Otherwise Swift takes its secret of the hash ring from /etc.
SERVE = """
import sys
from swift.common.utils import set_swift_dir
folder, name = sys.argv[1:]
set_swift_dir(folder)
from swift.common.wsgi import run_wsgi
sys.exit(run_wsgi(f"{folder}/{name}-server.conf", f"{name}-server"))
"""
SECRETS_CONF = """[swift-hash]
swift_hash_path_suffix = {suffix}
[storage-policy:0]
name = only
default = yes
"""
STORAGE_CONF = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
devices = {folder}/devices
mount_check = false
disable_fallocate = true
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
"""
PROXY_CONF = """[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {port}
workers = 0
user = {user}
swift_dir = {folder}
[pipeline:main]
pipeline = catch_errors gatekeeper cache listing_formats s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:gatekeeper]
use = egg:swift#gatekeeper
[filter:cache]
use = egg:swift#memcache
memcache_servers = 127.0.0.1:{nowhere}
[filter:listing_formats]
use = egg:swift#listing_formats
[filter:s3api]
use = egg:swift#s3api
location = {region}
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = {secret} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
"""


def find_programs() -> None:
    """End with a sentence where Swift is not installed."""
    found = shutil.which("swift-proxy-server") and Path(PYTHON).exists()
    if not found:
        sys.exit(f"OpenStack Swift is missing: install it (Debian: apt-get install {PACKAGES})")


def configure(folder: Path, secret: str) -> dict[str, int]:
    """Write rings and configuration into ``folder``; return the port of each server."""
    ports = {name: free_port() for name in (*SERVERS, "proxy")}
    (folder / "devices/disk").mkdir(parents=True)
    (folder / "swift.conf").write_text(SECRETS_CONF.format(suffix=secrets.token_hex(8)))
    words = {"folder": folder, "user": _user(), "secret": secret, "region": REGION}
    for name in SERVERS:
        text = STORAGE_CONF.format(name=name, port=ports[name], **words)
        (folder / f"{name}-server.conf").write_text(text)
    text = PROXY_CONF.format(port=ports["proxy"], nowhere=free_port(), **words)
    (folder / "proxy-server.conf").write_text(text)
    numbers = [str(ports[name]) for name in SERVERS]
    subprocess.run([PYTHON, "-W", "ignore", "-c", MAKE_RINGS, str(folder), *numbers], check=True)
    return ports


def _user() -> str:
    import pwd

    return pwd.getpwuid(os.geteuid()).pw_name


@contextmanager
def server() -> Iterator[str]:
    """Start the servers, give the address of an empty bucket, stop them, remove their folder."""
    find_programs()
    folder = Path(tempfile.mkdtemp(prefix="chuangcheng-s3-"))
    running: list[subprocess.Popen[bytes]] = []
    secret = secrets.token_hex(16)
    try:
        ports = configure(folder, secret)
        with (folder / "log").open("wb") as log:
            for name in (*SERVERS, "proxy"):
                command = [PYTHON, "-W", "ignore", "-c", SERVE, str(folder), name]
                running.append(subprocess.Popen(command, stdout=log, stderr=log, cwd=folder))
        make_bucket(ports["proxy"], secret, folder / "log", running)
        host = f"127.0.0.1:{ports['proxy']}"
        yield f"s3://{USER.replace(':', '%3A')}:{secret}@{host}/{BUCKET}?region={REGION}&tls=0"
    finally:
        for process in running:
            process.terminate()
        for process in running:
            process.wait(timeout=20)
        shutil.rmtree(folder, ignore_errors=True)


def make_bucket(port: int, secret: str, log: Path, running: list[subprocess.Popen[bytes]]) -> None:
    """Make the bucket as soon as the servers answer; end where they do not."""
    last = "no answer"
    for _ in range(START_WITHIN_SECONDS * 5):
        if any(process.poll() is not None for process in running):
            break
        try:
            status, last = put_bucket(port, secret)
        except OSError as error:
            status, last = 0, str(error)
        if status == http.client.OK:
            return
        time.sleep(0.2)
    sys.exit(f"Swift does not start: {last}\n{log.read_text(errors='replace')}")


def put_bucket(port: int, secret: str) -> tuple[int, str]:
    """Ask for the bucket with a request signed as S3 wants it (AWS4-HMAC-SHA256)."""
    now = datetime.now(UTC)
    stamp, day = now.strftime("%Y%m%dT%H%M%SZ"), now.strftime("%Y%m%d")
    nothing = sha256(b"").hexdigest()
    headers = {
        "host": f"127.0.0.1:{port}",
        "x-amz-content-sha256": nothing,
        "x-amz-date": stamp,
    }
    names = ";".join(headers)
    lines = "".join(f"{name}:{value}\n" for name, value in headers.items())
    request = f"PUT\n/{BUCKET}\n\n{lines}\n{names}\n{nothing}"
    where = f"{day}/{REGION}/s3/aws4_request"
    to_sign = f"AWS4-HMAC-SHA256\n{stamp}\n{where}\n{sha256(request.encode()).hexdigest()}"
    key = f"AWS4{secret}".encode()
    for part in (*where.split("/"), to_sign):
        key = hmac.digest(key, part.encode(), "sha256")
    credential = f"Credential={USER}/{where}"
    authorization = f"AWS4-HMAC-SHA256 {credential}, SignedHeaders={names}, Signature={key.hex()}"
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("PUT", f"/{BUCKET}", headers={**headers, "Authorization": authorization})
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    finally:
        connection.close()


def main() -> int:
    """Run the command given as arguments; return its exit code."""
    if len(sys.argv) < 2:
        print(__doc__, file=sys.stderr)
        return 2

    def leave(signum: int, _frame: FrameType | None) -> None:
        # SystemExit unwinds through server(), which stops what it started.
        sys.exit(128 + signum)

    signal.signal(signal.SIGTERM, leave)
    with server() as address:
        return subprocess.run(
            sys.argv[1:], env={**os.environ, "S3_TEST_URL": address}, check=False
        ).returncode


if __name__ == "__main__":
    sys.exit(main())
