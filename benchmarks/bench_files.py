"""How fast uploads stream, and how much memory they take: ours against a bare Django view.

Both are served by granian as ``chuangcheng serve`` serves (WSGI, one process, threads) and take
the same multipart form over the loopback. The bare view does the least that keeps a file: Django
reads the form, a handler writes each block into one file and makes it safe on the disk at the end
(fsync), as ours does; without that a view has only handed the bytes to the system, which is
printed beside it. Ours also asks who it is and what they may, hashes, holds to limits, looks at the
content, writes its rows and the record. The fastest of several runs in turns counts, since whatever
else runs only slows. Bars: at least 70 % of the bare view's speed for 100 MB and 1 GB, and at most
32 MB more memory while 1 GB streams. 10 MB is reported without a bar: of that, what is asked and
written once for each file is the larger part.
"""

import http.client
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

TREE = Path(__file__).parents[1]
MB = 1000 * 1000
SIZES = {"10 MB": 10 * MB, "100 MB": 100 * MB, "1 GB": 1000 * MB}
RUNS = {"10 MB": 15, "100 MB": 9, "1 GB": 3}
BARRED = ("100 MB", "1 GB")
LEAST_SHARE, MOST_GROWTH = 0.7, 32 * 1024 * 1024
BLOCK = bytes(range(256)) * 1024
BOUNDARY = "benchmark-of-uploads"

# The least a Django view can do to keep a file: a handler that writes it once.
BARE = """
import os
from django.conf import settings
settings.configure(SECRET_KEY="x" * 50, ROOT_URLCONF=__name__, ALLOWED_HOSTS=["*"], DEBUG=False)
import django
django.setup()
from django.core.files.uploadhandler import FileUploadHandler
from django.core.wsgi import get_wsgi_application
from django.http import HttpResponse
from django.urls import path

class Writer(FileUploadHandler):
    def new_file(self, *args, **kwargs):
        super().new_file(*args, **kwargs)
        self.out = open({target!r}, "wb")
    def receive_data_chunk(self, raw_data, start):
        self.out.write(raw_data)
    def file_complete(self, file_size):
        self.out.flush()
        if "sync" in self.request.GET:
            os.fsync(self.out.fileno())
        self.out.close()

def upload(request):
    request.upload_handlers = [Writer(request)]
    request.FILES
    return HttpResponse("ok")

urlpatterns = [path("upload/", upload)]
application = get_wsgi_application()
"""
PREPARE = """
import django
django.setup()
from django.conf import settings
from django.core.management import call_command
from django.middleware.csrf import _get_new_csrf_string as new_token
from django.test import Client
from django.utils import timezone
call_command("migrate", verbosity=0)
from chuangcheng.foundation.accounts.models import Grant, User
from chuangcheng.foundation.orgs.services import create_subject
subject = create_subject(name="雲溪縣(演示)", kind="county", code="bench", is_demonstration=True)
user = User.objects.create(username="bench", name="bench")
Grant.objects.create(user=user, role="office", subject=subject, valid_from=timezone.localdate(),
                     granted_by="bench")
client = Client()
client.force_login(user)
session = client.cookies[settings.SESSION_COOKIE_NAME].value
print(settings.SESSION_COOKIE_NAME, session, new_token())
"""


@dataclass(frozen=True, slots=True)
class Server:
    """A running server: its port, its process, and the headers and fields it wants."""

    port: int
    process: subprocess.Popen[bytes]
    path: str
    headers: dict[str, str]
    fields: dict[str, str]


def free_port() -> int:
    """Return a port of the loopback address that nobody listens on now."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def granian(
    target: str, folder: Path, environment: dict[str, str]
) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """Serve ``target`` as `chuangcheng serve` does."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "granian", "--interface", "wsgi", "--no-log", "--no-ws",
         "--host", "127.0.0.1", "--port", str(port), "--workers", "1",
         "--blocking-threads", str(2 * (os.cpu_count() or 1)), target],
        env={**os.environ, **environment, "PYTHONPATH": f"{TREE}:{folder}"}, cwd=folder,
    )  # fmt: skip
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield port, process
    finally:
        process.terminate()
        process.wait(timeout=20)


def send(server: Server, size: int) -> float:
    """Upload a file of ``size`` bytes; return the seconds it took."""
    fields = "".join(
        f'--{BOUNDARY}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
        for name, value in server.fields.items()
    )
    head = (
        f'{fields}--{BOUNDARY}\r\nContent-Disposition: form-data; name="file"; '
        'filename="walk.zip"\r\nContent-Type: application/octet-stream\r\n\r\n'
    ).encode()
    first, last = archive_ends(size)
    tail = f"\r\n--{BOUNDARY}--\r\n".encode()
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)
    start = time.perf_counter()
    connection.putrequest("POST", server.path)
    for name, value in server.headers.items():
        connection.putheader(name, value)
    connection.putheader("Content-Type", f"multipart/form-data; boundary={BOUNDARY}")
    connection.putheader("Content-Length", str(len(head) + size + len(tail)))
    connection.endheaders()
    connection.send(head + first)
    rest = size - len(first) - len(last)
    while rest:
        connection.send(BLOCK[:rest] if rest < len(BLOCK) else BLOCK)
        rest -= min(rest, len(BLOCK))
    connection.send(last + tail)
    answer = connection.getresponse()
    body = answer.read()
    took = time.perf_counter() - start
    connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{answer.status}: {body[:2000].decode(errors='replace')}")
    return took


def archive_ends(size: int) -> tuple[bytes, bytes]:
    """Return the first and last bytes of a ZIP archive of one stored entry, ``size`` bytes long."""
    import struct

    name = f"{time.time_ns()}.bin".encode()
    local, central, end = 30 + len(name), 46 + len(name), 22
    content = size - local - central - end
    crc = 0
    first = struct.pack("<4sHHHHHIIIHH", b"PK\x03\x04", 20, 0, 0, 0, 33, crc, content, content,
                        len(name), 0) + name  # fmt: skip
    listed = struct.pack("<4sHHHHHHIIIHHHHHII", b"PK\x01\x02", 20, 20, 0, 0, 0, 33, crc, content,
                         content, len(name), 0, 0, 0, 0, 0, 0) + name  # fmt: skip
    record = struct.pack("<4sHHHHIIH", b"PK\x05\x06", 0, 0, 1, 1, central, local + content, 0)
    return first, listed + record


def memory(process: subprocess.Popen[bytes]) -> int:
    """Return the resident bytes of a process and its children together."""
    found = 0
    for entry in Path("/proc").glob("[0-9]*"):
        try:
            status = (entry / "status").read_text()
            parent = int(status.partition("PPid:")[2].split()[0])
            if parent == process.pid or int(entry.name) == process.pid:
                found += int(status.partition("VmRSS:")[2].split()[0]) * 1024
        except (OSError, IndexError):
            continue
    return found


def growth(server: Server, size: int) -> int:
    """Return by how many bytes memory grew at most while a file of ``size`` streamed."""
    before, most, stop = memory(server.process), 0, threading.Event()

    def watch() -> None:
        nonlocal most
        while not stop.wait(0.02):
            most = max(most, memory(server.process))

    watching = threading.Thread(target=watch)
    watching.start()
    send(server, size)
    stop.set()
    watching.join()
    return max(0, most - before)


@contextmanager
def servers(folder: Path) -> Iterator[tuple[Server, Server]]:
    """Run the bare view and the program beside each other."""
    (folder / "bare.py").write_text(BARE.format(target=str(folder / "bare.bin")))
    environment = {
        "CHUANGCHENG_HOME": str(folder / "home"),
        "DJANGO_SETTINGS_MODULE": "chuangcheng.config.settings",
        "LOG_LEVEL": "WARNING",
        "FILES_LIMIT": "4096",
        "DEMO": "1",
    }
    prepared = subprocess.run(
        [sys.executable, "-c", PREPARE], env={**os.environ, **environment}, cwd=TREE,
        check=True,
        stdout=subprocess.PIPE,
        text=True,
    )  # fmt: skip
    cookie, session, token = prepared.stdout.split()[-3:]
    headers = {"Cookie": f"{cookie}={session}; csrftoken={token}", "Accept": "application/json"}
    fields = {"csrfmiddlewaretoken": token}
    with (
        granian("bare:application", folder, {}) as (bare_port, bare),
        granian("chuangcheng.config.wsgi:application", folder, environment) as (port, own),
    ):
        yield (
            Server(bare_port, bare, "/upload/", {}, fields),
            Server(port, own, "/files/upload/", headers, fields),
        )


def main() -> int:
    """Print speeds and memory; exit code 1 where a bar is missed."""
    folder = Path(tempfile.mkdtemp(prefix="chuangcheng-bench-"))
    met = True
    try:
        with servers(folder) as (bare, own):
            for server in (bare, own):
                send(server, MB)  # the first request loads what is loaded late
            safe = replace(bare, path="/upload/?sync")
            shown = ("size", "unsafe MB/s", "bare MB/s", "ours MB/s", "of unsafe", "of bare")
            print("{:<8} {:>12} {:>12} {:>12} {:>9} {:>9}".format(*shown))
            for name, size in SIZES.items():
                times: list[list[float]] = [[], [], []]
                for _ in range(RUNS[name]):  # in turns, so that all meet the same weather
                    for place, server in enumerate((bare, safe, own)):
                        times[place].append(send(server, size))
                unsafe, theirs, ours = (size / MB / min(taken) for taken in times)
                share = ours / theirs
                print(
                    f"{name:<8} {unsafe:>12.0f} {theirs:>12.0f} {ours:>12.0f}"
                    f" {ours / unsafe:>9.2f} {share:>9.2f}",
                    flush=True,
                )
                met = met and (name not in BARRED or share >= LEAST_SHARE)
            grown = growth(own, SIZES["1 GB"])
            print(f"memory while 1 GB streams: +{grown / 1024 / 1024:.1f} MB (bar 32)")
            met = met and grown <= MOST_GROWTH
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(
        f"bars {LEAST_SHARE:.0%} for {', '.join(BARRED)} and 32 MB: {'met' if met else 'NOT met'}"
    )
    return 0 if met else 1


if __name__ == "__main__":
    sys.exit(main())
