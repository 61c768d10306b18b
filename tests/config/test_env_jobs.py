"""JOBS: who does the background work."""

from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.domain.errors import Refused, describe

DATABASE = "postgres://db.example/chuangcheng"


def read(tmp_path: Path, **variables: str) -> env.Environment:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path / "state"), **variables})


def test_by_itself_the_site_does_its_background_work(tmp_path: Path) -> None:
    assert not read(tmp_path).jobs_elsewhere
    assert not read(tmp_path, DATABASE_URL=DATABASE).jobs_elsewhere


def test_workers_elsewhere_need_a_database_that_many_can_write(tmp_path: Path) -> None:
    assert read(tmp_path, JOBS="external", DATABASE_URL=DATABASE).jobs_elsewhere
    file = tmp_path / "url"
    file.write_text(DATABASE, "utf-8")
    assert read(tmp_path, JOBS="external", DATABASE_URL_FILE=str(file)).jobs_elsewhere


NEEDS_DATABASE = (
    "JOBS is set, but DATABASE_URL, which it needs, is not. Set DATABASE_URL too, or remove JOBS."
)
NO_SUCH_WAY = (
    "JOBS is “worker”."
    " Write external, or remove it to let “chuangcheng serve” start the one worker."
)


@pytest.mark.parametrize(
    ("variables", "sentence"),
    [
        ({"JOBS": "external"}, NEEDS_DATABASE),
        ({"JOBS": "worker", "DATABASE_URL": DATABASE}, NO_SUCH_WAY),
        ({"JOBS": ""}, "JOBS is set but empty. Give it a value, or remove it."),
    ],
)
def test_anything_else_is_refused(variables: dict[str, str], sentence: str, tmp_path: Path) -> None:
    with pytest.raises(Refused) as refusal:
        read(tmp_path, **variables)
    assert [describe(fault) for fault in refusal.value.faults] == [sentence]
