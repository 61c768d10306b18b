from chuangcheng.domain.errors import Fault, Sentence, Words, describe_message
from chuangcheng.features.frameworks.formats.facts_layout import FACTS, YEARS
from chuangcheng.features.frameworks.formats.said_words import (
    SCRIPT,
    heads,
    language_of,
    sheet_name,
    ways,
)

SENTENCE = Sentence("test.sentence", "fill in %(what)s", "")


def traditional(text: str) -> str:
    return {SCRIPT: "繁體", "%(one)s or %(other)s": "%(one)s或%(other)s"}.get(text, text)


def simplified(text: str) -> str:
    return {SCRIPT: "繁体"}.get(text, text)


def test_the_language_is_known_by_what_the_catalogue_says() -> None:
    languages = [language_of(translate) for translate in (traditional, simplified, str)]
    assert languages == ["zh-Hant", "zh-Hans", "en"]


def test_heads_are_said_in_the_readers_language() -> None:
    columns = [column for column in FACTS.columns if column.field in {"grade", "passed"}]
    words = heads(columns)
    assert words == "grade, passed"
    assert words.say(traditional) == "等級, 合格數"
    assert words.say(simplified) == "等级, 合格数"
    assert sheet_name(YEARS).say(simplified) == "年度"


def test_ways_name_the_columns_that_belong_together() -> None:
    words = ways((("observed", "passed"), ("observations",)))
    assert words == "“observed” and “passed” or sheet “observations”"
    assert ways((("grade",), ("panel",))).say(traditional) == "“等級”或“評分”"


def test_a_slot_speaks_the_language_of_its_sentence() -> None:
    fault = Fault(SENTENCE, params={"what": Words("a mark")})
    assert describe_message(fault) == "fill in a mark"
    assert describe_message(fault, lambda text: {"a mark": "得分"}.get(text, text)) == (
        "fill in 得分"
    )
