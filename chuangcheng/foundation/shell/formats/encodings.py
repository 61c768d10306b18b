"""Reads bytes as UTF-8 text and says which other encoding a file seems to be in.

The guess serves the sentence only. A wrong guess would corrupt facts without a sound, so
a file in another encoding is refused, never converted.
"""

from typing import NamedTuple

from chuangcheng.foundation.shell.formats.scalars import CONTROL

_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
    (b"\x84\x31\x95\x33", "GB18030"),
)
_SAMPLE = 64 * 1024
LAST_ASCII = 127

# The most frequent characters of our texts, in both scripts, to tell GB18030 from Big5.
_FREQUENT = frozenset(
    "的一是在不了有和人這这中大為为上個个國国我以要他時时來来用們们生到作地於于出就分對对成會会可主發发年動动"
    "同工也能下過过子說说產产種种面而方後后多定行學学法所民得經经十三之進进著等部度家電电力裡里如水化高自二理起小物"
    "現现實实加量都兩两體体制機机當当使點点從从業业本去把性好應应開开它合還还因由其些然前外天政四日那社義义事平形相"
    "全表間间樣样與与關关各重新線线內内數数正心反你明看原又麼么利比或但質质氣气第向道命此變变條条只沒没結结解問问意"
    "建月公無无系軍军很情者最立代想已通並并提直題题黨党程展五果料象員员革位入常文總总次品式活設设及管特件長长求老頭头"
    "基資资邊边流路級级少圖图山統统接知較较將将組组見见計计別别她手角期根論论運运農农指幾几九區区強强放決决西被幹干做"
    "必戰战先回則则任取據据處处隊队南給给色光門门即保治北造百規规熱热領领七海口東东導导器壓压志世金增爭争濟济階阶油思"
    "術术極极交受聯联認认六共權权收證证改清己美再採采轉转更單单風风切打白教速花帶带安場场身車车例真務务具萬万每目至達达"
    "創创城縣县測测評评項项標标準准材審审核考察卷調调查街鎮镇村居委廣广告環环境衛卫垃圾秩序宣傳传志願愿服務务"
)


class NotUtf8(Exception):
    """The bytes are not UTF-8; ``encoding`` is the likely one, or empty."""

    def __init__(self, encoding: str) -> None:
        super().__init__(encoding)
        self.encoding = encoding


class _Guess(NamedTuple):
    share: float
    name: str


def decode(content: bytes) -> str:
    """Return ``content`` as text, without a byte order mark; raise ``NotUtf8``."""
    for mark, name in _MARKS:
        if content.startswith(mark):
            raise NotUtf8(name)
    if _looks_like_utf_16(content):
        raise NotUtf8("UTF-16")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise NotUtf8(_guess(content)) from None


def _looks_like_utf_16(content: bytes) -> bool:
    sample = content[:_SAMPLE]
    nulls = sample.count(0)
    if nulls * 5 < len(sample) or len(sample) % 2:
        return False
    at_even = sample[::2].count(0)
    return at_even == 0 or at_even == nulls


def _guess(content: bytes) -> str:
    """Return GB18030 or Big5, whichever makes the more ordinary text; empty if neither fits."""
    guesses = sorted(
        (
            _measure(content, codec, name)
            for codec, name in (("gb18030", "GB18030"), ("cp950", "Big5"))
        ),
        reverse=True,
    )
    if guesses[0].share > 0:
        return guesses[0].name
    return " / ".join(sorted(guess.name for guess in guesses if guess.share == 0))


def _measure(content: bytes, codec: str, name: str) -> _Guess:
    # A sample may end inside a character, and old Big5 files hold characters of vendors.
    text = content[:_SAMPLE].decode(codec, errors="replace")
    wide = [char for char in text if ord(char) > LAST_ASCII]
    broken = wide.count("\ufffd")
    if not wide or broken * 20 > len(wide) + 20 or CONTROL.search(text):
        return _Guess(-1.0, name)
    frequent = sum(char in _FREQUENT for char in wide)
    return _Guess(frequent / len(wide), name)
