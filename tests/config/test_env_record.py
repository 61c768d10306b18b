"""How long the record is kept, and where its heads are, from the environment."""

from pathlib import Path

import pytest

from chuangcheng.config import env
from chuangcheng.domain.errors import Refused, describe


def read(tmp_path: Path, **variables: str) -> env.Environment:
    return env.read({"CHUANGCHENG_HOME": str(tmp_path / "state"), **variables})


def test_without_a_word_it_is_kept_two_years_with_its_heads_in_the_state_folder(
    tmp_path: Path,
) -> None:
    found = read(tmp_path)
    assert found.audit_keep_months == 24
    assert found.audit_heads_file == tmp_path / "state" / "audit-heads.log"


@pytest.mark.parametrize("months", ["6", "36", "120"])
def test_it_is_kept_as_long_as_is_said(tmp_path: Path, months: str) -> None:
    assert read(tmp_path, AUDIT_KEEP_MONTHS=months).audit_keep_months == int(months)


@pytest.mark.parametrize("months", ["5", "0", "-6", "six", "6.5", "６", "9" * 12])
def test_less_than_half_a_year_and_what_is_no_number_is_refused_by_name(
    tmp_path: Path, months: str
) -> None:
    with pytest.raises(Refused) as refused:
        read(tmp_path, AUDIT_KEEP_MONTHS=months)
    (fault,) = refused.value.faults
    sentence = describe(fault)
    assert "AUDIT_KEEP_MONTHS" in sentence
    assert months in sentence
    assert "at least 6" in sentence


def test_the_heads_may_lie_elsewhere(tmp_path: Path) -> None:
    found = read(tmp_path, AUDIT_HEADS_FILE=str(tmp_path / "safe" / "heads.log"))
    assert found.audit_heads_file == tmp_path / "safe" / "heads.log"
