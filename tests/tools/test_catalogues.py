"""The catalogue tool finds every string of the program and every fault of a translation."""

import gettext
from pathlib import Path

import pytest

from tools import catalogues

PROGRAM = """
from django.utils.translation import gettext_lazy as _, ngettext, pgettext_lazy
SAVE = _("Save %(name)s")
CASES = ngettext("%(n)s case", "%(n)s cases", 3)
FILE = pgettext_lazy("verb", "file")
LONG = N_(
    "a long "
    "string"
)
NOT_OURS = translate(SAVE)
"""
PAGE = """
{% load i18n %}<p title="{% translate "It's here" %}">it's {{ _("constant") }} (a)
{% blocktranslate trimmed with a=b %}
  Hello {{ a }}
  you
{% endblocktranslate %}
{% blocktranslate count n=n %}one{% plural %}{{ n }} many{% endblocktranslate %}
{% translate "file" context "noun" %} {% include "y" with t=_("given") %}
"""
STRINGS = {
    (None, "Save %(name)s"),
    (None, ("%(n)s case", "%(n)s cases")),
    ("verb", "file"),
    (None, "a long string"),
    (None, "It's here"),
    (None, "constant"),
    (None, "Hello %(a)s you"),
    (None, ("one", "%(n)s many")),
    ("noun", "file"),
    (None, "given"),
}


def write(root: Path, path: str | Path, text: str) -> None:
    (root / path).parent.mkdir(parents=True, exist_ok=True)
    (root / path).write_text(text, encoding="utf-8")


def translate(root: Path, entries: str) -> None:
    header = catalogues.HEADER.format(name="", language="zh_Hant")
    write(root, catalogues.HANT, header + entries)


def one(root: Path, msgid: str, msgstr: str, flag: str = "") -> None:
    """Make a program of one string and its translation."""
    write(root, "chuangcheng/x.py", f"_({msgid!r})")
    translate(root, f'{flag}msgid "{msgid}"\nmsgstr "{msgstr}"\n')


def test_it_finds_every_string_of_sources_and_pages(tmp_path: Path) -> None:
    write(tmp_path, "chuangcheng/x.py", PROGRAM)
    write(tmp_path, "chuangcheng/templates/x.html", PAGE)
    found = catalogues.in_program(tmp_path)
    assert {(string.context, string.msgid) for string in found} == STRINGS


def test_gathering_keeps_translations_and_drops_unused_strings(tmp_path: Path) -> None:
    write(tmp_path, "chuangcheng/x.py", 'ngettext("%(n)s case", "%(n)s cases", n)\n_("new")')
    translate(
        tmp_path,
        'msgid "%(n)s case"\nmsgid_plural "%(n)s cases"\nmsgstr[0] "%(n)s 件"\n\n'
        'msgid "old"\nmsgstr "舊"\n',
    )
    catalogues.gather(tmp_path)
    text = (tmp_path / catalogues.HANT).read_text(encoding="utf-8")
    assert 'msgstr[0] "%(n)s 件"' in text
    assert 'msgid "new"\nmsgstr ""' in text
    assert "old" not in text
    assert catalogues.check(tmp_path) == ["“new” is not translated"]


def test_gathering_twice_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path, "chuangcheng/x.py", PROGRAM)
    catalogues.gather(tmp_path)
    once = (tmp_path / catalogues.HANT).read_bytes()
    catalogues.gather(tmp_path)
    assert (tmp_path / catalogues.HANT).read_bytes() == once


@pytest.mark.parametrize(
    ("msgid", "msgstr", "flag", "fault"),
    [
        ("Save", "", "", "is not translated"),
        ("Save", "保存", "#, fuzzy\n", "is marked fuzzy"),
        ("Save %(name)s", "保存", "", "has other placeholders than its translation “保存”"),
        ("Save %(name)s", "保存 %(nmae)s", "", "has other placeholders"),
        ("Save", "保存 %s", "", "has other placeholders"),
        ("Network", "網路", "", "is translated with 網路; write 網絡"),
        ("In there", "在那裡", "", "is written with 裡; write 裏"),
        ("Start", "啓動", "", "is written with 啓; write 啟"),
        ("Machine", "一台", "", "is written with 台; write 臺"),
        ("Named Save", "“保存」", "", "is written with 」; write ”"),
    ],
)
def test_a_bad_translation_is_named(
    msgid: str, msgstr: str, flag: str, fault: str, tmp_path: Path
) -> None:
    one(tmp_path, msgid, msgstr, flag)
    (found,) = catalogues.check(tmp_path)
    assert fault in found


def test_a_good_translation_passes(tmp_path: Path) -> None:
    one(tmp_path, "Save %(name)s", "保存 %(name)s")
    assert catalogues.check(tmp_path) == []


def test_missing_and_left_over_strings_are_named(tmp_path: Path) -> None:
    one(tmp_path, "Old", "舊")
    write(tmp_path, "chuangcheng/x.py", '_("New")')
    write(tmp_path, catalogues.CORRECTIONS, 'msgid "Gone"\nmsgstr "去"\n')
    assert catalogues.check(tmp_path) == [
        "“New” of chuangcheng/x.py is missing: run `make messages`",
        "“Old” is no longer used: run `make messages`",
        "the correction “Gone” is for no string of the program",
    ]


def test_simplified_is_derived_except_where_corrected(tmp_path: Path) -> None:
    write(tmp_path, "chuangcheng/x.py", '_("Network")\n_("Dry")')
    translate(tmp_path, 'msgid "Network"\nmsgstr "網絡"\n\nmsgid "Dry"\nmsgstr "乾"\n')
    write(tmp_path, catalogues.CORRECTIONS, 'msgid "Dry"\nmsgstr "乾卦"\n')
    catalogues.compile_all(tmp_path)
    with (tmp_path / catalogues.HANS).with_suffix(".mo").open("rb") as file:
        hans = gettext.GNUTranslations(file)
    assert hans.gettext("Network") == "网络"
    assert hans.gettext("Dry") == "乾卦"
