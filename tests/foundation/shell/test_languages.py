"""Which language a person gets."""

import pytest

from chuangcheng.foundation.shell.languages import choose, language


@pytest.mark.parametrize(
    ("accept", "code"),
    [
        ("", "zh-hant"),
        ("*", "zh-hant"),
        ("fr-FR,fr;q=0.9", "zh-hant"),
        ("zh-TW,zh;q=0.9,en;q=0.8", "zh-hant"),
        ("zh-HK", "zh-hant"),
        ("zh-MO", "zh-hant"),
        ("zh-Hant", "zh-hant"),
        ("zh-Hant-CN", "zh-hant"),
        ("yue-HK", "zh-hant"),
        ("zh-CN,zh;q=0.9,en;q=0.8", "zh-hans"),
        ("zh", "zh-hans"),
        ("zh-SG", "zh-hans"),
        ("zh-Hans-TW", "zh-hans"),
        ("cmn-CN", "zh-hans"),
        ("en-GB,zh-TW;q=0.5", "en"),
        ("en;q=0.5,zh-CN;q=0.8", "zh-hans"),
        ("fr,en;q=0.4", "en"),
        ("en;q=0,zh-TW;q=0.1", "zh-hant"),
        ("zh-CN;;;broken", "zh-hant"),
        ("a" * 5000, "zh-hant"),
    ],
)
def test_the_browser_is_asked_and_traditional_characters_are_the_default(
    accept: str, code: str
) -> None:
    assert choose(None, accept).code == code


def test_the_switch_outranks_the_browser() -> None:
    assert choose("en", "zh-CN").code == "en"


def test_an_unknown_cookie_is_ignored() -> None:
    assert choose("xx", "zh-CN").code == "zh-hans"


def test_an_unknown_code_means_the_default() -> None:
    assert language("de").code == language(None).code == "zh-hant"
    assert language("ZH-HANS").tag == "zh-Hans"
