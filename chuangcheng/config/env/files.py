"""Where files are kept: the folder of the small way, or the bucket that FILES_URL names."""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl, unquote

from chuangcheng.config.env.reader import FLAGS, Reader, is_host, split
from chuangcheng.config.env.variables import Variable
from chuangcheng.domain.errors import N_, Sentence

NOT_A_BUCKET: Final = Sentence(
    "env.not_a_bucket",
    N_("%(variable)s does not name a bucket of an S3 server."),
    N_("Write s3://KEY:SECRET@HOST:PORT/BUCKET?region=NAME, or remove it to use a folder."),
)
BUCKET_LACKS: Final = Sentence(
    "env.bucket_lacks",
    N_("%(variable)s lacks %(part)s."),
    N_("Write s3://KEY:SECRET@HOST:PORT/BUCKET?region=NAME, or remove it to use a folder."),
)
BUCKET_OPTION: Final = Sentence(
    "env.bucket_option",
    N_("%(variable)s has the option “%(option)s”, which is unknown or has no such value."),
    N_("Known are region=NAME, tls=1 (the usual) and tls=0 for a server without HTTPS."),
)
REGION: Final = "us-east-1"
"""What servers other than Amazon's expect."""


@dataclass(frozen=True, slots=True)
class Bucket:
    """A bucket of an S3 server, and the key that opens it."""

    endpoint: str
    name: str
    key: str
    secret: str
    region: str
    tls: bool

    def options(self) -> dict[str, object]:
        """Return the options of ``BucketStorage``."""
        return {
            "endpoint_url": self.endpoint,
            "bucket_name": self.name,
            "access_key": self.key,
            "secret_key": self.secret,
            "region_name": self.region,
            "tls": self.tls,
        }


def bucket(reader: Reader, variable: Variable) -> Bucket | None:
    """Return the bucket that ``variable`` names, None while it is absent or faulty."""
    value = reader.text(variable)
    if value is None:
        return None
    parts = split(value)
    if parts is None or parts.scheme != "s3" or not is_host(parts.hostname or ""):
        reader.refuse(NOT_A_BUCKET, variable)
        return None
    name = unquote(parts.path).strip("/")
    given = {"KEY": parts.username, "SECRET": parts.password, "BUCKET": name}
    for part in (part for part, found in given.items() if not found):
        reader.refuse(BUCKET_LACKS, variable, part=part)
    if "/" in name:
        reader.refuse(NOT_A_BUCKET, variable)
    options = _options(reader, variable, parts.query)
    port = f":{parts.port}" if parts.port else ""
    host = f"[{parts.hostname}]" if ":" in (parts.hostname or "") else parts.hostname
    return Bucket(
        endpoint=f"{'https' if options[1] else 'http'}://{host}{port}",
        name=name,
        key=unquote(parts.username or ""),
        secret=unquote(parts.password or ""),
        region=options[0],
        tls=options[1],
    )


def _options(reader: Reader, variable: Variable, query: str) -> tuple[str, bool]:
    """Return region and whether by HTTPS."""
    region, tls = REGION, True
    for name, value in parse_qsl(query, keep_blank_values=True):
        if name == "region" and value:
            region = value
        elif name == "tls" and value.lower() in FLAGS:
            tls = FLAGS[value.lower()]
        else:
            reader.refuse(BUCKET_OPTION, variable, option=f"{name}={value}")
    return region, tls
