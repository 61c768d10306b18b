"""Reads the environment: the only place that decides between the small and the large way.

A variable that is absent means the small way, one that is present the large way. One that is
half-filled (empty, unreadable, contradictory) makes the program refuse to start, with a sentence
that names it. Every fault is collected before refusing, so that one start shows them all.
"""

import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Final
from urllib.parse import SplitResult

from chuangcheng.config.env.faults import DEBUG_IN_PUBLIC
from chuangcheng.config.env.files import Bucket, bucket
from chuangcheng.config.env.home import own_encryption_keys, own_key, state_folder
from chuangcheng.config.env.notices import Mail, mail
from chuangcheng.config.env.reader import Reader
from chuangcheng.config.env.sign_in import Way, ways
from chuangcheng.config.env.variables import (
    AUDIT_HEADS_FILE,
    AUDIT_KEEP_MONTHS,
    DATABASE_URL,
    DEBUG,
    DEMO,
    ENCRYPTION_KEYS,
    FILES_LIMIT,
    FILES_URL,
    HOME,
    JOBS,
    LOG_LEVEL,
    NOTICES_URLS,
    PROXIES,
    PUBLIC_URL,
    SECRET_KEY,
    SIGN_IN_URLS,
    TLS_CERT,
    TLS_KEY,
    Reading,
)
from chuangcheng.domain.errors import Refused

LOOK_ONLY: Final = "CHUANGCHENG_LOOK_ONLY"
"""Set by a program that only looks, such as the doctor: then nothing is created."""

LEAST_MONTHS: Final = 6
"""Months that the record is kept at least: what Chinese rules on network logs ask for."""


@dataclass(frozen=True, slots=True)
class Environment:
    """What the settings are made from; ``database_url`` and ``public_url`` may be absent."""

    home: Path
    database_url: str | None
    secret_key: str
    encryption_keys: tuple[str, ...]
    public_url: SplitResult | None
    proxies: int
    sign_in: tuple[Way, ...]
    tls: tuple[str, str] | None
    audit_keep_months: int
    audit_heads_file: Path
    mail: Mail | None
    bucket: Bucket | None
    files_limit: int
    demo: bool
    log_level: str
    debug: bool
    jobs_elsewhere: bool
    report: tuple[Reading, ...]


def read(environ: Mapping[str, str] | None = None) -> Environment:
    """Return the environment, from ``environ`` or that of the process.

    Creates the state folder and, where none is given, the key in it, unless LOOK_ONLY is set; then
    a key that is not there yet is replaced by one nobody will use. Raises Refused with a fault for
    each half-filled variable; then nothing has been created.
    """
    environ = os.environ if environ is None else environ
    reader, look_only = Reader(environ), bool(environ.get(LOOK_ONLY))
    home = Path(reader.text(HOME) or "var").resolve()
    database_url = reader.database(DATABASE_URL)
    key = reader.key(SECRET_KEY)
    sealing = reader.encryption_keys(ENCRYPTION_KEYS)
    public_url = reader.address(PUBLIC_URL)
    proxies, sign_in = reader.number(PROXIES, least=0, absent=0), ways(reader, SIGN_IN_URLS)
    tls = reader.both(TLS_CERT, TLS_KEY)
    jobs_elsewhere = reader.jobs(JOBS, DATABASE_URL)
    keep_months = reader.number(AUDIT_KEEP_MONTHS, least=LEAST_MONTHS, absent=24)
    heads_file = Path(reader.text(AUDIT_HEADS_FILE) or home / "audit-heads.log").resolve()
    sending = mail(reader, NOTICES_URLS, public_url)
    files_in = bucket(reader, FILES_URL)
    files_limit = reader.number(FILES_LIMIT, least=1, absent=1024)
    demo, log_level, debug = reader.flag(DEMO), reader.level(LOG_LEVEL), reader.flag(DEBUG)
    if debug and public_url is not None:
        reader.refuse(DEBUG_IN_PUBLIC, DEBUG)
    if reader.faults:
        raise Refused(tuple(reader.faults))
    return Environment(
        home=home if look_only else state_folder(home),
        database_url=database_url,
        secret_key=key or own_key(home, look_only=look_only),
        encryption_keys=sealing or own_encryption_keys(home, look_only=look_only),
        public_url=public_url,
        proxies=proxies,
        sign_in=sign_in,
        tls=tls,
        audit_keep_months=keep_months,
        audit_heads_file=heads_file,
        mail=sending,
        bucket=files_in,
        files_limit=files_limit,
        demo=demo,
        log_level=log_level,
        debug=debug,
        jobs_elsewhere=jobs_elsewhere,
        report=tuple(reader.readings),
    )
