"""The translation catalogues: `python -m tools.catalogues gather|compile|check`.

msgids are English. `locale/zh_Hant/LC_MESSAGES/django.po` is translated by hand, in traditional
characters and the vocabulary of the mainland. 简体 is derived from it character by character with
OpenCC; where that goes wrong, `locale/zh_Hans/LC_MESSAGES/corrections.po` holds the right text for
the same msgid. English needs no catalogue.

gather   takes up new strings from the program and drops those no longer used
compile  writes the two .mo files
check    names every string that is missing, left over, untranslated or damaged; exit code 1 if any
"""

import ast
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from chuangcheng.domain.text import to_simplified

ROOT = Path(__file__).parent.parent
HANT = Path("locale/zh_Hant/LC_MESSAGES/django.po")
HANS = Path("locale/zh_Hans/LC_MESSAGES/django.po")
CORRECTIONS = Path("locale/zh_Hans/LC_MESSAGES/corrections.po")

LAZY = ("gettext", "ngettext", "pgettext", "npgettext")
KEYWORDS = {**DEFAULT_KEYWORDS, **{f"{name}_lazy": DEFAULT_KEYWORDS[name] for name in LAZY}}

HEADER = """\
# Chuangcheng 創城: the strings of the program in {name}.
msgid ""
msgstr ""
"Language: {language}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=1; plural=0;\\n"

"""

# Signs written in more than one way; the catalogue keeps to one.
OTHER_SIGNS = {"裡": "裏", "啓": "啟", "台": "臺", "「": "“", "」": "”", "『": "‘", "』": "’"}

PLACEHOLDER = re.compile(r"%\(\w+\)[sdr]|%[sdr%]|\{\w*\}")

# A call that Django's templatize leaves in the blotted template, and the strings in it.
TEMPLATE_CALL = re.compile(
    r"""(?:\b(?P<name>n?p?gettext)|(?<!\w)_)\((?P<arguments>(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|[^()'"])*)\)""",
    re.DOTALL,
)
STRING = re.compile(r"""'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*\"""", re.DOTALL)

# Words of Taiwan's usage for which the mainland says something else.
OTHER_USAGE = {
    "伺服器": "服務器",
    "使用者": "用戶",
    "列印": "打印",
    "匯入": "導入",
    "匯出": "導出",
    "字串": "字符串",
    "滑鼠": "鼠標",
    "登入": "登錄",
    "硬體": "硬件",
    "程式": "程序",
    "網路": "網絡",
    "螢幕": "屏幕",
    "解析度": "分辨率",
    "資料夾": "文件夾",
    "資料庫": "數據庫",
    "資訊": "信息",
    "軟體": "軟件",
    "連結": "鏈接",
    "預設": "默認",
    "電子郵件信箱": "電子郵箱",
}


@dataclass(frozen=True, slots=True)
class Found:
    """A string of the program: where it stands, its msgid (one form or two) and its context."""

    file: str
    msgid: str | tuple[str, str]
    context: str | None


def in_python(path: Path, file: str) -> Iterator[Found]:
    """Yield the strings that a Python file gives to a gettext function or to `N_`."""
    with path.open("rb") as source:
        for _, message, _, context in extract("python", source, keywords=KEYWORDS):
            msgid = message if isinstance(message, str) else (message[0], message[1])
            if msgid:
                yield Found(file, msgid, context)


def in_template(path: Path, file: str) -> Iterator[Found]:
    """Yield the strings of the translation tags of a Django template."""
    from django.conf import settings
    from django.utils.translation.template import templatize

    if not settings.configured:
        settings.configure()
    for call in TEMPLATE_CALL.finditer(templatize(path.read_text(encoding="utf-8"))):
        strings = [ast.literal_eval(text) for text in STRING.findall(call["arguments"])]
        name = call["name"] or "gettext"
        context = strings.pop(0) if "pgettext" in name else None
        yield Found(file, (strings[0], strings[1]) if name.startswith("n") else strings[0], context)


def in_program(root: Path) -> Iterator[Found]:
    """Yield every translatable string of the program under `root`, file by file."""
    for path in sorted((root / "chuangcheng").rglob("*")):
        file = path.relative_to(root).as_posix()
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield from in_python(path, file)
        elif path.suffix in {".html", ".txt"} and "templates" in path.parts:
            yield from in_template(path, file)


def template_catalogue(root: Path) -> Catalog:
    """Return the untranslated catalogue of the program under `root`."""
    catalogue = Catalog(locale="zh_Hant", charset="utf-8")
    for found in in_program(root):
        catalogue.add(found.msgid, context=found.context, locations=[(found.file, 0)])
    return catalogue


def load(path: Path) -> Catalog:
    """Read a .po file; a missing one is empty."""
    if not path.exists():
        return Catalog(locale="zh_Hant", charset="utf-8")
    with path.open("rb") as source:
        return read_po(source, locale="zh_Hant")


def forms(message: Message) -> tuple[str, ...]:
    """Return the translations of a message: one, or one per plural form; empty where missing."""
    text = message.string or ""
    return (text,) if isinstance(text, str) else tuple(text)


def gather(root: Path) -> None:
    """Bring the hand-written catalogue up to date with the program; translations are kept."""
    known = load(root / HANT)
    catalogue = template_catalogue(root)
    for message in catalogue:
        old = known.get(message.id, message.context) if message.id else None
        if old and len(forms(old)) == 1:
            text = forms(old)[0]
            message.string = (text,) if message.pluralizable else text
            message.flags |= old.flags & {"fuzzy"}
        elif message.pluralizable:
            message.string = ("",)
    path = root / HANT
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as target:
        target.write(HEADER.format(name="繁體中文", language="zh_Hant").encode())
        write_po(target, catalogue, width=100, omit_header=True, include_lineno=False)
    untranslated = sum(1 for message in catalogue if message.id and not all(forms(message)))
    print(f"{HANT}: {len(catalogue)} strings, {untranslated} untranslated")


def simplified(root: Path) -> Catalog:
    """Return the 简体 catalogue: every text converted, or taken from the corrections."""
    catalogue = load(root / HANT)
    corrections = load(root / CORRECTIONS)
    for message in catalogue:
        correction = corrections.get(message.id, message.context) if message.id else None
        source = correction or message
        converted = tuple(forms(source) if correction else map(to_simplified, forms(source)))
        message.string = converted if message.pluralizable else converted[0]
    return catalogue


def compile_all(root: Path) -> None:
    """Write django.mo for 繁體 and 简体."""
    for path, catalogue in ((HANT, load(root / HANT)), (HANS, simplified(root))):
        target = (root / path).with_suffix(".mo")
        target.parent.mkdir(parents=True, exist_ok=True)
        # Put in place whole: a program may be reading the one before.
        aside = target.with_suffix(f".mo.{os.getpid()}")
        with aside.open("wb") as file:
            write_mo(file, catalogue)
        aside.replace(target)


def name_of(message: Message) -> str:
    """Return what a person calls a message: its msgid, cut to a line."""
    msgid = message.id if isinstance(message.id, str) else message.id[0]
    return " ".join(msgid.split())[:70]


def wording(text: str) -> Iterator[str]:
    """Yield which words and signs of a translation the catalogue writes otherwise."""
    for word, ours in OTHER_USAGE.items():
        if word in text:
            yield f"is translated with {word}; write {ours}"
    for sign, ours in OTHER_SIGNS.items():
        if sign in text:
            yield f"is written with {sign}; write {ours}"


def damage(message: Message) -> Iterator[str]:
    """Yield what is wrong with the translation of one message."""
    wanted = message.id if isinstance(message.id, str) else message.id[1]
    for text in forms(message):
        if not text:
            yield "is not translated"
            continue
        if set(PLACEHOLDER.findall(text)) != set(PLACEHOLDER.findall(wanted)):
            yield f"has other placeholders than its translation “{text}”"
        if text.endswith("\n") != wanted.endswith("\n"):
            yield "and its translation do not end alike"
        yield from wording(text)
    if message.fuzzy:
        yield "is marked fuzzy"


def check(root: Path) -> list[str]:
    """Return a sentence for everything wrong with the catalogues of the program under `root`."""
    wanted = template_catalogue(root)
    catalogue = load(root / HANT)
    faults = []
    for message in wanted:
        if message.id and not catalogue.get(message.id, message.context):
            file = message.locations[0][0]
            faults.append(f"“{name_of(message)}” of {file} is missing: run `make messages`")
    for message in catalogue:
        if not message.id:
            continue
        if not wanted.get(message.id, message.context):
            faults.append(f"“{name_of(message)}” is no longer used: run `make messages`")
        faults.extend(f"“{name_of(message)}” {fault}" for fault in damage(message))
    faults.extend(
        f"the correction “{name_of(message)}” is for no string of the program"
        for message in load(root / CORRECTIONS)
        if message.id and not wanted.get(message.id, message.context)
    )
    return faults


def main() -> int:
    """Do what the first argument says; return the exit code."""
    match sys.argv[1:]:
        case ["gather"]:
            gather(ROOT)
        case ["compile"]:
            compile_all(ROOT)
        case ["check"]:
            faults = check(ROOT)
            for fault in faults:
                print(f"{HANT}: {fault}")
            return 1 if faults else 0
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
