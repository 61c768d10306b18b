import gettext
import os
from collections.abc import Iterator

import pytest

from chuangcheng.entrypoints.cli.languages import catalogues, choose, match, spoken


@pytest.mark.parametrize(
    ("locale", "language"),
    [
        ("zh_TW", "zh-Hant"),
        ("zh_TW.UTF-8", "zh-Hant"),
        ("zh_HK.big5hkscs", "zh-Hant"),
        ("zh_MO", "zh-Hant"),
        ("zh_Hant", "zh-Hant"),
        ("zh-Hant-CN", "zh-Hant"),
        ("zh_CN", "zh-Hans"),
        ("zh_CN.GB18030", "zh-Hans"),
        ("zh_SG.UTF-8@pinyin", "zh-Hans"),
        ("zh_Hans_HK.UTF-8", "zh-Hans"),
        ("zh", "zh-Hans"),
        ("en", "en"),
        ("en_US.UTF-8", "en"),
        ("de_DE.UTF-8", None),
        ("C", None),
        ("C.UTF-8", None),
        ("POSIX", None),
        ("", None),
    ],
)
def test_a_locale_names_a_language(locale: str, language: str | None) -> None:
    assert match(locale) == language


@pytest.mark.parametrize(
    ("environment", "language"),
    [
        ({}, "zh-Hant"),
        ({"LANG": "C"}, "zh-Hant"),
        ({"LANG": "POSIX"}, "zh-Hant"),
        ({"LANG": "de_DE.UTF-8"}, "zh-Hant"),
        ({"LANG": "en_US.UTF-8"}, "en"),
        ({"LANG": "en_US.UTF-8", "LC_MESSAGES": "zh_CN.UTF-8"}, "zh-Hans"),
        ({"LANG": "zh_CN", "LC_MESSAGES": "zh_CN", "LC_ALL": "zh_TW"}, "zh-Hant"),
        ({"LANG": "zh_CN", "LC_ALL": "C"}, "zh-Hant"),
        ({"LANG": "zh_CN", "LANGUAGE": "de:en"}, "en"),
        ({"LANG": "zh_CN", "LANGUAGE": ""}, "zh-Hans"),
    ],
)
def test_the_environment_chooses(environment: dict[str, str], language: str) -> None:
    assert choose([], environment) == language


@pytest.mark.parametrize(
    ("argv", "language"),
    [
        (["score", "--lang", "zh-Hans"], "zh-Hans"),
        (["score", "--lang=zh-Hans", "x"], "zh-Hans"),
        (["score", "--lang", "fr"], "en"),
        (["score", "--lang"], "en"),
        (["--language", "zh-Hans"], "en"),
    ],
)
def test_the_option_wins_before_arguments_are_parsed(argv: list[str], language: str) -> None:
    assert choose(argv, {"LANG": "en"}) == language


def test_the_catalogues_are_found() -> None:
    assert (catalogues() / "zh_Hant/LC_MESSAGES/django.mo").is_file()


@pytest.fixture
def untouched() -> Iterator[None]:
    before = (os.environ.get("LANGUAGE"), gettext.textdomain())
    yield
    assert (os.environ.get("LANGUAGE"), gettext.textdomain()) == before


@pytest.mark.usefixtures("untouched")
def test_speaking_leaves_the_process_as_it_was() -> None:
    with spoken("zh-Hans") as voice:
        assert voice.say("options") == "选项"
        assert gettext.gettext("options") == "选项"
    with spoken("en") as voice:
        assert voice.say("options") == gettext.gettext("options") == "options"
