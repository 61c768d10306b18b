"""Certificate and key: looked at before anybody is served, then spoken with."""

import datetime as dt
import ssl
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from chuangcheng.domain.errors import Refused, describe
from chuangcheng.entrypoints.cli import tls
from tests.entrypoints.cli.conftest import Run
from tests.entrypoints.cli.test_serving import PATIENCE, built, free_port, running

NOW = dt.datetime(2026, 11, 24, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)
__all__ = ["built"]


def make_pair(
    folder: Path, *, starts: dt.datetime = NOW - DAY, ends: dt.datetime = NOW + 90 * DAY
) -> tuple[Path, Path]:
    """Write a certificate for 127.0.0.1 that signs itself, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(starts)
        .not_valid_after(ends)
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    folder.mkdir(exist_ok=True)
    files = folder / "site.pem", folder / "site.key"
    files[0].write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return files


def said(certificate: Path | None, key: Path | None) -> str:
    """Return why the pair is refused."""
    with pytest.raises(Refused) as refusal:
        tls.read_pair(certificate, key, NOW)
    return describe(refusal.value.faults[0])


def test_a_pair_that_fits_is_taken(tmp_path: Path) -> None:
    certificate, key = make_pair(tmp_path)
    pair = tls.read_pair(certificate, key, NOW)
    assert pair is not None
    assert pair.ends == NOW + 90 * DAY


def test_without_either_the_program_speaks_http() -> None:
    assert tls.read_pair(None, None, NOW) is None


def test_half_a_pair_is_refused(tmp_path: Path) -> None:
    certificate, key = make_pair(tmp_path)
    assert "only one of them" in said(certificate, None)
    assert "only one of them" in said(None, key)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    _, key = make_pair(tmp_path)
    assert "No such file" in said(tmp_path / "nowhere.pem", key)


def test_files_that_are_something_else_are_refused(tmp_path: Path) -> None:
    certificate, key = make_pair(tmp_path)
    assert "holds no certificate" in said(key, key)
    assert "holds no private key" in said(certificate, certificate)


def test_the_key_of_another_certificate_is_refused(tmp_path: Path) -> None:
    certificate, _ = make_pair(tmp_path / "one")
    _, key = make_pair(tmp_path / "two")
    assert "does not belong" in said(certificate, key)


def test_a_certificate_out_of_its_time_is_refused(tmp_path: Path) -> None:
    old = make_pair(tmp_path / "old", starts=NOW - 9 * DAY, ends=NOW - DAY)
    assert "ended on 2026-11-23" in said(*old)
    early = make_pair(tmp_path / "early", starts=NOW + DAY)
    assert "only from 2026-11-25" in said(*early)


def test_the_site_is_served_by_https(tmp_path: Path, built: dict[str, str], process: Run) -> None:
    now = dt.datetime.now(dt.UTC)
    certificate, key = make_pair(tmp_path / "tls", starts=now - DAY, ends=now + DAY)
    process("migrate", **built)
    port = free_port()
    trust = ssl.create_default_context(cafile=str(certificate))
    pair = ("--tls-cert", str(certificate), "--tls-key", str(key))
    with running(tmp_path, built, "serve", "--port", str(port), *pair):
        address = f"https://localhost:{port}/healthz"
        until = time.monotonic() + PATIENCE
        while True:
            try:
                with urllib.request.urlopen(address, context=trust, timeout=5) as answer:
                    assert answer.read() == b"ok\n"
                break
            except urllib.error.URLError:
                assert time.monotonic() < until, "the server did not answer"
                time.sleep(0.2)
