"""FILES_URL and FILES_LIMIT: absent, present, half-filled."""

from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.config.env.files import Bucket
from chuangcheng.domain.errors import Refused, describe

REMEDY = " Write s3://KEY:SECRET@HOST:PORT/BUCKET?region=NAME, or remove it to use a folder."


def read(tmp_path: Path, **variables: str) -> env.Environment:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path), **variables})


def sentences(tmp_path: Path, **variables: str) -> list[str]:
    with pytest.raises(Refused) as refusal:
        read(tmp_path, **variables)
    return [describe(fault) for fault in refusal.value.faults]


def test_without_a_bucket_files_lie_in_a_folder(tmp_path: Path) -> None:
    found = read(tmp_path)
    assert found.bucket is None
    assert found.files_limit == 1024


def test_a_bucket_is_named_by_one_address(tmp_path: Path) -> None:
    url = "s3://test%3Atester:se%2Fcret@127.0.0.1:8080/photos?region=cn-north-1&tls=0"
    expected = Bucket(
        "http://127.0.0.1:8080", "photos", "test:tester", "se/cret", "cn-north-1", tls=False
    )
    assert read(tmp_path, FILES_URL=url).bucket == expected


def test_https_is_the_usual(tmp_path: Path) -> None:
    found = read(tmp_path, FILES_URL="s3://k:s@files.example/b").bucket
    assert found is not None
    assert (found.endpoint, found.region, found.tls) == (
        "https://files.example", "us-east-1", True,
    )  # fmt: skip


def test_the_address_may_come_from_a_file_and_is_never_shown(tmp_path: Path) -> None:
    secret = tmp_path / "url"
    secret.write_text("s3://k:s3cr3t@files.example/b\n")
    found = read(tmp_path, FILES_URL_FILE=str(secret))
    assert found.bucket is not None
    assert found.bucket.secret == "s3cr3t"
    assert not any("s3cr3t" in reading.shown for reading in found.report)


@pytest.mark.parametrize(
    ("url", "said"),
    [
        ("", ["FILES_URL is set but empty. Give it a value, or remove it."]),
        ("s3://", ["FILES_URL does not name a bucket of an S3 server." + REMEDY]),
        ("https://k:s@h/b", ["FILES_URL does not name a bucket of an S3 server." + REMEDY]),
        ("s3://k:s@h/a/b", ["FILES_URL does not name a bucket of an S3 server." + REMEDY]),
        ("s3://k:s@h:x/b", ["FILES_URL does not name a bucket of an S3 server." + REMEDY]),
        ("s3://:s@h/b", ["FILES_URL lacks KEY." + REMEDY]),
        ("s3://k@h/b", ["FILES_URL lacks SECRET." + REMEDY]),
        ("s3://k:s@h/", ["FILES_URL lacks BUCKET." + REMEDY]),
        ("s3://h", [f"FILES_URL lacks {part}." + REMEDY for part in ("KEY", "SECRET", "BUCKET")]),
        (
            "s3://k:s@h/b?tls=perhaps",
            [
                (
                    "FILES_URL has the option “tls=perhaps”, which is unknown or has no such value."
                    " Known are region=NAME, tls=1 (the usual)"
                    " and tls=0 for a server without HTTPS."
                )
            ],
        ),
    ],
)
def test_a_half_filled_address_is_refused_by_name(
    tmp_path: Path, url: str, said: list[str]
) -> None:
    assert sentences(tmp_path, FILES_URL=url) == said


@pytest.mark.parametrize("value", ["0", "-1", "much", "1.5"])
def test_a_limit_is_a_number_of_megabytes(tmp_path: Path, value: str) -> None:
    (said,) = sentences(tmp_path, FILES_LIMIT=value)
    assert said.startswith(f"FILES_LIMIT is “{value}”")
