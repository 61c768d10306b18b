"""The certificate and key of ``serve --tls-cert --tls-key``: looked at before anybody is served."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

from chuangcheng.domain.errors import N_, Fault, Refused, Sentence

if TYPE_CHECKING:
    from cryptography.x509 import Certificate

SOON: Final = dt.timedelta(days=21)
"""A certificate that ends within this time should be renewed now."""
LARGEST: Final = 1024 * 1024

HALF = Sentence(
    "tls.half",
    N_("A certificate needs its key, and a key its certificate; only one of them was given."),
    N_("Give both --tls-cert and --tls-key, or neither."),
)
UNREADABLE = Sentence(
    "tls.unreadable",
    N_("The file %(file)s cannot be read: %(reason)s."),
    N_("Check the name, and that the program's user may read it."),
)
NO_CERTIFICATE = Sentence(
    "tls.no_certificate",
    N_("The file %(file)s holds no certificate in PEM form."),
    N_("Name the file that begins with BEGIN CERTIFICATE, the site's own certificate first."),
)
NO_KEY = Sentence(
    "tls.no_key",
    N_("The file %(file)s holds no private key in PEM form without a passphrase."),
    N_("Name the file that begins with BEGIN PRIVATE KEY."),
)
DIFFERENT = Sentence(
    "tls.different",
    N_("The key in %(key)s does not belong to the certificate in %(certificate)s."),
    N_("Name the key that the certificate was asked for with."),
)
EXPIRED = Sentence(
    "tls.expired",
    N_("The certificate in %(file)s ended on %(day)s."),
    N_("Get a new one from whoever issued it."),
)
NOT_YET = Sentence(
    "tls.not_yet",
    N_("The certificate in %(file)s is valid only from %(day)s on."),
    N_("Check the clock of this machine, or wait until then."),
)


@dataclass(frozen=True, slots=True)
class Pair:
    """A certificate and its key that fit, as files; ``ends`` is when the certificate does."""

    certificate: Path
    key: Path
    ends: dt.datetime


def chosen_pair(certificate: Path | None, key: Path | None) -> Pair | None:
    """Return the pair named on the command line, else in the settings; None for neither.

    Raises Refused where it is of no use.
    """
    from django.conf import settings
    from django.utils import timezone

    if certificate is None and key is None and settings.TLS:
        certificate, key = map(Path, settings.TLS)
    return read_pair(certificate, key, timezone.now())


def read_pair(certificate: Path | None, key: Path | None, now: dt.datetime) -> Pair | None:
    """Return the pair, or None where neither is given; raises Refused where they are of no use."""
    if certificate is None and key is None:
        return None
    if certificate is None or key is None:
        raise Refused((Fault(HALF),))
    found = _certificate(certificate)
    _check_key(found, certificate, key)
    ends = found.not_valid_after_utc
    if ends <= now:
        raise _refused(EXPIRED, file=str(certificate), day=f"{ends:%Y-%m-%d}")
    if found.not_valid_before_utc > now:
        starts = found.not_valid_before_utc
        raise _refused(NOT_YET, file=str(certificate), day=f"{starts:%Y-%m-%d}")
    return Pair(certificate, key, ends)


def _certificate(path: Path) -> "Certificate":
    from cryptography.x509 import load_pem_x509_certificates

    try:
        return load_pem_x509_certificates(_read(path))[0]
    except ValueError:
        raise _refused(NO_CERTIFICATE, file=str(path)) from None


def _check_key(certificate: "Certificate", certificate_path: Path, path: Path) -> None:
    from cryptography.hazmat.primitives.serialization import load_pem_private_key

    try:
        key = load_pem_private_key(_read(path), password=None)
    except (TypeError, ValueError):
        raise _refused(NO_KEY, file=str(path)) from None
    if key.public_key() != certificate.public_key():
        raise _refused(DIFFERENT, key=str(path), certificate=str(certificate_path))


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST)
    except OSError as error:
        raise _refused(UNREADABLE, file=str(path), reason=error.strerror or str(error)) from None


def _refused(sentence: Sentence, **params: str) -> Refused:
    return Refused((Fault(sentence, params=params),))
